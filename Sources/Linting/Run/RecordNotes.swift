internal import CEL
internal import Dossiers
internal import Records

/// What the records of a document tell, whatever rules are on: other documents, names of parts, kits, categories, goods.
struct RecordNotes: Sendable {
    /// Documents that lines name, folded.
    private(set) var references: Set<DocumentReference> = []
    /// Numbers of one part: the seller's and the buyer's, as lines and products have them side by side.
    private(set) var partNames: [PartAliases.Pair: Int] = [:]
    /// The components of kits, added up by the kit's part number.
    private(set) var kits: [String: Decimal] = [:]
    /// How many lines there are.
    private(set) var lineCount = 0
    /// The categories of the goods, where some rule asks for them.
    private(set) var categories = GoodsCategories()
    /// What it says of goods and certificates, where readiness is asked for.
    private(set) var goods = GoodsFacts()

    private var faultCount = 0

    /// At most so many different documents are noted of one document's lines.
    private static let maximumReferences = 1000
    /// At most so many cells that do not parse are told.
    private static let maximumFaults = 5000

    /// Notes what the records of a batch tell.
    mutating func collect(from batch: RecordBatch, _ context: RunContext) {
        collectReferences(from: batch)
        PartAliases.collect(from: batch, into: &partNames)
        SetSizes.collect(from: batch, into: &kits)
        if let known = context.categories { categories.collect(from: batch, known) }
        if context.keepsGoods { goods.collect(from: batch, context) }
    }

    /// Those of some faults that are told: the first ones of the document.
    mutating func counted(_ faults: [CellFault]) -> ArraySlice<CellFault> {
        let told = faults.prefix(max(0, Self.maximumFaults - faultCount))
        faultCount += faults.count
        return told
    }

    private mutating func collectReferences(from batch: RecordBatch) {
        guard batch.recordType.name == "line" else { return }
        lineCount += batch.count
        for (name, kind) in DocumentReference.fields {
            guard let field = batch.recordType.field(named: name), batch.columns[field] != nil else { continue }
            var last: [UInt8] = []
            for row in 0..<batch.count where references.count < Self.maximumReferences {
                // Neighbours mostly name the same document.
                if last.isEmpty || batch.isText(row: row, field: field, last) == false,
                    case .string(let number)? = try? batch.value(row: row, field: field)
                {
                    last = Array(number.utf8)
                    references.insert(DocumentReference(kind: kind, number: FoldedText.string(of: number)))
                }
            }
        }
    }
}

internal import CEL
internal import Formats
internal import Records
internal import Rules

/// What one document says of goods, of certificates and of files, as far as readiness asks for it.
struct GoodsFacts: Sendable {
    /// A product, a vehicle, or the goods of a line.
    struct Subject: Sendable {
        /// The type of its record, as an index.
        var recordType: Int
        /// The part number or VIN.
        var number: String
        var name: String?
        var category: Categories.Answer?
        var hsCode: String?
        var models: [String] = []
        var markets: [String] = []
        /// The cells of its own record, by field; those that nobody reads are not here.
        var cells: [Int: CellState] = [:]
        /// Shown values of the fields that name certificates, by field.
        var named: [Int: String] = [:]
    }

    /// A certificate or report.
    struct Certificate: Sendable {
        var category: String
        var number: String?
        /// The part numbers, models and VINs it names, folded; empty if it names none.
        var covers: Set<String>
        var validUntil: CalendarDate?
    }

    /// An entry of a register of files.
    struct Entry: Sendable {
        var category: String?
        var kind: String?
        var file: String
        var partNumber: String?
        var validUntil: CalendarDate?
    }

    private(set) var subjects: [Subject] = []
    private(set) var certificates: [Certificate] = []
    private(set) var entries: [Entry] = []
    /// Goods beyond those that are kept.
    private(set) var leftOut = 0
    private var known: Set<String> = []

    /// So many different goods of a document are kept.
    private static let maximumSubjects = 2000

    /// Fields that are read, by record type.
    static let fields: [String: [String]] = [
        "product": ["partNumber", "name", "description", "model", "markets"],
        "vehicle": ["vin", "make", "model", "destinationCountry"],
        "line": ["partNumber", "vin", "description", "model"],
        "certificate": [
            "number", "class", "partNumber", "partNumbers", "model", "models", "vin", "vins", "validUntil",
        ],
        "entry": ["file", "kind", "title", "partNumber", "validUntil"],
    ]

    /// Notes what a batch says.
    mutating func collect(from batch: RecordBatch, _ context: RunContext) {
        switch batch.recordType.name {
        case "product", "vehicle", "line": collectSubjects(from: batch, context)
        case "certificate": for row in 0..<batch.count { collectCertificate(batch, row) }
        case "entry": for row in 0..<batch.count { collectEntry(batch, row, context) }
        default: return
        }
    }

    private mutating func collectSubjects(from batch: RecordBatch, _ context: RunContext) {
        guard let fields = CategoryFields(batch.recordType), let categories = context.categories else { return }
        let type = batch.recordType
        let isOwn = type.name != "line"
        for row in 0..<batch.count where fields.isGoods(batch, row: row) {
            guard
                let number = Self.text("vin", batch, row) ?? Self.text("partNumber", batch, row)
                    ?? Self.text("model", batch, row),
                !known.contains(number)
            else { continue }
            known.insert(number)
            guard subjects.count < Self.maximumSubjects else {
                leftOut += 1
                continue
            }
            var subject = Subject(recordType: type.index, number: number)
            subject.name =
                Self.text("name", batch, row) ?? Self.text("description", batch, row)
                ?? [Self.text("make", batch, row), Self.text("model", batch, row)].compactMap { $0 }.first
            subject.category = fields.category(of: batch, row: row, categories)
            subject.hsCode = Self.text("hsCode", batch, row)
            subject.models = [Self.text("model", batch, row)].compactMap { $0 }
            subject.markets = Self.texts("markets", batch, row) + Self.texts("destinationCountry", batch, row)
            for field in type.fields.indices where isOwn && context.plan.fields[type.index][field] {
                subject.cells[field] = batch.state(row: row, field: field)
                guard context.namingFields.contains(type.fields[field].name) else { continue }
                subject.named[field] = batch.shown(row: row, field: field)
            }
            subjects.append(subject)
        }
    }

    private mutating func collectCertificate(_ batch: RecordBatch, _ row: Int) {
        let covers = ["partNumber", "partNumbers", "model", "models", "vin", "vins"].flatMap {
            Self.texts($0, batch, row)
        }
        certificates.append(
            Certificate(
                category: Self.text("class", batch, row) ?? "",
                number: Self.text("number", batch, row),
                covers: Set(covers.map { FoldedText.string(of: $0) }),
                validUntil: Self.date("validUntil", batch, row)
            )
        )
    }

    private mutating func collectEntry(_ batch: RecordBatch, _ row: Int, _ context: RunContext) {
        guard let file = Self.text("file", batch, row) else { return }
        let words = [Self.text("kind", batch, row), Self.text("title", batch, row), file].compactMap { $0 }
        let kind = Self.text("kind", batch, row).map { FoldedText.string(of: $0) }
        entries.append(
            Entry(
                category: words.lazy.compactMap { context.certificateClass(of: $0) }.first,
                kind: context.vocabulary.kinds.first { entry in
                    [entry.name, entry.title.english, entry.title.chinese].contains {
                        FoldedText.string(of: $0) == kind
                    }
                }?.name,
                file: file,
                partNumber: Self.text("partNumber", batch, row),
                validUntil: Self.date("validUntil", batch, row)
            )
        )
    }

    private static func value(_ name: String, _ batch: RecordBatch, _ row: Int) -> Value? {
        guard let field = batch.recordType.field(named: name), batch.columns[field] != nil else { return nil }
        return try? batch.value(row: row, field: field)
    }

    private static func text(_ name: String, _ batch: RecordBatch, _ row: Int) -> String? {
        guard case .string(let text)? = value(name, batch, row) else { return nil }
        return text
    }

    private static func texts(_ name: String, _ batch: RecordBatch, _ row: Int) -> [String] {
        switch value(name, batch, row) {
        case .string(let text)?: [text]
        case .list(let items)?:
            items.compactMap { item in
                guard case .string(let text) = item else { return nil }
                return text
            }
        default: []
        }
    }

    private static func date(_ name: String, _ batch: RecordBatch, _ row: Int) -> CalendarDate? {
        guard case .date(let date)? = value(name, batch, row) else { return nil }
        return date
    }
}

internal import CEL
internal import Records
internal import Rules

/// The categories of the goods that a document is about.
struct GoodsCategories: Sendable {
    /// Their names.
    private(set) var names: Set<String> = []
    /// What is known of goods already met, by field, HS code and words.
    private var asked: Set<String> = []

    /// So many different goods of one document are asked for their category.
    private static let maximumAsked = 10_000

    /// Notes the categories of a batch.
    mutating func collect(from batch: RecordBatch, _ categories: Categories) {
        guard let fields = CategoryFields(batch.recordType) else { return }
        for row in 0..<batch.count where fields.isGoods(batch, row: row) {
            let key = fields.key(batch, row: row)
            guard !asked.contains(key), asked.count < Self.maximumAsked else { continue }
            asked.insert(key)
            if let answer = fields.category(of: batch, row: row, categories) {
                names.formUnion(categories.widened(answer.name))
            }
        }
    }
}

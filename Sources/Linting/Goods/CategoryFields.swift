internal import CEL
internal import Records
internal import Rules

/// The fields of a record type that tell the category of the goods it is about.
struct CategoryFields: Sendable {
    private let category: Int?
    private let hsCode: Int?
    private let words: [Int]
    /// The first registration of a vehicle, which only used ones have.
    private let firstRegistration: Int?
    private let role: Int?

    /// The names of the fields, for the plan of what is read.
    static let names = ["category", "hsCode", "name", "description", "condition", "firstRegistration", "role"]

    /// The types of records that are about goods.
    static let recordTypes = ["product", "line", "vehicle"]

    /// Nothing where records of the type are not about goods.
    init?(_ type: RecordType) {
        guard Self.recordTypes.contains(type.name) else { return nil }
        category = type.field(named: "category")
        hsCode = type.field(named: "hsCode")
        words = ["name", "description", "condition"].compactMap { type.field(named: $0) }
        firstRegistration = type.field(named: "firstRegistration")
        role = type.field(named: "role")
    }

    /// The category of a record; nothing where nothing tells it.
    func category(of batch: RecordBatch, row: Int, _ categories: Categories) -> Categories.Answer? {
        let answer = categories.category(
            field: text(category, batch, row),
            hsCode: text(hsCode, batch, row),
            words: words.compactMap { text($0, batch, row) }
        )
        if let answer { return answer }
        if let firstRegistration, batch.state(row: row, field: firstRegistration) == .present {
            return categories["used-vehicles"].map { Categories.Answer(name: $0.name, source: .field) }
        }
        return nil
    }

    /// Whether a record is about goods: a line of freight is not.
    func isGoods(_ batch: RecordBatch, row: Int) -> Bool {
        guard let role else { return true }
        return batch.isText(row: row, field: role, Self.goods) ?? true
    }

    private static let goods = Array("GOODS".utf8)

    /// What tells the category of a record, as one text.
    func key(_ batch: RecordBatch, row: Int) -> String {
        ([category, hsCode, firstRegistration] + words).map { text($0, batch, row) ?? "" }.joined(separator: "\u{1F}")
    }

    private func text(_ field: Int?, _ batch: RecordBatch, _ row: Int) -> String? {
        guard let field, batch.columns[field] != nil, case .string(let text)? = try? batch.value(row: row, field: field)
        else { return nil }
        return text
    }
}

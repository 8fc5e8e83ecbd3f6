package import CEL

/// What expressions see of a dossier.
///
/// `dossier.stage`, `dossier.asOf`, `dossier.has("packing-list")` and so on.
package final class DossierRecord: RecordSource {
    /// How far the shipment is, as the configuration names it.
    package let stage: String
    /// The day of the check.
    package let asOf: CalendarDate
    /// The markets the goods go to, as country codes with the groups they belong to, such as `EU`; empty if unknown.
    package let markets: [String]
    /// The categories of the goods; empty if unknown.
    package let categories: [String]
    /// The kinds of documents there are, by name.
    package let kinds: Set<String>

    /// Whether anything but the day is known.
    private let isKnown: Bool

    /// Makes a dossier's facts.
    package init(
        stage: String,
        asOf: CalendarDate,
        markets: [String],
        categories: [String],
        kinds: Set<String>,
        isKnown: Bool = true
    ) {
        self.stage = stage
        self.asOf = asOf
        self.markets = markets
        self.categories = categories
        self.kinds = kinds
        self.isKnown = isKnown
    }

    /// A dossier of which nothing is known yet but the day of the check.
    package static func unknown(asOf: CalendarDate) -> DossierRecord {
        DossierRecord(stage: "", asOf: asOf, markets: [], categories: [], kinds: [], isKnown: false)
    }

    /// All facts are always there.
    package func state(row: Int, field: Int) -> CellState { .present }

    /// One fact, by its place in `shape`.
    ///
    /// - Throws: `invalid` for what is not known yet, so that a condition decides what it can without it.
    package func value(row: Int, field: Int) throws(EvaluationError) -> Value {
        guard isKnown || Self.runConstants.contains(field) else { throw .invalid }
        return switch field {
        case 0: .string(stage)
        case 1: .date(asOf)
        case 2: .list(markets.map { .string($0) })
        default: .list(categories.map { .string($0) })
        }
    }

    static let shape = RecordShape(
        name: "dossier",
        fields: [
            .init(name: "stage", type: .string, mayBeAbsent: false),
            .init(name: "asOf", type: .date, mayBeAbsent: false),
            .init(name: "markets", type: .list(.string), mayBeAbsent: false),
            .init(name: "categories", type: .list(.string), mayBeAbsent: false),
        ]
    )
    /// The field of `shape` that is known before any document is read; markets and categories follow from documents.
    static let runConstants: Set<Int> = [1]

    /// Whether what an expression reads are the categories of the goods.
    static func isCategories(_ read: FieldRead) -> Bool {
        read.record == shape.name && shape.fields[read.field].name == "categories"
    }

    /// `dossier.has("kind")`: whether a document of the kind is there.
    static let has = Function(
        name: "has",
        overloads: [
            Overload(id: "dossier_has_string", params: [.record("dossier"), .string], result: .bool, isMember: true) {
                arguments,
                _ throws(EvaluationError) in
                guard case .record(let reference) = arguments[0], case .string(let kind) = arguments[1],
                    let dossier = reference.source as? DossierRecord
                else { return .bool(false) }
                guard dossier.isKnown else { throw .invalid }
                return .bool(dossier.kinds.contains(kind))
            }
        ]
    )
}

package import CEL

/// A rule that looks at the records that share a key.
///
/// A class, because every group that is judged refers to it.
package final class GroupRule: Sendable {
    /// How far a key reaches.
    package enum Scope: String, CaseIterable, Sendable {
        /// One document.
        case document
        /// One shipment.
        case shipment
        /// One dossier.
        case dossier
        /// All dossiers of the run.
        case run
    }

    /// One named collection of members.
    package struct Collection: Sendable {
        /// Its name in the rule's expressions.
        package let name: String
        /// The type of its members, as an index.
        package let recordType: Int
        /// How many fields that type has: the slots of `where` and `by` begin with them.
        package let fieldCount: Int
        /// The kinds of documents they come from, as indices; nothing for all.
        package let kinds: Set<Int>?
        /// The roles of lines that are members; nothing for all.
        package let roles: Set<String>?
        /// Which records are members; nothing for all.
        ///
        /// Sees the member's fields by their bare names.
        package let filter: Program?
        /// The key, part by part.
        package let key: [KeyPart]
        /// Whether a member may join several groups.
        package var spreads: Bool {
            key.contains { part in
                if case .each = part.spread { return true }
                return false
            }
        }
        /// Whether the rule needs its members one by one.
        package let isWhole: Bool
        /// The fields of which the first members' places are kept, as indices.
        package let placed: [Int]
        /// What the rule reads of its members and their headers.
        package let reads: ProgramReads
    }

    /// One part of a key.
    package struct KeyPart: Sendable {
        /// How a list makes keys.
        package enum Spread: Sendable {
            /// The value is the key.
            case value
            /// Each element is a key of its own.
            case each
            /// The set of elements is the key.
            case set
        }

        /// Gives the part's value; sees the member's fields by their bare names.
        package let program: Program
        /// How a list is taken.
        package let spread: Spread
        /// Whether absence is a key value.
        package let allowsAbsence: Bool
        /// The slot of the variable that is the whole part, if it is one.
        package let bareSlot: Int?

        /// What tells it from other parts over records of the same type.
        package struct Signature: Hashable, Sendable {
            let source: String
            let spread: Spread
            let allowsAbsence: Bool
        }

        /// What tells it from other parts over records of the same type.
        package var signature: Signature {
            Signature(source: program.source, spread: spread, allowsAbsence: allowsAbsence)
        }

        /// Makes a part.
        package init(program: Program, spread: Spread, allowsAbsence: Bool) {
            self.program = program
            self.spread = spread
            self.allowsAbsence = allowsAbsence
            bareSlot = program.bareSlot
        }
    }

    /// A field of a collection, or the whole member.
    package struct Place: Sendable {
        /// The collection, as an index.
        package let collection: Int
        /// The field, as an index; nothing for the record as a whole.
        package let field: Int?
    }

    /// How far a key reaches.
    package let scope: Scope
    /// The collections.
    package let collections: [Collection]
    /// The names of the key's parts, for `key.…`.
    package let keyNames: [String]
    /// The collection judged member by member, as an index, if any.
    package let judged: Int?
    /// Where it applies; nothing for everywhere.
    package let when: Program?
    /// True where all is well; nothing where `agreement` judges.
    package let check: Program?
    /// The values that must agree, of the short form `agree`.
    package let agreement: Agreement?
    /// What is said otherwise; nothing where `agreement` words it.
    package let message: MessageTemplate?
    /// The places blamed: the first that exists.
    package let at: [Place]
    /// What else is shown.
    package let related: [Place]
    /// How a breach is mended.
    package let fix: RuleFix?
    /// Whether it asks for what other documents there are.
    package let readsDossier: Bool
    /// The aggregates of all expressions; equal ones stand once.
    package let aggregates: [Aggregate]
    /// For each expression, by its place among `programs`, where in `aggregates` each of its own stands.
    package let aggregateSlots: [[Int]]

    /// Whether the key is a part number and nothing else, so that other names of a part count too.
    package let isByPart: Bool

    init(
        scope: Scope,
        collections: [Collection],
        keyNames: [String],
        judged: Int?,
        when: Program?,
        check: Program?,
        agreement: Agreement?,
        message: MessageTemplate?,
        at: [Place],
        related: [Place],
        fix: RuleFix?,
        readsDossier: Bool,
        aggregates: [Aggregate],
        aggregateSlots: [[Int]],
        isByPart: Bool
    ) {
        self.scope = scope
        self.collections = collections
        self.keyNames = keyNames
        self.judged = judged
        self.when = when
        self.check = check
        self.agreement = agreement
        self.message = message
        self.at = at
        self.related = related
        self.fix = fix
        self.readsDossier = readsDossier
        self.aggregates = aggregates
        self.aggregateSlots = aggregateSlots
        self.isByPart = isByPart
    }

    /// All expressions: `when` and `check` if there are, then those of the message, then that of the fix.
    package static func programs(
        when: Program?,
        check: Program?,
        message: MessageTemplate?,
        fix: RuleFix?
    ) -> [Program] {
        (when.map { [$0] } ?? []) + (check.map { [$0] } ?? []) + (message?.programs ?? [])
            + (fix?.program.map { [$0] } ?? [])
    }

    /// The place of `check` among the expressions.
    package var checkIndex: Int { when == nil ? 0 : 1 }
    /// The place of the message's first expression among the expressions.
    package var messageIndex: Int { checkIndex + (check == nil ? 0 : 1) }
    /// The place of the fix's expression among the expressions.
    package var fixIndex: Int { messageIndex + (message?.programs.count ?? 0) }
}

package import Documents
internal import Records

/// How trees (XML, JSON) fill records: a trie over interned names, so that an event costs one lookup.
///
/// Every element of a path is a node; at any moment at most one element of each node is open, since a node stands for
/// one path from the root. So predicates and records keep their state in flat arrays, by index.
package struct TreeMapping: Sendable {
    /// The names that the format knows.
    package internal(set) var names = NameTable()
    /// Namespaces of other versions, each with the one that stands for it.
    var representatives: [(namespace: [UInt8], representative: [UInt8])] = []
    /// Whether names match after folding: `unit_price` and `UnitPrice` are `unitPrice`.
    var foldsNames = false
    /// Whether lists of objects that no field takes are told: the keys of such documents are anybody's own.
    var unread: Unread?
    /// The nodes; the first is the root element.
    var nodes = [Node()]
    /// The conditions on elements.
    var predicates: [Predicate] = []
    /// The records; the first is the document's header.
    var records: [RecordMapping] = []

    /// The number of an element's or a key's name, or that of unknown names.
    func name(namespace: Span<UInt8>, local: Span<UInt8>) -> Name {
        if foldsNames { return names.find(folding: local) }
        // Asked once for each distinct name of XML, so that this costs nothing; JSON has no namespaces.
        for (other, representative) in representatives
        where other.count == namespace.count && namespace.indices.allSatisfy({ other[$0] == namespace[$0] }) {
            return names.find(namespace: representative.span, local: local)
        }
        return names.find(namespace: namespace, local: local)
    }

    /// The nodes laid flat, once all are there.
    private(set) var steps = TreeSteps()

    /// Lays the nodes flat for reading.
    mutating func flatten() { steps = TreeSteps(self) }

    /// How many groups of records there are of which a document has one sort only.
    var groups = 0

    /// When lists of objects that no field takes are told.
    enum Unread: String, Sendable, CaseIterable {
        /// Always.
        case told
        /// Where the document has no records besides its parties.
        case alone
    }

    /// An element that some path goes through.
    struct Node: Sendable {
        /// The elements below it: names, in the order of their numbers, and node indices.
        private(set) var children: [(name: Name, node: Int)] = []
        /// The node of any other name, for `*`.
        var anyChild: Int?
        /// What its text fills.
        var captures: [Capture] = []
        /// What its attributes fill or test.
        var attributes: [(name: Name, captures: [Capture], tests: [Test])] = []
        /// What its text is tested for.
        var tests: [Test] = []
        /// The records that an element makes.
        var records: [Int] = []
        /// The predicates that are judged when an element closes.
        var judged: [Int] = []
        /// Whether the element's presence alone counts for something.
        var presences: [Capture] = []

        /// Adds an element below it.
        mutating func add(_ node: Int, named name: Name) { children.insert((name, node), at: place(of: name)) }

        /// The element of a name below it; O(log n).
        func child(_ name: Name) -> Int? {
            let place = place(of: name)
            guard place < children.count, children[place].name.rawValue == name.rawValue else { return nil }
            return children[place].node
        }

        private func place(of name: Name) -> Int {
            var (low, high) = (0, children.count)
            while low < high {
                let middle = (low + high) / 2
                if children[middle].name.rawValue < name.rawValue { low = middle + 1 } else { high = middle }
            }
            return low
        }

        /// The place of an attribute.
        func attribute(_ name: Name) -> Int? {
            for index in attributes.indices where attributes[index].name.rawValue == name.rawValue { return index }
            return nil
        }
    }

    /// A value that satisfies a predicate.
    struct Test: Sendable {
        /// The predicate, as an index.
        var predicate: Int
        /// The values, one of which satisfies it.
        var values: [[UInt8]]
        /// Whether any other value satisfies it instead.
        var isNegated: Bool
    }

    /// A condition on an element.
    struct Predicate: Sendable {
        /// The node whose elements it judges.
        var node: Int
    }

    /// What a value is used for.
    struct Capture: Sendable {
        /// How the value fills its field.
        enum Mode: Sendable {
            /// It is the value.
            case value
            /// It is the value; further ones are dropped.
            case first
            /// That it exists is the value.
            case exists
            /// How many there are is the value.
            case count
            /// The sum of all is the value.
            case sum
            /// It is an element of the value, a list that holds each but once.
            case distinct
            /// It is the unit of the field.
            case unit
            /// It tells the kind of the document.
            case kind
        }

        /// The record, as an index of `records`.
        var record: Int
        /// The slot in the record's mapping.
        var slot: Int
        /// The place in the order of preference, 0 first.
        var rank: Int
        /// How the value is used.
        var mode: Mode
        /// The predicates that must hold, as indices.
        var guards: [Int]
    }
}

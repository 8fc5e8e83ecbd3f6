internal import Documents

/// A tree mapping laid flat for reading: an event finds what it needs in a few arrays of numbers, and retains nothing.
///
/// Nodes, captures and predicates are the mapping's, by index.
struct TreeSteps: Sendable {
    /// A range of one of the arrays.
    struct Bounds: Sendable {
        var start: Int32
        var end: Int32

        var indices: Range<Int> { Int(start)..<Int(end) }
        var isEmpty: Bool { start == end }
    }

    /// What happens at an element.
    struct Step: Sendable {
        /// The node of any name that has none of its own; -1 for none.
        var anyChild: Int32
        var captures: Bounds
        var tests: Bounds
        var attributes: Bounds
        var records: Bounds
        var judged: Bounds
        var presences: Bounds
    }

    /// What a value is used for; see `TreeMapping.Capture`.
    struct Capture: Sendable {
        var record: Int32
        var slot: Int32
        var rank: Int32
        var mode: TreeMapping.Capture.Mode
        var guards: Bounds
    }

    /// A value that satisfies a predicate.
    struct Test: Sendable {
        var predicate: Int32
        var isNegated: Bool
        var values: Bounds
    }

    /// An attribute that somebody reads.
    struct Attribute: Sendable {
        var name: Int32
        var captures: Bounds
        var tests: Bounds
    }

    /// A record that an element makes.
    struct Record: Sendable {
        var index: Int32
        var isHolder: Bool
        /// The group of records of which a document has one sort, and the sort; -1 for none.
        var group: Int32
        var member: Int32
        var guards: Bounds
    }

    /// A child of a node.
    private struct Edge: Sendable {
        /// The node above its name.
        var key: UInt64
        var node: Int32
    }

    private(set) var steps: [Step] = []
    private(set) var captures: [Capture] = []
    private(set) var tests: [Test] = []
    private(set) var attributes: [Attribute] = []
    private(set) var records: [Record] = []
    /// Predicates that are judged when an element closes.
    private(set) var judged: [Int32] = []
    /// Predicates that must hold.
    private(set) var guards: [Int32] = []
    private(set) var values: [[UInt8]] = []
    /// Open addressing: children by node and name; at least half are free.
    private var edges: [Edge] = []
    private var shift: UInt64 = 0

    private static let free: UInt64 = .max

    init() {}

    init(_ mapping: TreeMapping) {
        let count = mapping.nodes.reduce(0) { $0 + $1.children.count }
        var bits: UInt64 = 4
        while 1 << bits < count * 2 { bits += 1 }
        shift = 64 - bits
        edges = Array(repeating: Edge(key: Self.free, node: -1), count: 1 << Int(bits))
        for (index, node) in mapping.nodes.enumerated() {
            for child in node.children { add(child.node, named: child.name, below: index) }
            steps.append(
                Step(
                    anyChild: Int32(node.anyChild ?? -1),
                    captures: add(node.captures),
                    tests: add(node.tests),
                    attributes: add(node.attributes),
                    records: add(node.records, of: mapping),
                    judged: Self.append(node.judged.map { Int32($0) }, to: &judged),
                    presences: add(node.presences)
                )
            )
        }
    }

    // MARK: Reading

    /// The node of a name below a node; -1 where nobody reads it.
    ///
    /// O(1).
    @inline(__always)
    func child(_ name: Name, of node: Int) -> Int {
        if name.isKnown {
            let key = Self.key(node, name)
            var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
            while edges[place].key != Self.free {
                if edges[place].key == key { return Int(edges[place].node) }
                place = (place + 1) & (edges.count - 1)
            }
        }
        return Int(steps[node].anyChild)
    }

    /// The place of an attribute of a node; -1 where nobody reads it.
    @inline(__always)
    func attribute(_ name: Name, of node: Int) -> Int {
        for index in steps[node].attributes.indices where attributes[index].name == name.rawValue { return index }
        return -1
    }

    // MARK: Building

    private static func key(_ node: Int, _ name: Name) -> UInt64 {
        UInt64(node) << 32 | UInt64(UInt32(bitPattern: name.rawValue))
    }

    private mutating func add(_ child: Int, named name: Name, below node: Int) {
        let key = Self.key(node, name)
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while edges[place].key != Self.free { place = (place + 1) & (edges.count - 1) }
        edges[place] = Edge(key: key, node: Int32(child))
    }

    private static func append<Element>(_ new: [Element], to all: inout [Element]) -> Bounds {
        all += new
        return Bounds(start: Int32(all.count - new.count), end: Int32(all.count))
    }

    private mutating func add(guards new: [Int]) -> Bounds { Self.append(new.map { Int32($0) }, to: &guards) }

    private mutating func add(_ new: [TreeMapping.Capture]) -> Bounds {
        let flat = new.map { capture in
            Capture(
                record: Int32(capture.record),
                slot: Int32(capture.slot),
                rank: Int32(capture.rank),
                mode: capture.mode,
                guards: add(guards: capture.guards)
            )
        }
        return Self.append(flat, to: &captures)
    }

    private mutating func add(_ new: [TreeMapping.Test]) -> Bounds {
        let flat = new.map { test in
            Test(
                predicate: Int32(test.predicate),
                isNegated: test.isNegated,
                values: Self.append(test.values, to: &values)
            )
        }
        return Self.append(flat, to: &tests)
    }

    private mutating func add(
        _ new: [(name: Name, captures: [TreeMapping.Capture], tests: [TreeMapping.Test])]
    ) -> Bounds {
        let flat = new.map { attribute in
            Attribute(name: attribute.name.rawValue, captures: add(attribute.captures), tests: add(attribute.tests))
        }
        return Self.append(flat, to: &attributes)
    }

    private mutating func add(_ new: [Int], of mapping: TreeMapping) -> Bounds {
        let flat = new.map { index in
            let record = mapping.records[index]
            return Record(
                index: Int32(index),
                isHolder: record.isHolder,
                group: Int32(record.group?.index ?? -1),
                member: Int32(record.group?.member ?? -1),
                guards: add(guards: record.guards)
            )
        }
        return Self.append(flat, to: &records)
    }
}

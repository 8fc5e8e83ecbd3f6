package import Documents

/// Finds what stands in a document of XML or JSON and goes into no field.
package struct UnmappedPaths: EventReceiver {
    private let mapping: TreeMapping
    /// Names of open elements.
    private var path: [String] = []
    /// The nodes of the format's trie for them; nothing where it does not go on.
    private var nodes: [Int?] = []
    private var names: [String] = [""]
    private var known: [Name] = [.unknown]
    private var found: [(path: String, sample: String)] = []
    private var seen: Set<String> = []

    /// Paths that are kept.
    private static let maximum = 500

    /// Reads a document for the paths, with local names, of values that no field takes, each with its first value.
    ///
    /// O(n); at most 500 paths are kept.
    package static func find(
        in source: SourceFile,
        _ prologue: Prologue,
        as format: Format
    ) -> [(path: String, sample: String)] {
        guard case .tree(let tree) = format.mapping else { return [] }
        var receiver = UnmappedPaths(mapping: tree.mapping)
        prologue.read(source, into: &receiver)
        return receiver.found
    }

    private init(mapping: TreeMapping) {
        self.mapping = mapping
    }

    package var isFinished: Bool { found.count >= Self.maximum }

    package mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        let text = Self.string(local)
        let number = mapping.name(namespace: namespace, local: local)
        if let index = names.indices.first(where: { names[$0] == text && known[$0] == number }) {
            return Name(rawValue: Int32(index))
        }
        names.append(text)
        known.append(number)
        return Name(rawValue: Int32(names.count - 1))
    }

    package mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        let number = known[Int(name.rawValue)]
        if let parent = nodes.last {
            nodes.append(
                parent.flatMap { parent in
                    (number.isKnown ? mapping.nodes[parent].child(number) : nil) ?? mapping.nodes[parent].anyChild
                }
            )
        } else {
            nodes.append(0)
        }
        path.append(names[Int(name.rawValue)])
        return true
    }

    package func reads(attribute name: Name) -> Bool { true }

    package mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        let number = known[Int(name.rawValue)]
        let isTaken =
            nodes.last.flatMap { $0 }.flatMap { number.isKnown ? mapping.nodes[$0].attribute(number) : nil } != nil
        if !isTaken { note("\(path.joined(separator: "/"))/@\(names[Int(name.rawValue)])", value) }
    }

    package mutating func value(_ value: Span<UInt8>, at place: Place) {
        let isTaken = nodes.last.flatMap { $0 }.map { node in
            !mapping.nodes[node].captures.isEmpty || !mapping.nodes[node].tests.isEmpty
                || !mapping.nodes[node].presences.isEmpty
        }
        if !(isTaken ?? false) { note(path.joined(separator: "/"), value) }
    }

    package mutating func close(at end: Int, fields: Int) {
        _ = path.popLast()
        _ = nodes.popLast()
    }

    private mutating func note(_ path: String, _ value: Span<UInt8>) {
        guard seen.insert(path).inserted else { return }
        found.append((path, Self.string(value.extracting(first: min(60, value.count)))))
    }

    private static func string(_ span: Span<UInt8>) -> String {
        unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

/// Follows a document until the last of some offsets, and notes the address at each.
struct AddressReceiver: EventReceiver {
    private struct Level {
        /// The name, as an index of `names`.
        var name: Int32
        var index: Int
        /// XML: how many children of each name there were; most elements have few names below them.
        private var few: [(name: Int32, count: Int)] = []
        private var further: [Int32: Int] = [:]

        private static let fewNames = 16

        init(name: Int32, index: Int) {
            self.name = name
            self.index = index
        }

        /// Becomes another element at the same depth.
        mutating func become(name: Int32, index: Int) {
            self.name = name
            self.index = index
            few.removeAll(keepingCapacity: true)
            if !further.isEmpty { further = [:] }
        }

        /// Counts a child.
        ///
        /// - Returns: how many of its name came before.
        mutating func count(_ name: Int32) -> Int {
            for place in few.indices where few[place].name == name {
                few[place].count += 1
                return few[place].count - 1
            }
            if few.count < Self.fewNames {
                few.append((name, 1))
                return 0
            }
            let before = further[name, default: 0]
            further[name] = before + 1
            return before
        }
    }

    private let targets: [Int]
    private let syntax: Prologue.Syntax
    private var found: [(address: String, cell: Int?)] = []
    /// The open elements: the first `depth`; those behind are kept for the next ones.
    private var levels: [Level] = []
    private var depth = 0
    private var names: [String] = [""]
    /// The place of each name among `names`.
    private var numbers: [String: Int32] = [:]
    private var row = 0

    /// Makes a receiver.
    ///
    /// - Parameters:
    ///   - targets: the offsets, ascending.
    ///   - syntax: the document's.
    init(targets: [Int], syntax: Prologue.Syntax) {
        self.targets = targets
        self.syntax = syntax
    }

    /// One address for each target.
    func results() -> [(address: String, cell: Int?)] {
        found + Array(repeating: (address, nil), count: targets.count - found.count)
    }

    var isFinished: Bool { found.count == targets.count }

    static var isSelective: Bool { true }

    func wants(_ range: Range<Int>) -> Bool { found.count < targets.count && targets[found.count] < range.upperBound }

    mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        let name = Self.string(local)
        let spelled = prefix.isEmpty ? name : "\(Self.string(prefix)):\(name)"
        if let known = numbers[spelled] { return Name(rawValue: known) }
        let number = Int32(names.count)
        numbers[spelled] = number
        names.append(spelled)
        return Name(rawValue: number)
    }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        if syntax == .table {
            row += 1
            pass(offset)
            reach(offset)
            return true
        }
        // What lies between the last event and this one belongs to the element around.
        pass(offset)
        let place = syntax == .xml && depth > 0 ? levels[depth - 1].count(name.rawValue) : index
        if depth < levels.count {
            levels[depth].become(name: name.rawValue, index: place)
        } else {
            levels.append(Level(name: name.rawValue, index: place))
        }
        depth += 1
        reach(offset)
        return true
    }

    func reads(attribute name: Name) -> Bool { true }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        while found.count < targets.count, targets[found.count] <= place.offset {
            if targets[found.count] < place.offset {
                found.append((address, nil))
            } else if syntax == .table {
                found.append((address, Int(name.rawValue)))
            } else {
                found.append(("\(address)/@\(names[Int(name.rawValue)])", nil))
            }
        }
    }

    mutating func value(_ value: Span<UInt8>, at place: Place) { reach(place.offset + place.length) }

    mutating func close(at end: Int, fields: Int) {
        pass(end)
        if syntax != .table, depth > 0 { depth -= 1 }
    }

    /// Notes the present address for targets before an offset.
    private mutating func pass(_ offset: Int) {
        while found.count < targets.count, targets[found.count] < offset { found.append((address, nil)) }
    }

    /// Notes the present address for targets up to an offset.
    private mutating func reach(_ offset: Int) {
        while found.count < targets.count, targets[found.count] <= offset { found.append((address, nil)) }
    }

    private var address: String {
        switch syntax {
        case .xml:
            levels.prefix(depth).map { level in
                let name = names[Int(level.name)]
                return level.index > 0 ? "/\(name)[\(level.index + 1)]" : "/\(name)"
            }.joined()
        case .json, .jsonLines:
            levels.prefix(depth).dropFirst().map { level in
                let name = names[Int(level.name)]
                let key = name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
                let escaped = key.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
                if level.index < 0 { return "/\(escaped)" }
                return name == "item" ? "/\(level.index)" : "/\(escaped)/\(level.index)"
            }.joined()
        case .table: "\(row)"
        case .mail, .text, .binary, .empty: ""
        }
    }

    private static func string(_ span: Span<UInt8>) -> String {
        unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

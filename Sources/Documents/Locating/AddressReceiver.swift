/// Follows a document until the last of some offsets, and notes the address at each.
struct AddressReceiver: EventReceiver {
    private struct Level {
        var name: String
        var index: Int
        /// XML: how many children of each name there were.
        var children: [String: Int] = [:]
    }

    private let targets: [Int]
    private let syntax: Prologue.Syntax
    private var found: [(address: String, cell: Int?)] = []
    private var levels: [Level] = []
    private var names: [String] = [""]
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

    mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        let name = Self.string(local)
        let spelled = prefix.isEmpty ? name : "\(Self.string(prefix)):\(name)"
        if syntax == .json || syntax == .jsonLines, let known = names.firstIndex(of: spelled) {
            return Name(rawValue: Int32(known))
        }
        names.append(spelled)
        return Name(rawValue: Int32(names.count - 1))
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
        let text = names[Int(name.rawValue)]
        var place = index
        if syntax == .xml, !levels.isEmpty {
            place = levels[levels.count - 1].children[text, default: 0]
            levels[levels.count - 1].children[text] = place + 1
        }
        levels.append(Level(name: text, index: place))
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
        if syntax != .table, !levels.isEmpty { levels.removeLast() }
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
            levels.map { level in level.index > 0 ? "/\(level.name)[\(level.index + 1)]" : "/\(level.name)" }.joined()
        case .json, .jsonLines:
            levels.dropFirst().map { level in
                let key = level.name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
                let escaped = key.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
                if level.index < 0 { return "/\(escaped)" }
                return level.name == "item" ? "/\(level.index)" : "/\(escaped)/\(level.index)"
            }.joined()
        case .table: "\(row)"
        case .mail, .text, .binary, .empty: ""
        }
    }

    private static func string(_ span: Span<UInt8>) -> String {
        unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

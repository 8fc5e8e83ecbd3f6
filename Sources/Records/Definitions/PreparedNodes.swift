/// Makes nodes from the text that `rules-embedder` wrote when the program was built.
///
/// Nodes in pre-order, each behind a line of its kind, line, column and size: `p` for a plain and `q` for another scalar,
/// whose bytes follow, `l` for a list and `m` for a mapping, whose items or keys and values follow.
struct PreparedNodes {
    private let bytes: [UInt8]
    private let file: DefinitionFile
    private var position = 0

    init(_ text: StaticString, in file: DefinitionFile) {
        bytes = text.withUTF8Buffer { unsafe Array($0) }
        self.file = file
    }

    /// The root; an empty mapping for an empty file.
    mutating func root() -> DefinitionNode {
        guard !bytes.isEmpty else { return node(1, 1, .mapping([])) }
        return next()
    }

    private mutating func next() -> DefinitionNode {
        let kind = bytes[position]
        position += 2
        let (line, column, size) = (number(), number(), number())
        switch kind {
        case UInt8(ascii: "l"):
            var items: [DefinitionNode] = []
            items.reserveCapacity(size)
            for _ in 0..<size { items.append(next()) }
            return node(line, column, .list(items))
        case UInt8(ascii: "m"):
            var pairs: [(key: DefinitionNode, value: DefinitionNode)] = []
            pairs.reserveCapacity(size)
            for _ in 0..<size {
                let key = next()
                pairs.append((key, next()))
            }
            return node(line, column, .mapping(pairs))
        default:
            let text = String(decoding: bytes[position..<(position + size)], as: UTF8.self)
            position += size + 1
            return node(line, column, .scalar(text), isPlain: kind == UInt8(ascii: "p"))
        }
    }

    private func node(
        _ line: Int,
        _ column: Int,
        _ content: DefinitionNode.Content,
        isPlain: Bool = false
    ) -> DefinitionNode {
        DefinitionNode(file: file, line: line, column: column, content: content, isPlain: isPlain)
    }

    /// The number at the place, with the blank or line end behind it.
    private mutating func number() -> Int {
        var number = 0
        while bytes[position] >= UInt8(ascii: "0"), bytes[position] <= UInt8(ascii: "9") {
            number = number * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        position += 1
        return number
    }
}

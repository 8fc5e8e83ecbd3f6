internal import Records

/// A path of a format: steps from the root element, an attribute at the end, predicates on the way.
///
/// `cac:AdditionalDocumentReference[cbc:DocumentTypeCode = 271|705]/cbc:ID`, `cac:PartyTaxScheme[cac:TaxScheme/cbc:ID != VAT]`
struct Path: Hashable {
    /// One step.
    struct Step: Hashable {
        /// The name with its prefix, or `*`.
        var name: String
        /// What must hold below it, all of them.
        var predicates: [Predicate] = []
    }

    /// A condition on what stands in an element.
    struct Predicate: Hashable {
        /// Where the value stands, relative to the element.
        var path: Path
        /// The values, one of which it must have.
        var values: [String]
        /// Whether it must have another value than these; there must be one all the same.
        var isNegated = false
    }

    /// The steps.
    var steps: [Step]
    /// The attribute's name at the end, if the path names one.
    var attribute: String?

    /// Parses a path.
    ///
    /// - Throws: a `PathError` with the offset of the fault in characters.
    static func parse(_ text: String) throws(PathError) -> Path {
        var parser = Parser(text)
        let path = try parser.path()
        if let character = parser.rest.first { throw parser.error("unexpected '\(character)'") }
        return path
    }
}

/// A fault in a path.
struct PathError: Error {
    /// What is wrong.
    let message: String
    /// Where, in characters from the start of the path.
    let offset: Int
}

/// Reads a path from its bytes by recursive descent.
private struct Parser {
    private let text: String
    private let bytes: String.UTF8View
    private var position: String.Index

    init(_ text: String) {
        self.text = text
        bytes = text.utf8
        position = text.startIndex
    }

    /// What is not read yet.
    var rest: Substring { text[position...] }

    private var current: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func advance() { position = bytes.index(after: position) }

    func error(_ message: String) -> PathError { PathError(message: message, offset: text[..<position].count) }

    mutating func path() throws(PathError) -> Path {
        var path = Path(steps: [], attribute: nil)
        while true {
            skipBlanks()
            if take(UInt8(ascii: "@")) {
                path.attribute = try name()
                return path
            }
            var step = Path.Step(name: take(UInt8(ascii: "*")) ? "*" : isQuoted ? try value() : try name())
            while take(UInt8(ascii: "[")) { step.predicates.append(try predicate()) }
            path.steps.append(step)
            guard take(UInt8(ascii: "/")) else { return path }
        }
    }

    private mutating func predicate() throws(PathError) -> Path.Predicate {
        let path = try path()
        skipBlanks()
        let isNegated = take(UInt8(ascii: "!"))
        guard take(UInt8(ascii: "=")) else { throw error("expected '=' or '!=' in a predicate") }
        var values: [String] = []
        repeat {
            skipBlanks()
            values.append(try value())
            skipBlanks()
        } while take(UInt8(ascii: "|"))
        guard take(UInt8(ascii: "]")) else { throw error("expected ']' at the end of a predicate") }
        return Path.Predicate(path: path, values: values, isNegated: isNegated)
    }

    private mutating func value() throws(PathError) -> String {
        if isQuoted, let quote = current {
            advance()
            let start = position
            while let byte = current, byte != quote { advance() }
            guard current != nil else {
                throw error("the value is not closed with \(Unicode.Scalar(quote))")
            }
            let value = String(text[start..<position])
            advance()
            return value
        }
        return try run("expected a value") { byte in
            byte == UInt8(ascii: "|") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: " ")
        }
    }

    /// Whether a name in quotes follows, such as `'@graph'`, which has characters that mean something else.
    private var isQuoted: Bool { current == UInt8(ascii: "'") || current == UInt8(ascii: "\"") }

    private mutating func name() throws(PathError) -> String {
        try run("expected a name") { byte in
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "="), UInt8(ascii: "!"),
                UInt8(ascii: "@"), UInt8(ascii: "|"), UInt8(ascii: "'"), UInt8(ascii: " "), UInt8(ascii: "\""):
                true
            default: false
            }
        }
    }

    /// The text up to a byte that ends it; there must be some.
    private mutating func run(_ expectation: String, until isEnd: (UInt8) -> Bool) throws(PathError) -> String {
        let start = position
        while let byte = current, !isEnd(byte) { advance() }
        guard position > start else { throw error(expectation) }
        return String(text[start..<position])
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        advance()
        return true
    }

    private mutating func skipBlanks() {
        while take(UInt8(ascii: " ")) {}
    }
}

internal import Records

/// A path of a format: steps from the root element, an attribute at the end, predicates on the way.
///
/// `cac:AdditionalDocumentReference[cbc:DocumentTypeCode = 271|705]/cbc:ID`, `cac:PartyTaxScheme[cac:TaxScheme/cbc:ID != VAT]`
struct Path {
    /// One step.
    struct Step {
        /// The name with its prefix, or `*`.
        var name: String
        /// What must hold below it, all of them.
        var predicates: [Predicate] = []
    }

    /// A condition on what stands in an element.
    struct Predicate {
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
        var parser = Parser(characters: Array(text))
        let path = try parser.path()
        guard parser.isAtEnd else { throw parser.error("unexpected '\(parser.characters[parser.position])'") }
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

/// Reads a path from its characters by recursive descent.
private struct Parser {
    let characters: [Character]
    var position = 0

    var isAtEnd: Bool { position >= characters.count }

    func error(_ message: String) -> PathError { PathError(message: message, offset: position) }

    mutating func path() throws(PathError) -> Path {
        var path = Path(steps: [], attribute: nil)
        while true {
            skipBlanks()
            if take("@") {
                path.attribute = try name()
                return path
            }
            var step = Path.Step(name: take("*") ? "*" : isQuoted ? try value() : try name())
            while take("[") { step.predicates.append(try predicate()) }
            path.steps.append(step)
            guard take("/") else { return path }
        }
    }

    private mutating func predicate() throws(PathError) -> Path.Predicate {
        let path = try path()
        skipBlanks()
        let isNegated = take("!")
        guard take("=") else { throw error("expected '=' or '!=' in a predicate") }
        var values: [String] = []
        repeat {
            skipBlanks()
            values.append(try value())
            skipBlanks()
        } while take("|")
        guard take("]") else { throw error("expected ']' at the end of a predicate") }
        return Path.Predicate(path: path, values: values, isNegated: isNegated)
    }

    private mutating func value() throws(PathError) -> String {
        if isAtEnd { throw error("expected a value") }
        let quote = characters[position]
        if quote == "'" || quote == "\"" {
            position += 1
            let start = position
            while !isAtEnd, characters[position] != quote { position += 1 }
            guard !isAtEnd else { throw error("the value is not closed with \(quote)") }
            position += 1
            return String(characters[start..<(position - 1)])
        }
        let start = position
        while !isAtEnd, !"|] ".contains(characters[position]) { position += 1 }
        guard position > start else { throw error("expected a value") }
        return String(characters[start..<position])
    }

    /// Whether a name in quotes follows, such as `'@graph'`, which has characters that mean something else.
    private var isQuoted: Bool { !isAtEnd && (characters[position] == "'" || characters[position] == "\"") }

    private mutating func name() throws(PathError) -> String {
        let start = position
        while !isAtEnd, !"/[]=!@|' \"".contains(characters[position]) { position += 1 }
        guard position > start else { throw error("expected a name") }
        return String(characters[start..<position])
    }

    private mutating func take(_ character: Character) -> Bool {
        guard !isAtEnd, characters[position] == character else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while !isAtEnd, characters[position] == " " { position += 1 }
    }
}

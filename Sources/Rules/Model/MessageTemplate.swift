package import CEL
internal import Records

/// A message with expressions in braces, in both languages.
package struct MessageTemplate: Sendable {
    /// A piece of a message.
    package enum Piece: Sendable {
        /// Text as it stands.
        case text(String)
        /// A value of an expression.
        case expression(Program)
    }

    private enum Part: Sendable {
        case text(String)
        /// An expression, by its place among `programs`.
        case value(Int)
    }

    /// The expressions of both languages, each once, in the order in which they first stand.
    package private(set) var programs: [Program] = []
    private var english: [Part] = []
    private var chinese: [Part] = []

    /// Makes a template from the pieces of both languages.
    package init(english: [Piece], chinese: [Piece]) {
        self.english = english.map { part($0) }
        self.chinese = chinese.map { part($0) }
    }

    private mutating func part(_ piece: Piece) -> Part {
        switch piece {
        case .text(let text): return .text(text)
        case .expression(let program):
            if let known = programs.firstIndex(where: { $0.source == program.source }) { return .value(known) }
            programs.append(program)
            return .value(programs.count - 1)
        }
    }

    /// The message with its values; a value that is absent or does not evaluate is shown as `?`.
    ///
    /// - Parameters:
    ///   - units: the units of quantities.
    ///   - evaluate: gives the value of an expression, by its place among `programs`.
    /// - Returns: the message in both languages, with its values.
    package func render(units: UnitTable, _ evaluate: (Int, Program) -> Value?) -> Message {
        let parameters = programs.enumerated().map { index, program in
            Message.Parameter(
                name: program.source,
                value: evaluate(index, program).map { ShortText.of(ValueText.shown($0, units: units)) } ?? "?"
            )
        }
        return Message(
            text: LocalizedText(english: text(english, parameters), chinese: text(chinese, parameters)),
            parameters: parameters
        )
    }

    private func text(_ parts: [Part], _ parameters: [Message.Parameter]) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let plain): text += plain
            case .value(let index): text += parameters[index].value
            }
        }
        return text
    }
}

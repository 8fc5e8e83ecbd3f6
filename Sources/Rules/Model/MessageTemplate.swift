package import CEL
package import Records

/// A message with expressions in braces, in both languages.
package struct MessageTemplate: Sendable {
    /// A piece of a message.
    package enum Piece: Sendable {
        /// Text as it stands.
        case text(String)
        /// A value of an expression.
        case expression(Program)
    }

    /// The pieces in English.
    package let english: [Piece]
    /// The pieces in Chinese.
    package let chinese: [Piece]

    /// The message with its values; a value that is absent or does not evaluate is shown as `?`.
    ///
    /// - Parameters:
    ///   - units: the units of quantities.
    ///   - evaluate: gives the value of an expression, by its place among `programs`.
    /// - Returns: the message in both languages.
    package func render(units: UnitTable, _ evaluate: (Int, Program) -> Value?) -> LocalizedText {
        var index = 0
        let english = Self.render(english, &index, units, evaluate)
        let chinese = Self.render(chinese, &index, units, evaluate)
        return LocalizedText(english: english, chinese: chinese)
    }

    /// The expressions of both languages.
    package var programs: [Program] {
        (english + chinese).compactMap { piece in
            guard case .expression(let program) = piece else { return nil }
            return program
        }
    }

    private static func render(
        _ pieces: [Piece],
        _ index: inout Int,
        _ units: UnitTable,
        _ evaluate: (Int, Program) -> Value?
    ) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let plain): text += plain
            case .expression(let program):
                text += evaluate(index, program).map { ValueText.shown($0, units: units) } ?? "?"
                index += 1
            }
        }
        return text
    }
}

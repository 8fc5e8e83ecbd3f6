package import Records

/// A message with the values that stand in it.
package struct Message: Sendable {
    /// A value of a message.
    package struct Parameter: Sendable {
        /// The expression that gives it, as the pack writes it.
        package let name: String
        /// The value, as it stands in the message.
        package let value: String

        /// Makes a parameter.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The message in both languages.
    package var text: LocalizedText
    /// Its values, each once, so that the message can be worded in a further language.
    package var parameters: [Parameter]

    /// Makes a message.
    package init(text: LocalizedText, parameters: [Parameter]) {
        self.text = text
        self.parameters = parameters
    }
}

extension [Message.Parameter] {
    /// Values by their names, in order, shortened as messages show them; those that are empty are left out.
    package static func named(_ values: KeyValuePairs<String, String>) -> Self { named(values.map { ($0, $1) }) }

    /// Values by their names, in order, shortened as messages show them; those that are empty are left out.
    package static func named(_ values: [(key: String, value: String)]) -> Self {
        values.compactMap { $0.value.isEmpty ? nil : Message.Parameter(name: $0.key, value: ShortText.of($0.value)) }
    }
}

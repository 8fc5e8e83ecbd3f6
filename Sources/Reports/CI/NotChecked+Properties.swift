internal import Linting
internal import Rules

extension NotChecked {
    /// Its cause and the values of its reason, for formats that let a result carry properties.
    var properties: [(String, JSONValue)] {
        [
            ("cause", .string(cause.rawValue)),
            ("parameters", .array(parameters.map { .string($0.assignment) })),
        ]
    }
}

extension Message.Parameter {
    /// The parameter as `name=value`.
    var assignment: String { "\(name)=\(value)" }
}

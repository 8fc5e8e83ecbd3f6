/// All faults found in the definition files of one load, in the order in which they were met.
package struct DefinitionErrors: Error, Sendable, CustomStringConvertible {
    /// At most this many are printed; the rest is counted.
    package static let printed = 100

    /// The faults; never empty when thrown.
    package var errors: [DefinitionError]

    /// Makes a collection of faults.
    package init(_ errors: [DefinitionError] = []) {
        self.errors = errors
    }

    /// The first hundred faults, each with its line and caret, then how many more there are.
    package var description: String {
        var lines = errors.prefix(Self.printed).map(\.description)
        if errors.count > Self.printed { lines.append("and \(errors.count - Self.printed) more") }
        return lines.joined(separator: "\n")
    }
}

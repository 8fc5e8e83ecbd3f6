package import CEL

/// How a breach of a rule is mended in the document, where that is known.
package struct RuleFix: Sendable {
    /// Whether a mend may be made without looking.
    package enum Safety: String, CaseIterable, Sendable {
        /// What is read stays the same; only its spelling changes.
        case safe
        /// Likely, but somebody should look at it.
        case unsafe
    }

    /// What shall stand in the cell.
    package enum Replacement: Sendable {
        /// The value of an expression.
        case value(Program)
        /// Of a rule over groups the key of the other side that is nearest: a slip in a part number.
        case nearestKey
    }

    /// The cell that is changed.
    package enum Target: Sendable {
        /// The cell that the finding blames.
        case blamed
        /// A field of the record, as an index.
        case field(Int)
        /// The unit of a quantity, which stands in a cell of its own; the quantity's index.
        case unit(Int)
        /// Of a rule over groups a field of the first member of a collection.
        case place(GroupRule.Place)
    }

    /// Whether it may be made without looking.
    package let safety: Safety
    /// What shall stand there.
    package let replacement: Replacement
    /// Where.
    package let target: Target

    /// The expression, if there is one.
    package var program: Program? {
        guard case .value(let program) = replacement else { return nil }
        return program
    }
}

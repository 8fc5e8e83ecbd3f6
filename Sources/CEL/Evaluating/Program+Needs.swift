extension Program {
    /// Which of a condition's outcomes is asked about.
    public enum Outcome: Sendable {
        /// That it holds.
        case holds
        /// That it does not hold.
        case fails
    }

    /// Fields of a record without which a condition cannot have an outcome: where one is absent, it has the other outcome
    /// or none.
    ///
    /// What is left out may be needed all the same; what stands here is.
    ///
    /// - Parameters:
    ///   - slot: the variable that is the record.
    ///   - outcome: the outcome.
    /// - Returns: the fields, as indices.
    public func fieldsNeeded(of slot: Int, to outcome: Outcome) -> Set<Int> {
        code.needs(slot, outcome)
    }
}

extension Code {
    fileprivate func needs(_ slot: Int, _ outcome: Program.Outcome) -> Set<Int> {
        switch (self, outcome) {
        case (.and(let left, let right), .holds), (.or(let left, let right), .fails):
            left.needs(slot, outcome).union(right.needs(slot, outcome))
        case (.and(let left, let right), .fails), (.or(let left, let right), .holds):
            left.needs(slot, outcome).intersection(right.needs(slot, outcome))
        case (.not(let operand, _), .holds): operand.needs(slot, .fails)
        case (.not(let operand, _), .fails): operand.needs(slot, .holds)
        case (.conditional(let test, let yes, let no, _), _):
            test.valueNeeds(slot).union(yes.needs(slot, outcome).intersection(no.needs(slot, outcome)))
        case (.testField(.slot(slot), let field), .holds): [field]
        case (.testField, _): []
        default: valueNeeds(slot)
        }
    }

    /// Fields without which the expression has no value.
    private func valueNeeds(_ slot: Int) -> Set<Int> {
        switch self {
        case .field(.slot(slot), let field): [field]
        case .binary(_, let left, let right, _): left.valueNeeds(slot).union(right.valueNeeds(slot))
        // An optional's other value may go unread.
        case .call(let overload, let arguments, _) where !overload.id.hasPrefix("or"):
            arguments.reduce(into: []) { $0.formUnion($1.valueNeeds(slot)) }
        case .not(let operand, _), .negate(let operand, _), .toDecimal(let operand), .matches(let operand, _, _),
            .field(let operand, _):
            operand.valueNeeds(slot)
        case .macro(_, let range, _, _, _, _): range.valueNeeds(slot)
        case .and(let left, let right), .or(let left, let right):
            left.valueNeeds(slot).intersection(right.valueNeeds(slot))
        default: []
        }
    }
}

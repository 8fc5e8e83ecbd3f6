/// What judging the groups of one rule gave.
struct GroupOutcome: Sendable {
    /// The rule, as an index of the run's rules.
    var rule: Int
    /// What was found.
    var drafts: [Draft] = []
    /// How many groups could not be judged.
    var unjudged = 0
    /// Pairs of units that do not convert into each other.
    var incomparable: Set<String> = []
    /// Documents that number parts in their own ways: their groups were not judged.
    var numberings: [GroupJudge.Numbering] = []

    /// Whether there is nothing to tell.
    var isEmpty: Bool { drafts.isEmpty && unjudged == 0 && incomparable.isEmpty && numberings.isEmpty }
}

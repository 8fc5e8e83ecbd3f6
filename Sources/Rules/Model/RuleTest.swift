package import Records

/// A pass or fail case of a rule, as its pack states it.
package struct RuleTest: Sendable {
    /// Whether the rule must find something.
    package let mustFail: Bool
    /// The records, the dossier and the settings, as the pack writes them.
    package let given: DefinitionNode
    /// What the rule's fix writes, where the case says it.
    package let fixed: String?
}

package import CEL
package import Records

/// A check, ready to run: data only, it never knows what runs it.
package struct Rule: Sendable {
    /// The full name, `pack/id`.
    package let name: String
    /// The names it had before, with the pack.
    package let aliases: [String]
    /// The day on which it was added; nothing if it was always there.
    package let since: CalendarDate?
    /// What it demands, in one sentence.
    package let title: LocalizedText
    /// How bad a breach is, before the basis and the configuration are applied.
    package var severity: Severity
    /// Why anybody should care.
    package let why: LocalizedText
    /// How to mend a breach, where that can be said in general.
    package let help: LocalizedText?
    /// Where it comes from and how firm it is.
    package let basis: Basis
    /// The kinds of documents it looks at, as indices; nothing for all.
    ///
    /// Of a group rule, see its members.
    package let kinds: Set<Int>?
    /// What it does.
    package let form: Form
    /// Values that a user may override; slot order of `settings` in expressions.
    package let settings: SettingsRecord
    /// The reference tables that it asks, as `set/question`; without all of them it is off.
    package let tables: [String]
    /// To which documents it applies, beside their kind.
    package var applicability: Applicability
    /// Its pass and fail cases.
    package let tests: [RuleTest]
    /// What it expects to be there, if that is what it asks.
    package var expectation: Expectation?
    /// What it says when a short form was used, expanded; for `rules show`.
    package let expansion: String?

    /// How a breach is mended, where that is known.
    package var fix: RuleFix? {
        switch form {
        case .record(let rule): rule.checks.lazy.compactMap(\.fix).first
        case .group(let rule): rule.fix
        }
    }

    /// The two sorts of rules.
    package enum Form: Sendable {
        /// Looks at one record.
        case record(RecordRule)
        /// Looks at the records that share a key.
        case group(GroupRule)
    }

    /// Whether its expressions ask for the categories of the dossier's goods.
    package var readsCategories: Bool {
        let programs: [Program] =
            switch form {
            case .record(let rule):
                (rule.when.map { [$0] } ?? []) + rule.checks.flatMap { [$0.condition] + $0.message.programs }
            case .group(let rule):
                GroupRule.programs(when: rule.when, check: rule.check, message: rule.message, fix: rule.fix)
            }
        return programs.contains { $0.reads.contains(where: DossierRecord.isCategories) }
    }
}

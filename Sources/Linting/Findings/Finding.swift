package import Records
package import Rules

/// One thing found: what is wrong, where, which rule says so and how firm that rule is.
package struct Finding: Sendable {
    /// The rule's full name, such as `transaction/line-amount`, or `syntax/…`, `format/…`, `dossier/…`.
    package var rule: String
    /// How bad it is, after the basis and the configuration were applied.
    package var severity: Severity
    /// How firm the rule is; nothing for findings about the files themselves.
    package var basis: Basis?
    /// What is wrong, in both languages: the two facts that clash.
    package var message: LocalizedText
    /// The values that stand in the message, so that it can be worded in a further language.
    package var parameters: [Message.Parameter]
    /// How to mend it, where that can be said.
    package var help: LocalizedText?
    /// Where it stands.
    package var location: Location
    /// What else it is about: the other document's value.
    package var related: [Location]
    /// The part number, VIN or other key it is about.
    package var subject: String?
    /// Stays the same when other parts of the file change: 16 hexadecimal digits.
    package var fingerprint: String
    /// Findings that have the same cause, folded into this one.
    package var folded: [Finding]
    /// Whether it depends on the day of the check.
    package var dependsOnDate: Bool
    /// How it is mended, where that is known and the document is one of our own.
    package var fix: Fix?
    /// Why a mend that is known is not offered; nothing where none is known, or it is offered.
    package var fixHindrance: Fix.Hindrance?
    /// Why it is not counted; nothing for a finding that is.
    package var suppression: Suppression?

    /// Makes a finding.
    package init(
        rule: String,
        severity: Severity,
        basis: Basis? = nil,
        message: LocalizedText,
        parameters: [Message.Parameter] = [],
        help: LocalizedText? = nil,
        location: Location,
        related: [Location] = [],
        subject: String? = nil,
        fingerprint: String = "",
        folded: [Finding] = [],
        dependsOnDate: Bool = false,
        fix: Fix? = nil,
        fixHindrance: Fix.Hindrance? = nil,
        suppression: Suppression? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.basis = basis
        self.message = message
        self.parameters = parameters
        self.help = help
        self.location = location
        self.related = related
        self.subject = subject
        self.fingerprint = fingerprint
        self.folded = folded
        self.dependsOnDate = dependsOnDate
        self.fix = fix
        self.fixHindrance = fixHindrance
        self.suppression = suppression
    }
}

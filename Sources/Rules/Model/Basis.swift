package import CEL

/// Where a rule comes from and how firm it is.
package struct Basis: Sendable {
    /// How firm a rule is.
    package enum Status: String, CaseIterable, Sendable {
        /// Binding today.
        case inForce = "in-force"
        /// Passed, binding from its effective date.
        case adopted
        /// Proposed.
        case draft
        /// A direction of policy: no duty follows from it.
        case signal
        /// Usage of the trade, of banks, or plain arithmetic.
        case practice
        /// No longer binding.
        case repealed
    }

    /// The date that decides whether a rule holds.
    package enum Deciding: String, CaseIterable, Sendable {
        /// The issue date of the document.
        case issue
        /// The date of shipment, else the issue date.
        case shipment
        /// The day of the check.
        case asOf
    }

    /// How firm it is.
    package var status: Status
    /// The act, standard or usage, with its clause.
    package var source: String
    /// Where it holds; nothing for everywhere.
    package var jurisdiction: String?
    /// The first day on which it binds.
    package var effective: CalendarDate?
    /// The last day on which it binds.
    package var until: CalendarDate?
    /// The date that decides.
    package var appliesOn: Deciding
    /// When somebody last looked at the source.
    package var verified: CalendarDate?
    /// The markets it concerns; empty for all.
    package var markets: [String]
    /// The categories of goods it concerns; empty for all.
    package var categories: [String]
    /// The policy that it follows from, if it is in the register.
    package var policy: Policy?
    /// Whether it binds as a rule of documentary credits: it is no more than a warning where no credit is named.
    package var isBanking: Bool

    /// Makes a basis.
    package init(
        status: Status,
        source: String,
        jurisdiction: String? = nil,
        effective: CalendarDate? = nil,
        until: CalendarDate? = nil,
        appliesOn: Deciding = .asOf,
        verified: CalendarDate? = nil,
        markets: [String] = [],
        categories: [String] = [],
        policy: Policy? = nil,
        isBanking: Bool = false
    ) {
        self.status = status
        self.source = source
        self.jurisdiction = jurisdiction
        self.effective = effective
        self.until = until
        self.appliesOn = appliesOn
        self.verified = verified
        self.markets = markets
        self.categories = categories
        self.policy = policy
        self.isBanking = isBanking
    }

    /// Whether the source was read by somebody, as far as the pack and the register of policies say.
    package var isVerified: Bool { verified != nil && policy?.reading != .unread }

    /// The severity that a rule of this basis may have on a date, or nothing if it is silent then.
    ///
    /// Signals and drafts only ever give notes; what is adopted or not yet effective warns until its date.
    package func permitted(_ severity: Severity, on date: CalendarDate) -> Severity? {
        if let until, date > until { return nil }
        switch status {
        case .repealed: return nil
        case .signal, .draft: return .note
        case .adopted, .inForce, .practice:
            guard let effective, date < effective else {
                return status == .adopted && effective == nil ? min(severity, .warning) : severity
            }
            return min(severity, .warning)
        }
    }
}

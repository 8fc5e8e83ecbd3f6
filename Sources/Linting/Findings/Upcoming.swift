package import CEL

/// What will be found later although nothing in the documents changes: a rule takes effect, a certificate expires.
package struct Upcoming: Sendable {
    /// The first day on which it is found, or found to be worse.
    package var date: CalendarDate
    /// The path of the dossier.
    package var dossier: String
    /// What will be found then.
    package var finding: Finding

    /// Makes an entry.
    package init(date: CalendarDate, dossier: String, finding: Finding) {
        self.date = date
        self.dossier = dossier
        self.finding = finding
    }
}

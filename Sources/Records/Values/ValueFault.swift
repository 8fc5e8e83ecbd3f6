/// Why a raw text does not parse as its field's type.
package enum ValueFault: Sendable {
    /// It is no number.
    case number
    /// It is a number in scientific notation where a code or a count stands: a spreadsheet's doing.
    case scientific
    /// It has more digits than an exact decimal holds (38).
    case digits
    /// It is no date.
    case date
    /// It is a date of which day and month cannot be told apart (`03/04/2026`).
    case ambiguousDate
    /// It is neither yes nor no.
    case bool
}

/// Why a raw text does not parse as its field's type; the raw value is its name in data.
package enum ValueFault: String, Sendable {
    /// It is no number.
    case number
    /// It is a number in scientific notation where a code or a count stands: a spreadsheet's doing.
    case scientific
    /// It has more digits than an exact decimal holds (38).
    case digits
    /// It is no date.
    case date
    /// It is a date of which day and month cannot be told apart (`03/04/2026`).
    case ambiguousDate = "ambiguous-date"
    /// It is neither yes nor no.
    case bool
}

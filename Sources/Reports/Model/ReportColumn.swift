/// The columns of reports that are tables, in their order.
enum ReportColumn: CaseIterable {
    case entry
    case severity
    case dossier
    case step
    case who
    case document
    case number
    case file
    case line
    case column
    case place
    case subject
    case field
    case value
    case others
    case message
    case help
    case mend
    case rule
    case basis
    case source
    case parameters
    case folded
    case suppression
    case fingerprint
    case digest
}

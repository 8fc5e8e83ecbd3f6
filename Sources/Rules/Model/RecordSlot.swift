/// The slots of the variables in a record rule's expressions.
///
/// In a rule over document headers, the record itself is `document`, and slot 1 stays unused.
package enum RecordSlot {
    /// The record, under the name of its type.
    package static let record = 0
    /// The header of its document.
    package static let document = 1
    /// The dossier.
    package static let dossier = 2
    /// The rule's settings.
    package static let settings = 3
    /// The record's cells as the document writes them, where that is not as they are read.
    package static let written = 4
}

internal import Records

/// How one sort of element or row fills a record.
package struct RecordMapping: Sendable {
    /// A mapped field.
    package struct Slot: Sendable {
        /// The field, as an index of the record type.
        package var field: Int
        /// The spelling of the unit that holds where the document names none.
        package var unit: String? { didSet { unitBytes = Array((unit ?? "").utf8) } }
        /// The same in UTF-8; empty for none.
        private(set) var unitBytes: [UInt8] = []
        /// A constant that is its value.
        package var constant: String?
        /// How many alternatives it has; a value of rank 0 is final.
        package var alternatives = 1
        /// Whether a second value is dropped in silence.
        package var isFirst = false
        /// Whether its date is written `yyyyMMdd` and the like; nothing for the usual forms.
        package var dateFormat: String?
    }

    /// The type of the record, as an index.
    package var recordType: Int
    /// The mapped fields.
    package var slots: [Slot] = []
    /// The record mapping in whose element this one stands, as an index.
    package var parent: Int?
    /// Whether it is no record itself: what it says is taken over by the records in it.
    package var isHolder = false
    /// Fields taken over from the parent: slots here and there.
    package var taken: [(slot: Int, parentSlot: Int)] = []
    /// The group of mappings of which the first one met is taken alone, and the element's place among its paths: goods are
    /// listed in one place or in another.
    package var group: (index: Int, member: Int)?
    /// The predicates that an element must satisfy.
    package var guards: [Int] = []

    /// Whether a field is mapped.
    func maps(_ field: Int) -> Bool { slots.contains { $0.field == field } }

    /// The slot of a field, made if there is none.
    mutating func slot(of field: Int) -> Int {
        if let index = slots.firstIndex(where: { $0.field == field }) { return index }
        slots.append(Slot(field: field))
        return slots.count - 1
    }
}

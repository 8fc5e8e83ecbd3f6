package import Records

extension TableHeader {
    /// A column as people want to see it.
    package struct Description: Sendable {
        /// The header as the file has it.
        package let header: String
        /// The fields it fills, by the names of record type and field; the flag says that the cell is the unit.
        package let fields: [(record: String, field: String, isUnit: Bool)]
        /// The unit that the header names.
        package let unit: String?
    }

    /// The columns with the names of what they fill.
    package func describe(_ format: Format, _ vocabulary: Vocabulary) -> [Description] {
        guard case .table(let table) = format.mapping else { return [] }
        let mapping = table.value
        return columns.enumerated().map { index, column in
            let pairs = column.pairs.map { pairs in
                let record = mapping.records[mapping.pairs[pairs].record]
                return (vocabulary.recordTypes[record.recordType].name, "pairs", false)
            }
            return Description(
                header: index < names.count ? names[index] : "",
                fields: column.targets.map { target in
                    let record = mapping.records[target.record]
                    return (
                        vocabulary.recordTypes[record.recordType].name, mapping.fieldNames[target.record][target.slot],
                        target.isUnit
                    )
                } + (pairs.map { [$0] } ?? []),
                unit: column.unit
            )
        }
    }
}

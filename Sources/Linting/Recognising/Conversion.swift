internal import CEL
internal import Documents
internal import Formats
package import Records

/// A document with all its records, as the rules see them.
package struct Conversion: Sendable {
    /// The path of the file, with its sheet.
    package let path: String
    /// The name of the format by which it was read.
    package let format: String
    /// The name of its kind.
    package let kind: String?
    /// The header: a batch of one record.
    package let header: RecordBatch
    /// The records in batches; those of one type in the order of the document.
    package let batches: [RecordBatch]
    /// What was wrong with the file.
    package let faults: [LocalizedText]

    /// Reads all documents of a file, or one sheet of a workbook by `path#name`; sheets that no format reads are left out.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - configurationPath: the configuration; the one found above the file where none is named.
    /// - Returns: the documents in the order of the sheets.
    /// - Throws: `UsageError` where the file cannot be read or no format reads it, `DefinitionErrors` for a broken
    ///   configuration.
    package static func convert(_ path: String, configurationPath: String? = nil) throws -> [Conversion] {
        let file = try OpenedFile(path, configurationPath)
        let conversions = file.parts.compactMap { part -> Conversion? in
            guard let best = part.candidates.first, !part.isHidden else { return nil }
            let result = file.read(part, as: best, into: AllBatches())
            return Conversion(
                path: part.path,
                format: best.format.name,
                kind: result.header.kind.map { file.vocabulary.kinds[$0].name },
                header: result.header.record,
                batches: result.consumer.batches,
                faults: result.outcome.faults.map(LintingMessages.text)
            )
        }
        guard !conversions.isEmpty else {
            throw UsageError(message: "\(path): no format reads it; 'shiplint inspect' shows what was seen")
        }
        return conversions
    }
}

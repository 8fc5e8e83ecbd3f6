import CEL
import Documents
import Formats
import Foundation
import Records
import Rules
import TestSupport

/// Reads texts with the built-in formats, or one of a test's own, and shows the records as lines.
enum FormatFixture {
    static let vocabulary = Result { try BuiltIn.vocabulary() }
    static let formats = Result {
        let vocabulary = try Self.vocabulary.get()
        return try BuiltIn.files(below: "formats/").map { file in
            try FormatLoader.load(file, vocabulary: vocabulary, blocks: blocks)
        }
    }
    /// The built-in formats with all that built-in packs add to them.
    static func extended() throws -> [Format] {
        let additions = try BuiltIn.files(below: "packs/").filter { $0.path.contains("/mapping-") }.map { file in
            try FormatExtension(try DefinitionNode.parse(file))
        }
        return try FormatExtension.apply(additions, to: try formats.get())
    }

    static let blocks = BlockLibrary(BuiltIn.files(below: "blocks/"))
    static let units = Result { CodeLists(BuiltIn.codeLists, asOf: nil).makeUnitTable() }

    /// What reading a text gave.
    struct Reading {
        /// The format's name; nothing where none reads it.
        var format: String?
        /// The kind's name.
        var kind: String?
        /// The header's fields: `number=PL-1`.
        var header: [String] = []
        /// The records in order: `line partNumber=A quantity=4 pcs`.
        var records: [String] = []
        /// The types of the records and the names of the fields they fill.
        var shapes: [(type: String, fields: [String])] = []
        /// The faults of the bytes and of the format.
        var faults: [String] = []
    }

    /// Reads a text under a file name.
    static func read(_ text: String, as name: String, format yaml: String? = nil) throws -> Reading {
        try read(Array(text.utf8), as: name, format: yaml)
    }

    /// Reads bytes under a file name.
    static func read(_ bytes: [UInt8], as name: String, format yaml: String? = nil) throws -> Reading {
        try TemporaryFolder.withFile(name, bytes) { file in
            try read(path: file.path(percentEncoded: false), as: name, format: yaml)
        }
    }

    /// Reads a text with some formats.
    static func read(_ text: String, as name: String, formats: [Format]) throws -> Reading {
        try TemporaryFolder.withFile(name, Array(text.utf8)) { file in
            try read(path: file.path(percentEncoded: false), as: name, formats: formats)
        }
    }

    /// Reads a file.
    static func read(
        path: String,
        as name: String,
        format yaml: String? = nil,
        formats given: [Format]? = nil,
        sizes: ReadingSizes = ReadingSizes()
    ) throws -> Reading {
        let (vocabulary, units) = (try Self.vocabulary.get(), Self.units.get())
        let known =
            try given
            ?? yaml.map {
                let file = DefinitionFile(path: "test.yaml", text: $0)
                return [try FormatLoader.load(file, vocabulary: vocabulary, blocks: blocks)]
            }
        let source = try SourceFile(path: path)
        let prologue = try Prologue.read(source, told: nil)
        let candidates = Detection.candidates(for: name, prologue, among: try known ?? formats.get(), units: units)
        guard let detection = candidates.first else { return Reading() }
        let result = DocumentReader.read(
            source,
            as: detection,
            prologue,
            vocabulary: vocabulary,
            plan: ColumnPlan(fields: vocabulary.recordTypes.map { $0.fields.map { _ in true } }),
            units: units,
            sizes: sizes,
            into: Lines()
        )
        return Reading(
            format: detection.format.name,
            kind: result.header.kind.map { vocabulary.kinds[$0].name },
            header: Lines.fields(of: result.header.record, row: 0),
            records: result.consumer.lines,
            shapes: result.consumer.shapes,
            faults: result.outcome.faults.map(\.english) + result.faults.map { "\($0.code.rawValue) \($0.detail)" }
        )
    }
}

/// Shows records as lines.
private struct Lines: RecordConsumer {
    var lines: [String] = []
    var shapes: [(type: String, fields: [String])] = []

    mutating func consume(_ batch: RecordBatch, header: HeaderState) {
        for row in 0..<batch.count {
            let filled = batch.recordType.fields.indices.filter { batch.state(row: row, field: $0) != .absent }
            shapes.append((batch.recordType.name, filled.map { batch.recordType.fields[$0].name }))
            lines.append(([batch.recordType.name] + Self.fields(of: batch, row: row)).joined(separator: " "))
        }
    }

    /// The fields that are filled, without those told from the words of others.
    static func fields(of batch: RecordBatch, row: Int) -> [String] {
        batch.recordType.fields.enumerated().compactMap { index, field in
            guard !batch.recordType.classifications.contains(where: { $0.field == index }) else { return nil }
            return batch.shown(row: row, field: index).map { "\(field.name)=\($0)" }
        }
    }
}

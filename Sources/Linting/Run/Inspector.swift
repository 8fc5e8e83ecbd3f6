internal import CEL
internal import Documents
internal import Formats
internal import Records

/// Shows how a file is read.
package enum Inspector {
    /// How a file is read.
    package struct Inspection: Sendable, CustomStringConvertible {
        /// Lines for people, each a name and a value.
        package let description: String
    }

    /// Looks at a file.
    ///
    /// - Throws: `UsageError` where it cannot be read, `DefinitionErrors` for a broken configuration.
    package static func inspect(_ path: String, configurationPath: String? = nil) throws -> Inspection {
        let configuration = try Checker.loadConfiguration(configurationPath, above: path)
        let set = try RuleSet.load(Configuration())
        let formats = try Checker.loadFormats()
        let source: SourceFile
        let prologue: Prologue
        do {
            source = try SourceFile(path: path)
            let told = configuration.files.first { Glob.matches(path, $0.pattern) }?.encoding
            prologue = try Prologue.read(source, told: told)
        } catch {
            throw UsageError(message: "\(path): \(error.english)")
        }
        var lines = ["file: \(path)", "syntax: \(prologue.syntax)", "encoding: \(prologue.encoding.rawValue)"]
        let candidates = Detection.candidates(for: path, prologue, among: formats, units: set.units)
        guard let best = candidates.first else {
            lines.append("format: none of \(formats.count) formats reads this file")
            if let root = prologue.root { lines.append("root: {\(root.namespace)}\(root.local)") }
            if !prologue.keys.isEmpty { lines.append("keys: \(prologue.keys.keys.sorted().joined(separator: ", "))") }
            if !prologue.elementKeys.isEmpty {
                lines.append("keys: \(prologue.elementKeys.sorted().joined(separator: ", "))")
            }
            for row in prologue.rows.prefix(5) { lines.append("row: \(row.joined(separator: " | "))") }
            return Inspection(description: lines.joined(separator: "\n") + "\n")
        }
        lines.append("format: \(best.format.name) (score \(best.score))")
        for other in candidates.dropFirst().prefix(2) {
            lines.append("runner-up: \(other.format.name) (score \(other.score))")
        }
        let plan = ColumnPlan(fields: set.vocabulary.recordTypes.map { Array(repeating: true, count: $0.fields.count) })
        let result = DocumentReader.read(
            source,
            as: best,
            prologue,
            vocabulary: set.vocabulary,
            plan: plan,
            units: set.units,
            into: SampleConsumer()
        )
        lines.append("kind: \(result.header.kind.map { set.vocabulary.kinds[$0].name } ?? "unknown")")
        for (index, field) in set.vocabulary.document.fields.enumerated() {
            if let value = result.header.record.shown(row: 0, field: index) {
                lines.append("document.\(field.name): \(value)")
            }
        }
        for type in set.vocabulary.recordTypes where result.counts[type.index] > 0 {
            lines.append("\(type.name): \(result.counts[type.index]) records")
            lines += result.consumer.samples[type.name] ?? []
        }
        if let header = best.header { lines += header.unmapped.map { "not mapped: column '\($0)'" } }
        lines += result.outcome.faults.map { "syntax: \($0.english)" }
        lines += result.faults.prefix(20).map { "format: \($0.code.rawValue) \($0.detail) at byte \($0.place.offset)" }
        return Inspection(description: lines.joined(separator: "\n") + "\n")
    }
}

/// Keeps the first record of each type.
private struct SampleConsumer: RecordConsumer {
    var samples: [String: [String]] = [:]

    mutating func consume(_ batch: RecordBatch, header: HeaderState) {
        let type = batch.recordType
        guard samples[type.name] == nil else { return }
        samples[type.name] = type.fields.enumerated().compactMap { index, field in
            batch.shown(row: 0, field: index).map { "  \(field.name): \($0)" }
        }
    }
}

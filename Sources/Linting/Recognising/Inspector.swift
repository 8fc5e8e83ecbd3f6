internal import CEL
internal import Documents
internal import Formats
internal import Records

/// Shows how a file is read.
package struct Inspector {
    private let file: OpenedFile

    /// Looks at a file, or at one sheet of a workbook by `path#name`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - configurationPath: the configuration; the one found above the file where none is named.
    ///   - formats: further formats, by path.
    /// - Returns: one inspection for each document in the file.
    /// - Throws: `UsageError` where it cannot be read, `DefinitionErrors` for a broken configuration or format.
    package static func inspect(
        _ path: String,
        configurationPath: String? = nil,
        formats: [String] = []
    ) throws -> [Inspection] {
        let inspector = Inspector(file: try OpenedFile(path, configurationPath, formats: formats))
        return inspector.file.parts.map(inspector.inspect)
    }

    private func inspect(_ part: OpenedFile.Part) -> Inspection {
        let prologue = part.prologue
        var inspection = Inspection(
            path: part.path,
            properties: properties(part),
            candidates: part.candidates.map { .init(format: $0.format.name, score: $0.score) }
        )
        guard let best = part.candidates.first else {
            if prologue.isQuotedTwice { inspection.faults.append(LintingMessages.text(SyntaxFault(.quotedTwice))) }
            if prologue.syntax == .table {
                inspection.rows = Array(prologue.rows.prefix(8))
                inspection.suggestion = FormatGuess.yaml(
                    for: prologue.rows,
                    named: part.path,
                    among: file.formats,
                    file.vocabulary,
                    units: file.units
                )
            }
            return inspection
        }
        let result = file.read(part, as: best, into: FirstBatches())
        inspection.kind = result.header.kind.map { file.vocabulary.kinds[$0].name }
        inspection.counts = file.vocabulary.recordTypes.filter { result.counts[$0.index] > 0 }.map { type in
            (type.name, result.counts[type.index])
        }
        inspection.faults =
            result.outcome.faults.map(LintingMessages.text)
            + result.faults.prefix(20).map { LintingMessages.format($0, document: 0).message }
        let batches = [result.header.record] + result.consumer.batches
        if let header = best.header {
            if header.rows > 0 { inspection.header = (header.row + 1)...(header.row + header.rows) }
            inspection.columns = columns(header, best.format, part, batches)
            inspection.fields = fields(of: [result.header.record], part)
        } else {
            inspection.fields = fields(of: batches, part)
            inspection.unmapped = UnmappedPaths.find(in: file.source, prologue, as: best.format)
        }
        return inspection
    }

    private func properties(_ part: OpenedFile.Part) -> [(name: String, value: String)] {
        let prologue = part.prologue
        var properties: [(String, String)] = [("syntax", name(of: prologue))]
        if prologue.medium != .sheet(0), !isSheet(prologue) {
            properties.append(("encoding", prologue.encoding.rawValue))
        }
        if prologue.syntax == .table, prologue.medium == .delimited {
            let delimiter = Unicode.Scalar(prologue.dialect.delimiter)
            properties.append(("delimiter", delimiter == "\t" ? "tab" : String(delimiter)))
        }
        if prologue.usesComma { properties.append(("decimals", "with a comma")) }
        if part.isHidden { properties.append(("sheet", "hidden: not checked")) }
        if let root = prologue.root { properties.append(("root", "{\(root.namespace)}\(root.local)")) }
        if part.candidates.isEmpty {
            let keys = Set(prologue.keys.keys).union(prologue.elementKeys).sorted()
            if !keys.isEmpty { properties.append(("keys", keys.joined(separator: ", "))) }
        }
        return properties
    }

    private func isSheet(_ prologue: Prologue) -> Bool {
        if case .sheet = prologue.medium { return true }
        return false
    }

    private func name(of prologue: Prologue) -> String {
        switch prologue.syntax {
        case .xml: "XML"
        case .json: "JSON"
        case .jsonLines: "JSON Lines"
        case .table: isSheet(prologue) ? "sheet of a workbook" : prologue.medium == .html ? "table in HTML" : "table"
        case .mail: "mail"
        case .text: "text"
        case .binary(let what): what
        case .empty: "empty"
        }
    }

    // MARK: Tables

    private func columns(
        _ header: TableHeader,
        _ format: Format,
        _ part: OpenedFile.Part,
        _ batches: [RecordBatch]
    ) -> [Inspection.Column] {
        let first = part.prologue.rows.dropFirst(header.row + header.rows).first { $0.count { !$0.isEmpty } > 1 } ?? []
        return header.describe(format, file.vocabulary).enumerated().compactMap { index, column -> Inspection.Column? in
            guard !column.header.isEmpty || !column.fields.isEmpty else { return nil }
            return Inspection.Column(
                letters: CellAddress.letters(index),
                header: column.header,
                fields: column.fields.map { "\($0.record).\($0.field)\($0.isUnit ? " (unit)" : "")" },
                unit: column.unit,
                sample: index < first.count ? first[index] : "",
                read: column.fields.lazy.filter { !$0.isUnit }.compactMap { field in
                    batches.first { $0.recordType.name == field.record }.flatMap { shown($0, field.field) }
                }.first ?? ""
            )
        }
    }

    private func shown(_ batch: RecordBatch, _ name: String) -> String? {
        batch.recordType.field(named: name).flatMap { batch.shown(row: 0, field: $0) }
    }

    // MARK: Fields

    /// The filled fields of the first records, with the places from which they come.
    private func fields(of batches: [RecordBatch], _ part: OpenedFile.Part) -> [Inspection.Field] {
        var fields: [Inspection.Field] = []
        var places: [(index: Int, place: Place)] = []
        for batch in batches {
            for (index, field) in batch.recordType.fields.enumerated() {
                guard let read = batch.shown(row: 0, field: index) else { continue }
                if let place = batch.place(row: 0, field: index), place.length > 0 {
                    places.append((fields.count, Place(offset: place.offset, length: place.length)))
                }
                let name = "\(batch.recordType.name).\(field.name)"
                fields.append(Inspection.Field(name: name, address: "", written: "", read: read))
            }
        }
        let found = Locator.locate(places.map(\.place), in: file.source, prologue: part.prologue) ?? []
        for ((index, place), position) in zip(places, found) {
            fields[index].written = position.raw
            fields[index].address =
                isSheet(part.prologue)
                ? CellAddress(number: place.offset).name
                : part.prologue.syntax == .table
                    ? CellAddress(row: Int(position.address) ?? 0, column: position.cell ?? 0).name
                    : part.prologue.syntax == .text || part.prologue.syntax == .mail
                        ? "line \(position.line)" : position.address
        }
        return fields
    }
}

/// Keeps the first batch of each record type.
private struct FirstBatches: RecordConsumer {
    var batches: [RecordBatch] = []

    mutating func consume(_ batch: RecordBatch, header: HeaderState) {
        if !batches.contains(where: { $0.recordType.index == batch.recordType.index }) { batches.append(batch) }
    }
}

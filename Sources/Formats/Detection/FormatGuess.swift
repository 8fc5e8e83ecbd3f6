package import CEL
package import Records

/// Writes a format to begin with for a table that no format reads.
package struct FormatGuess {
    private let vocabulary: Vocabulary
    private let formats: [(format: Format, mapping: TableMapping)]

    /// The format as YAML, with what each column may be.
    ///
    /// - Parameters:
    ///   - rows: the first rows of the table.
    ///   - path: the name of the file.
    ///   - formats: the formats from which names of columns are known.
    ///   - vocabulary: the record types.
    ///   - units: the units that headers may name.
    /// - Returns: the YAML; nothing for a table without a row that may be a header.
    package static func yaml(
        for rows: [[String]],
        named path: String,
        among formats: [Format],
        _ vocabulary: Vocabulary,
        units: UnitTable
    ) -> String? {
        let tables = formats.compactMap { format -> (Format, TableMapping)? in
            guard case .table(let table) = format.mapping else { return nil }
            let mapping = table.value
            guard mapping.records.contains(where: { vocabulary.recordTypes[$0.recordType].name == "line" })
            else { return nil }
            return (format, mapping)
        }
        let guess = FormatGuess(vocabulary: vocabulary, formats: tables)
        return guess.yaml(rows, path, HeaderCandidate.all(in: rows, units: units).filter { $0.height == 1 })
    }

    private func yaml(_ rows: [[String]], _ path: String, _ candidates: [HeaderCandidate]) -> String? {
        guard let (header, best) = header(among: candidates) else { return nil }
        let body = rows.dropFirst(header.row + header.height).filter { $0.count { !$0.isEmpty } > 1 }
        var lines: [String] = []
        var used: Set<String> = []
        var required: [String] = []
        for (index, text) in header.texts.enumerated() where !text.isEmpty {
            let samples = body.compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }
            let field = field(header.names[index], best.mapping) ?? Self.field(of: samples)
            let sample = samples.first.map { "    # \(Self.line($0))" } ?? ""
            if let field, used.insert(field).inserted {
                lines.append("    \(field): [\(Self.quoted(text))]\(sample)")
                if required.count < 2 { required.append(field) }
            } else {
                lines.append("    # ?: [\(Self.quoted(text))]\(sample)")
            }
        }
        let kind = vocabulary.kinds[best.format.kind.otherwise].name
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.split(separator: "#")[0].prefix { $0 != "." && !$0.isNumber }
        let trimmed = stem.isEmpty ? "*" : "*\(stem.lowercased())*"
        return """
            format: our-\(kind)
            title: {en: our \(kind), zh: 我方格式}
            syntax: table
            kind: \(kind)
            detect:
              csv:
                requires: [\(required.joined(separator: ", "))]
                fileName: \(Self.quoted(trimmed))
            document:
              number: [no]
            records:
              line:
                each: row
            \(lines.joined(separator: "\n"))

            """
    }

    /// The row in which most cells are known names of one format; else the first with most texts.
    private func header(
        among candidates: [HeaderCandidate]
    ) -> (header: HeaderCandidate, best: (format: Format, mapping: TableMapping))? {
        var best: (HeaderCandidate, (Format, TableMapping), count: Int)?
        for candidate in candidates {
            for table in formats {
                let count = candidate.names.count { name in field(name, table.mapping) != nil }
                if count > (best?.count ?? 0) { best = (candidate, table, count) }
            }
        }
        if let best, best.count > 0 { return (best.0, best.1) }
        let widest = candidates.map { $0.texts.count(where: Self.isName) }.max() ?? 0
        guard widest > 1, let header = candidates.first(where: { $0.texts.count(where: Self.isName) == widest }),
            let fallback = formats.first(where: { $0.format.name == "packing-list-table" }) ?? formats.first
        else { return nil }
        return (header, fallback)
    }

    private static func isName(_ text: String) -> Bool { text.contains(where: \.isLetter) && text.count < 40 }

    /// The field of the line that a column of a name is in some format, this one first.
    private func field(_ name: HeaderName?, _ mapping: TableMapping) -> String? {
        guard let name else { return nil }
        for table in [mapping] + formats.map(\.mapping) {
            for text in name.names {
                for rank in table.columnsByName[text] ?? [] {
                    let column = table.columns[rank]
                    guard column.record > 0, !column.isUnit,
                        vocabulary.recordTypes[table.records[column.record].recordType].name == "line"
                    else { continue }
                    return table.fieldNames[column.record][column.slot]
                }
            }
        }
        return nil
    }

    /// What a column's cells look like: bar codes, customs codes, vehicle numbers.
    private static func field(of samples: [String]) -> String? {
        guard !samples.isEmpty else { return nil }
        func all(_ isSo: (String) -> Bool) -> Bool { samples.allSatisfy(isSo) }
        if all({ [8, 12, 13, 14].contains($0.count) && CheckDigits.isGTIN($0) }) { return "gtin" }
        if all({ CheckDigits.hasVINShape($0) }) { return "vin" }
        if all({ [6, 8, 10].contains($0.filter(\.isNumber).count) && $0.allSatisfy { $0.isNumber || $0 == "." } }) {
            return "hsCode"
        }
        return nil
    }

    private static func line(_ text: String) -> String { String(text.prefix(40).map { $0.isNewline ? " " : $0 }) }

    private static func quoted(_ text: String) -> String {
        let escaped = line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}

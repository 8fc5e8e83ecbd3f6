package import Linting
package import Records

/// How documents are read, for people: properties, a table of columns or paths, and what is not mapped.
package struct InspectionText {
    private let language: Language

    /// Makes a writer in a language.
    package init(language: Language) { self.language = language }

    /// The inspections of one file.
    package func render(_ inspections: [Inspection]) -> String {
        inspections.map(render).joined(separator: "\n")
    }

    private func word(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

    private func render(_ inspection: Inspection) -> String {
        var lines = ["\(word("file", "文件")): \(TextEscape.printable(inspection.path))"]
        lines += inspection.properties.map { "\(property($0.name)): \(TextEscape.printable($0.value))" }
        if let best = inspection.candidates.first {
            lines.append("\(word("format", "格式")): \(best.format) (\(word("score", "得分")) \(best.score))")
            for other in inspection.candidates.dropFirst().prefix(2) {
                lines.append("\(word("runner-up", "次选")): \(other.format) (\(word("score", "得分")) \(other.score))")
            }
            lines.append("\(word("kind", "种类")): \(inspection.kind ?? word("unknown", "未知"))")
        } else {
            lines.append("\(word("format", "格式")): \(word("none reads this file", "没有格式能识别此文件"))")
        }
        if let header = inspection.header {
            let rows = header.count == 1 ? "\(header.lowerBound)" : "\(header.lowerBound)–\(header.upperBound)"
            lines.append("\(word("header in row", "表头所在行")): \(rows)")
        }
        lines += inspection.faults.map { "\(word("wrong", "问题")): \(TextEscape.printable($0[language]))" }
        lines += columns(inspection) + fields(inspection)
        if !inspection.counts.isEmpty {
            let counts = inspection.counts.map { "\($0.type) \($0.count)" }.joined(separator: ", ")
            lines += ["", "\(word("records", "记录")): \(counts)"]
        }
        if !inspection.unmapped.isEmpty {
            lines += ["", word("not mapped:", "未映射：")]
            lines += inspection.unmapped.map { "  \(TextEscape.printable($0.path)) = \(shortened($0.sample))" }
        }
        if !inspection.rows.isEmpty {
            lines += ["", word("first rows:", "前几行：")]
            lines += inspection.rows.map { row in "  " + row.map(shortened).joined(separator: " | ") }
        }
        if let suggestion = inspection.suggestion {
            lines += [
                "",
                word(
                    "a format to begin with: correct it, save it as our-format.yaml, and name it under 'formats:' in shiplint.yaml",
                    "可作起点的格式：修改后存为 our-format.yaml，并写入 shiplint.yaml 的 formats:"
                ),
                "", suggestion,
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func property(_ name: String) -> String {
        guard language == .chinese else { return name }
        return [
            "syntax": "语法", "encoding": "编码", "delimiter": "分隔符", "decimals": "小数", "sheet": "工作表", "root": "根元素",
            "keys": "键",
        ][name] ?? name
    }

    private func columns(_ inspection: Inspection) -> [String] {
        guard !inspection.columns.isEmpty else { return [] }
        let head = [
            word("column", "列"), word("header", "表头"), word("field", "字段"), word("first cell", "首个单元格"),
            word("read as", "读作"),
        ]
        return [""]
            + table(
                [head]
                    + inspection.columns.map { column in
                        let unit = column.unit.map { " [\($0)]" } ?? ""
                        let field =
                            column.fields.isEmpty
                            ? word("(not mapped)", "（未映射）") : column.fields.joined(separator: ", ")
                        return [column.letters, column.header, field + unit, column.sample, column.read]
                    }
            )
    }

    private func fields(_ inspection: Inspection) -> [String] {
        guard !inspection.fields.isEmpty else { return [] }
        let head = [word("field", "字段"), word("where", "位置"), word("written", "原文"), word("read as", "读作")]
        return [""] + table([head] + inspection.fields.map { [$0.name, $0.address, $0.written, $0.read] })
    }

    /// Columns as wide as their widest cell, in the columns of a terminal.
    private func table(_ rows: [[String]]) -> [String] {
        let cells = rows.map { $0.map(shortened) }
        let widths = (cells.first ?? []).indices.map { column in
            cells.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        return cells.map { row in
            var line = ""
            for (cell, width) in zip(row, widths) {
                line += cell + String(repeating: " ", count: width - DisplayWidth.of(cell) + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private func shortened(_ text: String) -> String {
        let line = String(text.prefix(48).map { $0.isNewline ? " " : $0 })
        return TextEscape.printable(text.count > 48 ? line + "…" : line)
    }
}

internal import CEL
package import Linting
package import Records
internal import Rules

/// The report as a workbook for people who work it off: what has to be corrected, by who has to act and by document; what
/// the documents say of each part; what was not checked; and the files.
package struct WorkbookReport {
    private let words: ReportsMessages

    /// Makes a reporter in a language.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// The whole workbook.
    ///
    /// - Throws: `UsageError` where it cannot be made.
    package func render(_ report: Report) throws(UsageError) -> [UInt8] {
        var workbook = try WorkbookWriter()
        let rows = ReportRow.all(of: report, words)
        addCorrections(rows.filter { $0.entry == .finding }, to: &workbook)
        addMatrix(report, to: &workbook)
        addReadiness(report, to: &workbook)
        addNotChecked(rows.filter { [.notChecked, .leftOut, .suppressed].contains($0.entry) }, to: &workbook)
        addFiles(rows.filter { $0.entry == .file || $0.entry == .run }, to: &workbook)
        let title = words.made(ProgramVersion.current, report.asOf.description)
        return try workbook.finish(title: title, day: Int(report.asOf.daysSinceEpoch))
    }

    private func addCorrections(_ rows: [ReportRow], to workbook: inout WorkbookWriter) {
        let columns: [(ReportColumn, Double)] = [
            (.who, 18), (.step, 30), (.document, 20), (.number, 18), (.severity, 9), (.message, 52), (.help, 36),
            (.mend, 30),
            (.subject, 18), (.value, 18), (.others, 30), (.file, 36), (.line, 7), (.place, 26), (.rule, 30),
            (.basis, 20), (.source, 32), (.parameters, 30), (.folded, 12), (.dossier, 24), (.fingerprint, 18),
        ]
        let headings = [(words.done, 7.0)] + columns.map { (words.column($0.0), $0.1) }
        let sheet = workbook.addSheet(words.corrections, headings)
        // Who has to act works off one document after the other; what is worst stands first.
        let sorted = rows.enumerated().sorted { first, second in
            let (left, right) = (first.element, second.element)
            let steps = (left.step?.sort.rawValue ?? 0, right.step?.sort.rawValue ?? 0)
            return (steps.0, left[.who], left[.file], first.offset) < (
                steps.1, right[.who], right[.file], second.offset
            )
        }.map(\.element)
        for (index, row) in sorted.prefix(WorkbookWriter.rowLimit - 2).enumerated() {
            for (position, column) in columns.enumerated() {
                let style: WorkbookWriter.Style =
                    switch (column.0, row.severity) {
                    case (.severity, .error?): .error
                    case (.severity, .warning?): .warning
                    case (.severity, .note?): .note
                    case (.fingerprint, _), (.rule, _), (.file, _): .code
                    default: .plain
                    }
                if column.0 == .line || column.0 == .folded, let number = Int(row[column.0]) {
                    workbook.write(number, sheet: sheet, row: index + 1, column: position + 1)
                } else {
                    workbook.write(row[column.0], sheet: sheet, row: index + 1, column: position + 1, style)
                }
            }
        }
        if sorted.count > WorkbookWriter.rowLimit - 2 {
            let text = words.moreRows(sorted.count - WorkbookWriter.rowLimit + 2)
            workbook.write(text, sheet: sheet, row: WorkbookWriter.rowLimit - 1, column: 1, .warning)
        }
        workbook.addFilter(sheet: sheet, rows: sorted.count, columns: headings.count)
    }

    private func addMatrix(_ report: Report, to workbook: inout WorkbookWriter) {
        let matrices = report.dossiers.compactMap { dossier in dossier.agreement.map { (dossier, $0) } }
        let widest = matrices.map(\.1.columns.count).max() ?? 0
        let documents: [(title: String, width: Double)] = (0..<widest).map {
            (title: "\(words.column(.document)) \($0 + 1)", width: 24)
        }
        let headings = [(title: words.column(.subject), width: 22), (title: words.stated, width: 24)] + documents
        let sheet = workbook.addSheet(words.agreement, headings)
        var line = 1
        for (dossier, matrix) in matrices {
            workbook.write(dossier.path, sheet: sheet, row: line, column: 0, .heading)
            workbook.write("", sheet: sheet, row: line, column: 1, .heading)
            for (column, path) in matrix.columns.enumerated() {
                let document = dossier.documents.first { $0.path == path }
                let title = [document?.kind?[words.language], document?.number].compactMap { $0 }.joined(separator: " ")
                workbook.write(title.isEmpty ? path : title, sheet: sheet, row: line, column: column + 2, .heading)
            }
            line += 1
            for row in matrix.rows {
                let title = matrix.facts[row.fact].title[words.language]
                workbook.write(row.subject ?? words.whole, sheet: sheet, row: line, column: 0)
                workbook.write(title, sheet: sheet, row: line, column: 1)
                for cell in row.cells {
                    let text = (cell.isOdd ? "≠ " : "") + cell.values.joined(separator: " / ")
                    let style: WorkbookWriter.Style = cell.isOdd ? .error : .plain
                    workbook.write(text, sheet: sheet, row: line, column: cell.column + 2, style)
                }
                line += 1
            }
            if matrix.leftOut > 0 {
                workbook.write(words.moreParts(matrix.leftOut), sheet: sheet, row: line, column: 0, .warning)
                line += 1
            }
        }
    }

    /// What is expected of each product for each market, and what of it is there.
    private func addReadiness(_ report: Report, to workbook: inout WorkbookWriter) {
        let matrices = report.dossiers.compactMap { dossier in dossier.matrix.map { (dossier, $0) } }
        let widest = matrices.map(\.1.columns.count).max() ?? 0
        guard widest > 0 else { return }
        let readiness = ReadinessMessages(language: words.language)
        let expected = (0..<widest).map { (title: "\(words.expected) \($0 + 1)", width: 20.0) }
        let headings: [(title: String, width: Double)] = [
            (title: readiness.product, width: 22.0), (title: words.named, width: 30),
            (title: readiness.market, width: 14), (title: readiness.verdict, width: 18),
        ]
        let sheet = workbook.addSheet(words.expectations, headings + expected)
        var line = 1
        for (dossier, matrix) in matrices where !matrix.rows.isEmpty {
            let titles = [dossier.path, "", "", ""] + matrix.columns.map { $0.title[words.language] }
            for (column, title) in titles.enumerated() {
                workbook.write(title, sheet: sheet, row: line, column: column, .heading)
            }
            line += 1
            for row in matrix.rows {
                let category = row.name ?? row.categoryTitle?[words.language] ?? ""
                let market = row.market.map { matrix.marketTitles[$0]?[words.language] ?? $0 } ?? ""
                for (column, text) in [row.number, category, market].enumerated() {
                    workbook.write(text, sheet: sheet, row: line, column: column)
                }
                workbook.write(words.readiness(row.readiness), sheet: sheet, row: line, column: 3, style(row.readiness))
                for (column, cell) in row.cells.enumerated() {
                    guard let cell else { continue }
                    let parts = [
                        words.state(cell.state), cell.note?[words.language],
                        cell.binding.map { words.from($0.description) },
                    ]
                    let text = parts.compactMap { $0 }.joined(separator: words.separator)
                    workbook.write(text, sheet: sheet, row: line, column: column + headings.count, style(cell))
                }
                line += 1
            }
            if matrix.leftOut > 0 {
                workbook.write(words.moreParts(matrix.leftOut), sheet: sheet, row: line, column: 0, .warning)
                line += 1
            }
        }
    }

    private func style(_ readiness: Readiness) -> WorkbookWriter.Style {
        switch readiness {
        case .ready: .good
        case .readyWithWarnings: .warning
        case .notReady: .error
        }
    }

    private func style(_ cell: ReadinessMatrix.Cell) -> WorkbookWriter.Style {
        switch cell.state {
        case .there: .good
        case .unreadable, .signal: .note
        case .missing, .contradicting: cell.severity == .error ? .error : cell.severity == .warning ? .warning : .note
        }
    }

    private func addNotChecked(_ rows: [ReportRow], to workbook: inout WorkbookWriter) {
        let columns: [(ReportColumn, Double)] = [
            (.entry, 14), (.severity, 16), (.message, 70), (.file, 44), (.rule, 44), (.suppression, 40),
            (.parameters, 30), (.dossier, 30),
        ]
        add(rows, columns, words.notChecked, to: &workbook)
    }

    private func addFiles(_ rows: [ReportRow], to workbook: inout WorkbookWriter) {
        let columns: [(ReportColumn, Double)] = [
            (.entry, 12), (.document, 22), (.number, 20), (.file, 50), (.message, 40), (.severity, 20), (.digest, 68),
            (.dossier, 30),
        ]
        add(rows, columns, words.files, to: &workbook)
    }

    private func add(
        _ rows: [ReportRow],
        _ columns: [(ReportColumn, Double)],
        _ name: String,
        to workbook: inout WorkbookWriter
    ) {
        let sheet = workbook.addSheet(name, columns.map { (words.column($0.0), $0.1) })
        for (index, row) in rows.enumerated() {
            for (position, column) in columns.enumerated() {
                workbook.write(row[column.0], sheet: sheet, row: index + 1, column: position)
            }
        }
        workbook.addFilter(sheet: sheet, rows: rows.count, columns: columns.count)
    }
}

internal import CEL
package import Linting
package import Records
internal import Rules

/// The matrix of readiness as text: products or categories down, documents and fields across.
package struct ReadinessReport {
    /// What stands in the rows.
    package enum Rows: String, CaseIterable, Sendable {
        /// Each product.
        case product
        /// Each category, with how many of its products have each thing.
        case category
    }

    /// Products for which each has a row unless the caller says otherwise.
    private static let productRows = 40
    /// Products named of one thing that is missing.
    private static let named = 8

    private let words: ReadinessMessages
    private let reports: ReportsMessages
    private let language: Language
    private let rows: Rows?

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - language: the language.
    ///   - rows: what stands in the rows; products where they are few, if nothing.
    package init(language: Language, rows: Rows? = nil) {
        words = ReadinessMessages(language: language)
        reports = ReportsMessages(language: language)
        self.language = language
        self.rows = rows
    }

    /// The matrices of all dossiers.
    package func render(_ report: Report) -> String {
        report.dossiers.map { lines($0).map(TextEscape.printable).joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private func lines(_ dossier: Report.Dossier) -> [String] {
        var lines = [words.title(dossier.path), "  \(words.stage)\(words.colon)\(dossier.stage[language])"]
        guard let matrix = dossier.matrix, !matrix.rows.isEmpty else { return lines + ["  \(words.noProducts)"] }
        if matrix.rows.allSatisfy({ $0.market == nil }) { lines.append("  \(words.noMarket)") }
        lines.append("")
        let by = rows ?? (matrix.rows.count <= Self.productRows ? .product : .category)
        lines += table(by == .product ? products(matrix) : categories(matrix))
        if matrix.leftOut > 0 { lines.append("  \(words.leftOut(matrix.leftOut))") }
        lines.append("")
        lines += matrix.columns.enumerated().map { "  \(padded("\($0 + 1)", 3))\($1.title[language])" }
        let states = ReadinessMatrix.State.allCases.filter { state in
            matrix.rows.contains { $0.cells.contains { $0?.state == state } }
        }
        lines += ["", "  " + states.map { "\(words.symbol($0)) \(words.state($0))" }.joined(separator: "   ")]
        for state in states where state != .there { lines += section(state, matrix) }
        return lines + ["", "  \(reports.readiness(matrix.readiness))"]
    }

    // MARK: Tables

    private func products(_ matrix: ReadinessMatrix) -> [[String]] {
        let head =
            [words.product, words.market] + matrix.columns.indices.map { "\($0 + 1)" } + [
                words.verdict, words.category,
            ]
        return [head]
            + matrix.rows.map { row in
                [row.number, row.market ?? ""] + row.cells.map { $0.map { words.symbol($0.state) } ?? "" }
                    + [reports.readiness(row.readiness), category(row)]
            }
    }

    private func category(_ row: ReadinessMatrix.Row) -> String {
        guard let title = row.categoryTitle else { return "\(words.unknown) (\(words.source(nil)))" }
        return "\(title[language]) (\(words.source(row.categorySource)))"
    }

    private func categories(_ matrix: ReadinessMatrix) -> [[String]] {
        var groups: [(category: String?, market: String?, rows: [ReadinessMatrix.Row])] = []
        for row in matrix.rows {
            if let place = groups.firstIndex(where: { $0.category == row.category && $0.market == row.market }) {
                groups[place].rows.append(row)
            } else {
                groups.append((row.category, row.market, [row]))
            }
        }
        let head = [words.category, words.market] + matrix.columns.indices.map { "\($0 + 1)" } + [words.verdict]
        return [head]
            + groups.map { group in
                let title = group.rows.first?.categoryTitle?[language] ?? words.unknown
                let counts = matrix.columns.indices.map { column -> String in
                    let cells = group.rows.compactMap { $0.cells[column] }
                    let there = cells.count { $0.state == .there || $0.state == .unreadable }
                    return cells.isEmpty ? "" : "\(there)/\(cells.count)"
                }
                let worst: Readiness =
                    group.rows.contains { $0.readiness == .notReady }
                    ? .notReady
                    : group.rows.contains { $0.readiness == .readyWithWarnings } ? .readyWithWarnings : .ready
                return ["\(title) (\(group.rows.count))", group.market ?? ""] + counts + [reports.readiness(worst)]
            }
    }

    private func table(_ rows: [[String]]) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.indices.map { column in
                column == row.count - 1 ? row[column] : padded(row[column], widths[column] + 2)
            }
            return "  " + cells.joined()
        }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    // MARK: What is wanting

    /// For one state, each column with the products concerned.
    private func section(_ state: ReadinessMatrix.State, _ matrix: ReadinessMatrix) -> [String] {
        var lines = ["", "  \(words.state(state))"]
        for (index, column) in matrix.columns.enumerated() {
            let rows = matrix.rows.filter { $0.cells[index]?.state == state }
            guard let cell = rows.compactMap({ $0.cells[index] }).max(by: { $0.severity < $1.severity }) else {
                continue
            }
            let isAll = rows.count > 1 && rows.count == matrix.rows.count { $0.cells[index] != nil }
            let hasMarkets = Set(matrix.rows.map(\.market)).count > 1
            let numbers =
                isAll && state != .contradicting
                ? [words.all(Set(rows.map(\.number)).count)]
                : rows.map { row in
                    let note = row.cells[index]?.note.map { " (\($0[language]))" } ?? ""
                    return row.number + (hasMarkets ? row.market.map { " → \($0)" } ?? "" : "") + note
                }
            let shown = numbers.prefix(Self.named).joined(separator: words.separator)
            let more = numbers.count > Self.named ? " \(words.more(numbers.count - Self.named))" : ""
            let date = cell.binding.map { "; \(words.binding($0.description))" } ?? ""
            let severity = state == .there || state == .unreadable ? "" : "\(reports.severity(cell.severity)), "
            lines.append(
                "    \(column.title[language]) (\(severity)\(cell.rules.joined(separator: ", "))\(date))\(words.colon)\(shown)\(more)"
            )
        }
        return lines
    }
}

internal import CEL
package import Linting
internal import Records
internal import Rules

/// The matrix of readiness as JSON: stable names, texts in both languages.
package struct ReadinessJSON {
    /// Makes a reporter.
    package init() {}

    /// The matrices of all dossiers, with a line end.
    package func render(_ report: Report) -> String {
        JSONValue.object([
            ("shiplint", .string("1")),
            ("asOf", .string(report.asOf.description)),
            ("dossiers", .array(report.dossiers.map(dossier))),
        ]).text() + "\n"
    }

    private func dossier(_ dossier: Report.Dossier) -> JSONValue {
        .object([
            ("path", .string(dossier.path)),
            ("stage", text(dossier.stage)),
            ("readiness", .string((dossier.matrix?.readiness ?? .ready).rawValue)),
            ("columns", .array((dossier.matrix?.columns ?? []).map(column))),
            ("rows", .array(dossier.matrix.map { matrix in matrix.rows.map { row($0, matrix) } } ?? [])),
            ("leftOut", .number(dossier.matrix?.leftOut ?? 0)),
        ])
    }

    private func column(_ column: ReadinessMatrix.Column) -> JSONValue {
        .object([
            ("name", .string(column.name)), ("title", text(column.title)), ("isField", .bool(column.isField)),
        ])
    }

    private func row(_ row: ReadinessMatrix.Row, _ matrix: ReadinessMatrix) -> JSONValue {
        let cells = zip(matrix.columns, row.cells).compactMap { column, cell in cell.map { self.cell($0, column) } }
        return .object([
            ("number", .string(row.number)),
            ("name", .optional(row.name)),
            ("category", .optional(row.category)),
            ("categorySource", .optional(row.categorySource?.rawValue)),
            ("hsCode", .optional(row.hsCode)),
            ("market", .optional(row.market)),
            ("readiness", .string(row.readiness.rawValue)),
            ("cells", .array(cells)),
        ])
    }

    private func cell(_ cell: ReadinessMatrix.Cell, _ column: ReadinessMatrix.Column) -> JSONValue {
        .object([
            ("column", .string(column.name)),
            ("state", .string(cell.state.rawValue)),
            ("severity", .string(cell.severity.rawValue)),
            ("rules", .array(cell.rules.map { .string($0) })),
            ("policies", .array(cell.policies.map { .string($0) })),
            ("binding", .optional(cell.binding?.description)),
            ("note", cell.note.map(text) ?? .null),
            ("path", .optional(cell.path)),
        ])
    }

    private func text(_ text: LocalizedText) -> JSONValue {
        .object([("en", .string(text.english)), ("zh", .string(text.chinese))])
    }
}

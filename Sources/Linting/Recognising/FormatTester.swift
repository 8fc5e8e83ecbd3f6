internal import CEL
internal import Documents
internal import Formats
internal import Records
internal import Rules

/// What a case of a format gave.
package struct FormatTestResult: Sendable {
    /// The format's name.
    package let format: String
    /// Whether the format reads the case as it says.
    package let isPassed: Bool
    /// What happened otherwise.
    package let message: String
}

/// Runs the cases that formats carry: a file's name and text, and what is to be read from it.
///
///     tests:
///       - file: packing-list.csv
///         text: |
///           Packing List No.,PL-1
///           Part No,Qty,CTNS
///           A-1,40,2
///         document: {number: PL-1}
///         line: [{partNumber: A-1, quantity: 40, packages: 2}]
///
/// Fields that a case does not name may hold anything; of a type of record that it names, it has all records.
package struct FormatTester {
    private let vocabulary: Vocabulary
    private let units: UnitTable
    private let formats: [Format]

    /// Runs the cases of formats; one without a case fails.
    ///
    /// - Parameter names: built-in formats by name, or files and folders of formats; all built-in ones where none is named.
    /// - Returns: the results in the order of the formats.
    /// - Throws: `UsageError` for a format that is not there, `DefinitionErrors` for a broken one.
    package static func run(_ names: [String]) throws -> [FormatTestResult] {
        let builtIn = try FormatFiles()
        let known = builtIn.builtInNames
        let own = names.filter { !known.contains($0) }
        for name in own where TextFile.read(name) == nil && PackFiles.files(in: name).isEmpty {
            throw UsageError(
                message: "there is no format '\(name)', neither built in nor as a file"
                    + Suggestion.among(known, for: name)
            )
        }
        let tester = FormatTester(
            vocabulary: try BuiltIn.vocabulary(),
            units: CodeLists(BuiltIn.codeLists, asOf: nil).makeUnitTable(),
            formats: try FormatFiles.load(own)
        )
        let files =
            names.isEmpty ? builtIn.builtIn : names.compactMap(builtIn.named) + (try FormatFiles(own)).own
        return try files.flatMap { try tester.results(of: try DefinitionNode.parse($0)) }
    }

    private func results(of root: DefinitionNode) throws -> [FormatTestResult] {
        let name = root["format"]?.text ?? root.file.path
        let cases = root["tests"]?.items ?? []
        guard !cases.isEmpty else {
            return [
                FormatTestResult(
                    format: name,
                    isPassed: false,
                    message: "has no case: add '- file: …', 'text: …' and what is read under its 'tests'"
                )
            ]
        }
        return try cases.map { test in
            let message = try failure(test, of: name)
            return FormatTestResult(
                format: name,
                isPassed: message == nil,
                message: message.map { "case of line \(test.line): \($0)" } ?? ""
            )
        }
    }

    /// What is wrong with a case; nothing where it is right.
    private func failure(_ test: DefinitionNode, of name: String) throws -> String? {
        var scope = DefinitionScope()
        let types = vocabulary.recordTypes.filter { $0.index != vocabulary.document.index }
        scope.check(test, allows: ["file", "text", "kind", "document"] + types.map(\.name), as: "a case")
        guard let file = scope.text("file", of: test, as: "a case"),
            let text = scope.text("text", of: test, as: "a case")
        else {
            try scope.check()
            return nil
        }
        try scope.check()
        let source = SourceFile(path: file, bytes: Array(text.utf8))
        let prologue = try Prologue.read(source)
        let candidates = Detection.candidates(for: file, prologue, among: formats, units: units)
        guard let best = candidates.first else { return "no format reads '\(file)'" }
        guard best.format.name == name else { return "'\(file)' is read as \(best.format.name)" }
        let result = DocumentReader.read(
            source,
            as: best,
            prologue,
            vocabulary: vocabulary,
            plan: ColumnPlan(fields: vocabulary.recordTypes.map { $0.fields.map { _ in true } }),
            units: units,
            into: AllBatches()
        )
        if let kind = test["kind"]?.text, let found = result.header.kind.map({ vocabulary.kinds[$0].name }),
            kind != found
        {
            return "the kind is \(found), not \(kind)"
        }
        if let fault = result.outcome.faults.first { return fault.english }
        if let document = test["document"], let wrong = difference(document, result.header.record, row: 0) {
            return wrong
        }
        for type in types {
            guard let expected = test[type.name]?.items else { continue }
            let batches = result.consumer.batches.filter { $0.recordType.index == type.index }
            let rows = batches.flatMap { batch in (0..<batch.count).map { (batch, $0) } }
            guard rows.count == expected.count else {
                return "there are \(rows.count) records \(type.name), not \(expected.count)"
            }
            for (number, (node, row)) in zip(expected, rows).enumerated() {
                if let wrong = difference(node, row.0, row: row.1) { return "\(type.name) \(number + 1): \(wrong)" }
            }
        }
        return nil
    }

    /// The first field that is not as a case says.
    private func difference(_ node: DefinitionNode, _ batch: RecordBatch, row: Int) -> String? {
        for pair in node.pairs {
            guard let name = pair.key.text, let expected = pair.value.text else { continue }
            guard let field = batch.recordType.field(named: name) else {
                let names = batch.recordType.fields.map(\.name)
                return "'\(batch.recordType.name)' has no field '\(name)'\(Suggestion.among(names, for: name))"
            }
            let found = batch.shown(row: row, field: field)
            // Null stands for a field that must be empty.
            guard found != (expected.isEmpty || expected == "null" ? nil : expected) else { continue }
            return "\(name) is \(found.map { "'\($0)'" } ?? "absent"), not '\(expected)'"
        }
        return nil
    }
}

/// Keeps all batches of a small document.
struct AllBatches: RecordConsumer {
    private(set) var batches: [RecordBatch] = []

    mutating func consume(_ batch: RecordBatch, header: HeaderState) { batches.append(batch) }
}

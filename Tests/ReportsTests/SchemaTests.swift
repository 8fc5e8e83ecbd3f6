import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// The JSON Schemas of `schemas/`, by which editors complete packs, formats and the configuration.
struct SchemaTests {
    struct Shipped: Sendable, CustomTestStringConvertible {
        let schema: String
        let files: [String]
        var testDescription: String { schema }
    }

    private static func files(below folder: String, _ isWanted: (String) -> Bool) -> [String] {
        let root = Program.repository.appending(path: folder)
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: root.path())) ?? []
        return all.filter(isWanted).sorted().map { "\(folder)/\($0)" }
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOf: Program.repository.appending(path: path), encoding: .utf8)) ?? ""
    }

    private static func isExtension(_ path: String) -> Bool {
        text(path).split(whereSeparator: \.isNewline).contains { $0.hasPrefix("extends:") }
    }

    static let shipped: [Shipped] = {
        let packs = files(below: "rules/packs") { $0.hasSuffix(".yaml") }
        let formats = files(below: "rules/formats") { $0.hasSuffix(".yaml") }
        return [
            Shipped(schema: "pack", files: packs.filter { !isExtension($0) }),
            Shipped(schema: "format", files: formats + packs.filter(isExtension)),
            Shipped(schema: "report", files: files(below: "Tests/ReportsTests/Goldens") { $0.hasSuffix(".json") }),
        ]
    }()

    private static func faults(_ schema: String, _ files: [String]) throws -> String {
        let paths = files.map { $0.hasPrefix("/") ? $0 : Program.repository.appending(path: $0).path() }
        let file = Program.repository.appending(path: "schemas/\(schema).schema.json").path()
        let outcome = try Program.script("validate.py", ["schema", file] + paths)
        return outcome.output + outcome.errors
    }

    @Test(
        "every shipped file holds to its schema",
        .enabled(if: Program.python != nil, "Scripts/install-test-tools installs the validator"),
        arguments: shipped
    )
    func filesAreValid(_ shipped: Shipped) throws {
        #expect(!shipped.files.isEmpty)
        let faults = try Self.faults(shipped.schema, shipped.files)
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test("every shipped file names its schema in its first line", arguments: shipped.filter { $0.schema != "report" })
    func filesNameTheirSchema(_ shipped: Shipped) {
        for file in shipped.files {
            let up = String(repeating: "../", count: file.split(separator: "/").count - 1)
            let line = "# yaml-language-server: $schema=\(up)schemas/\(shipped.schema).schema.json"
            #expect(Self.text(file).hasPrefix(line + "\n"), "\(file) should begin with \(line)")
        }
    }

    @Test(
        "what is misspelt is a fault",
        .enabled(if: Program.python != nil, "Scripts/install-test-tools installs the validator"),
        arguments: [
            (
                "pack",
                "pack: own\nrules:\n  - {id: a, title: A, severity: fatal, why: b, basis: {status: practice}}\n",
                "fatal"
            ),
            ("pack", "pack: own\nrule: []\n", "rule"), ("format", "format: own\ntitle: A\nsyntax: pdf\n", "pdf"),
            ("configuration", "market: [US]\n", "market"), ("configuration", "language: fr\n", "fr"),
        ]
    )
    func misspelt(_ schema: String, _ text: String, _ says: String) throws {
        try TemporaryFolder.withFile("own.yaml", Array(text.utf8)) { file in
            let faults = try Self.faults(schema, [file.path()])
            #expect(faults.contains("'\(says)'"), "\(faults)")
        }
    }

    @Test(
        "the configuration that 'shiplint init' writes holds to its schema",
        .enabled(if: Program.python != nil, "Scripts/install-test-tools installs the validator")
    )
    func configuration() async throws {
        let invoice = "Commercial Invoice,HC-1\nNo,Part No,Qty,Unit Price,Amount\n1,A-1,10,2.00,20.00\n"
        try await TemporaryFolder.with(["commercial-invoice.csv": invoice]) { folder in
            _ = try Program.shiplint(["init"], in: folder)
            let faults = try Self.faults("configuration", [folder.appending(path: "shiplint.yaml").path()])
            #expect(faults.isEmpty, "\(faults)")
        }
    }

    @Test("the words that schemas list are those that the program knows")
    func words() throws {
        let pack = Self.text("schemas/pack.schema.json")
        let known =
            Severity.allCases.map(\.rawValue) + Basis.Status.allCases.map(\.rawValue)
            + Basis.Deciding.allCases.map(\.rawValue) + Agreement.Comparison.allCases.map(\.rawValue)
            + GroupRule.Scope.allCases.map(\.rawValue) + Stages.names
            + (try BuiltIn.vocabulary()).kinds.map(\.name)
        for word in known { #expect(pack.contains("\"\(word)\""), "\(word)") }
        let format = Self.text("schemas/format.schema.json")
        for kind in try BuiltIn.vocabulary().kinds { #expect(format.contains("\"\(kind.name)\"")) }
        let report = Self.text("schemas/report.schema.json")
        for word in Basis.Status.allCases.map(\.rawValue) + Suppression.Source.allCases.map(\.rawValue) {
            #expect(report.contains("\"\(word)\""))
        }
    }
}

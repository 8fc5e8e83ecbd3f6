import CEL
import Foundation
import Linting
import Records
import Rules
import TestSupport
import Testing

/// What a CI gate asks for: what is not seen, what a change touches, and what will fail later.
struct GateTests {
    private static func invoice(_ number: String, amount: String = "6.00") -> String {
        "Invoice No.,\(number)\nPart No,Qty,Unit Price,Amount\nA-100,2,3.00,\(amount)\n"
    }

    // MARK: What is not seen

    struct Ignore: Sendable, CustomTestStringConvertible {
        let files: [String: String]
        let seen: [String]
        var testDescription: String { files.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: "; ") }
    }

    /// Documents that are in each case.
    private static let documents = ["a.csv", "old/b.csv", "old/deep/c.csv", "new/b.csv"]

    @Test(
        "as gitignore(5) says",
        arguments: [
            Ignore(files: [:], seen: documents),
            Ignore(files: [".gitignore": "# a comment\n\n*.txt\n"], seen: documents),
            Ignore(files: [".gitignore": "b.csv"], seen: ["a.csv", "old/deep/c.csv"]),
            Ignore(files: [".gitignore": "/b.csv"], seen: documents),
            Ignore(files: [".gitignore": "old/\r\n"], seen: ["a.csv", "new/b.csv"]),
            Ignore(files: [".gitignore": "a.csv/"], seen: documents),
            Ignore(files: [".gitignore": "old/*.csv"], seen: ["a.csv", "old/deep/c.csv", "new/b.csv"]),
            Ignore(files: [".gitignore": "old/**/c.csv"], seen: ["a.csv", "old/b.csv", "new/b.csv"]),
            Ignore(files: [".gitignore": "old/**"], seen: ["a.csv", "new/b.csv"]),
            Ignore(files: [".gitignore": "[ab].csv\n!/old/b.csv"], seen: ["old/b.csv", "old/deep/c.csv"]),
            Ignore(files: [".shiplintignore": "*.csv\n!a.*"], seen: ["a.csv"]),
            Ignore(files: [".gitignore": "*.csv", ".shiplintignore": "!new/*.csv"], seen: ["new/b.csv"]),
            Ignore(
                files: [".gitignore": "b.csv", "old/.gitignore": "!b.csv\ndeep"],
                seen: ["a.csv", "old/b.csv"]
            ),
        ]
    )
    func ignore(_ given: Ignore) async throws {
        var files = given.files
        for (index, name) in Self.documents.enumerated() { files[name] = Self.invoice("INV-\(index)") }
        let report = try await TemporaryFolder.with(files) { folder in
            try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date)).dossiers
                .flatMap(\.documents).map { $0.path.replacing(folder.path() + "/", with: "") }
        }
        #expect(report.sorted() == given.seen.sorted())
    }

    @Test("ignore files above the checked folder hold up to the repository's top, and a file that is named is read")
    func above() async throws {
        let files = [
            "outside/.gitignore": "*.csv", "outside/top/.git/HEAD": "", "outside/top/.gitignore": "sub/old",
            "outside/top/sub/a.csv": Self.invoice("INV-1"), "outside/top/sub/old/b.csv": Self.invoice("INV-2"),
        ]
        try await TemporaryFolder.with(files) { folder in
            func seen(_ path: String) async throws -> [String] {
                let path = folder.appending(path: "outside/top/\(path)").path()
                return try await Checker.check(CheckRequest(paths: [path], asOf: CalendarDay.date)).dossiers
                    .flatMap(\.documents).compactMap(\.number)
            }
            let (folder, file) = (try await seen("sub"), try await seen("sub/old/b.csv"))
            #expect(folder == ["INV-1"])
            #expect(file == ["INV-2"])
        }
    }

    @Test("where everything is left out, the error says by what")
    func nothingLeft() async throws {
        let error = await #expect(throws: UsageError.self) {
            try await TemporaryFolder.with([".gitignore": "*.csv", "a.csv": Self.invoice("INV-1")]) { folder in
                try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            }
        }
        #expect(error?.message.contains("1 entry is left out by .gitignore") == true)
    }

    // MARK: What a change touches

    struct Change: Sendable, CustomTestStringConvertible {
        let changed: [String]
        let dossiers: [String]
        var configuration = ""
        var testDescription: String { "\(changed) \(configuration)" }
    }

    @Test(
        "the dossiers that a change touches",
        arguments: [
            Change(changed: [], dossiers: []),
            Change(changed: ["A/invoice.csv"], dossiers: ["A"]),
            Change(changed: ["A/gone.csv"], dossiers: ["A"]),
            Change(changed: ["A/invoice.csv", "B/deep/picture.png"], dossiers: ["A", "B"]),
            Change(changed: ["shiplint.yaml"], dossiers: ["A", "B"], configuration: "failOn: error\n"),
            Change(changed: ["B/invoice.csv"], dossiers: ["B"], configuration: "dossiers: [\"*\"]\n"),
            Change(changed: ["B/gone.csv"], dossiers: ["B"], configuration: "dossiers: [\"*\"]\n"),
            Change(
                changed: ["common/prices.csv"],
                dossiers: ["A", "B"],
                configuration: "dossiers: [A, B]\nshared: [\"common/**\"]\n"
            ),
        ]
    )
    func changes(_ given: Change) async throws {
        var files = ["A/invoice.csv": Self.invoice("INV-1"), "B/invoice.csv": Self.invoice("INV-2")]
        if given.configuration.contains("shared") {
            files["common/prices.csv"] = "Quotation No.,Q-1\nPart No,Qty,Unit Price,Amount\nA-100,2,3.00,6.00\n"
        }
        if !given.configuration.isEmpty { files["shiplint.yaml"] = given.configuration }
        let names = try await TemporaryFolder.with(files) { folder in
            var request = CheckRequest(paths: [folder.path()], asOf: CalendarDay.date)
            let base = folder.resolvingSymlinksInPath().path()
            request.changedFiles = Set(given.changed.map { "\(base)/\($0)" })
            return try await Checker.check(request).dossiers.map { $0.path.split(separator: "/").last.map(String.init) }
        }
        #expect(names == given.dossiers)
    }

    // MARK: What will fail

    private static let certificates = """
        {"certificates": [
          {"number": "C-1", "type": "type approval", "validUntil": "2026-12-31"},
          {"number": "C-2", "type": "type approval", "validUntil": "2027-01-15"},
          {"number": "C-3", "type": "type approval", "validUntil": "2026-01-15"}]}
        """

    @Test("certificates that expire are told with the first day on which they have")
    func horizon() async throws {
        try await TemporaryFolder.with(["certificates.json": Self.certificates]) { folder in
            let request = CheckRequest(paths: [folder.path()], asOf: CalendarDay.date)
            let report = try await Checker.check(request)
            func upcoming(_ text: String) async throws -> [String] {
                let end = try #require(Horizon.end(text, from: report.asOf))
                var view = Horizon(request)
                return try await view.upcoming(after: report, until: end)
                    .filter { $0.finding.rule == "agreement/certificate-expired" }
                    .map { "\($0.date) \($0.finding.subject ?? "")" }
            }
            #expect(try await upcoming("1d").isEmpty)
            #expect(try await upcoming("6w") == ["2027-01-01 C-1"])
            #expect(try await upcoming("2027-12-31") == ["2027-01-01 C-1", "2027-01-16 C-2"])
        }
    }

    @Test("a rule that takes effect becomes an error, and a suppression runs out")
    func effective() async throws {
        let pack = """
            pack: own
            title: Own rules
            rules:
              - id: marked
                title: A line has its mark
                severity: error
                each: line
                required: [marks]
                why: The act asks for it.
                basis: {status: adopted, source: an act, effective: 2027-01-01, verified: 2026-11-24}
                tests: [{pass: {line: {marks: M}}}, {fail: {line: {partNumber: A}}}]
            """
        let files = [
            "invoice.csv": Self.invoice("INV-1", amount: "7.00"), "rules/own.yaml": pack,
            "shiplint.yaml":
                "suppress: [{rule: transaction/line-amount, until: 2026-12-01, reason: agreed}]\nignore: [rules]\n",
        ]
        try await TemporaryFolder.with(files) { folder in
            let own = folder.appending(path: "rules/own.yaml").path()
            let request = CheckRequest(paths: [folder.path()], asOf: CalendarDay.date, packs: ["transaction", own])
            let report = try await Checker.check(request)
            #expect(report.allFindings.first { $0.rule == "own/marked" }?.severity == .warning)
            var view = Horizon(request)
            let end = CalendarDate(daysSinceEpoch: report.asOf.daysSinceEpoch + 90)
            let upcoming = try await view.upcoming(after: report, until: end)
            #expect(
                upcoming.map { "\($0.date) \($0.finding.rule) \($0.finding.severity)" } == [
                    "2026-12-02 suppression/expired warning", "2026-12-02 transaction/line-amount error",
                    "2027-01-01 own/marked error",
                ]
            )
        }
    }

    @Test(
        "how far a horizon reaches",
        arguments: [
            ("90d", "2027-02-22"), ("2w", "2026-12-08"), ("2027-03-31", "2027-03-31"), ("2026-11-23", nil), ("90", nil),
            ("0d", nil), ("-3d", nil), ("soon", nil), ("", nil), ("99999999999d", nil),
        ] as [(String, String?)]
    )
    func horizonTexts(_ text: String, _ end: String?) {
        #expect(Horizon.end(text, from: CalendarDay.date)?.description == end)
    }
}

import Foundation
import Linting
import Records
import Rules
import TestSupport
import Testing

/// What a user says not to report: in the configuration, in comments, and as a baseline.
struct SuppressionTests {
    /// Two lines of which the amounts are wrong.
    private static let invoice = """
        Invoice No.,INV-1
        Part No,Qty,Unit Price,Amount
        A-100,2,3.00,7.00
        A-200,2,3.00,8.00

        """
    private static let rule = "transaction/line-amount"

    private static func check(
        _ files: [String: String],
        below path: String = "",
        _ change: (inout CheckRequest, URL) -> Void = { _, _ in }
    ) async throws -> Report {
        try await TemporaryFolder.with(files) { folder in
            var request = CheckRequest(paths: [folder.path() + path], asOf: CalendarDay.date)
            change(&request, folder)
            return try await Checker.check(request)
        }
    }

    private static func found(_ report: Report) -> [String] {
        report.dossiers.flatMap(\.findings).filter { $0.rule == rule }.compactMap(\.subject)
    }

    // MARK: Configuration

    struct Entry: Sendable, CustomTestStringConvertible {
        let yaml: String
        let remaining: [String]
        var about: [String] = []
        var testDescription: String { yaml }
    }

    @Test(
        "what the configuration suppresses",
        arguments: [
            Entry(yaml: "{rule: transaction/line-amount, reason: agreed}", remaining: []),
            Entry(yaml: "{rule: transaction/*, reason: agreed}", remaining: []),
            Entry(yaml: "{rule: [transaction/line-amount], subject: a-100, reason: agreed}", remaining: ["A-200"]),
            Entry(yaml: "{rule: transaction/line-amount, path: \"*.csv\", reason: agreed}", remaining: []),
            Entry(
                yaml: "{rule: transaction/line-amount, until: 2026-11-24, reason: agreed}",
                remaining: []
            ),
            Entry(
                yaml: "{rule: transaction/line-amount, until: 2026-11-23, reason: agreed}",
                remaining: ["A-100", "A-200"],
                about: ["suppression/expired"]
            ),
            Entry(
                yaml: "{rule: transaction/line-amount, subject: A-300, reason: agreed}",
                remaining: ["A-100", "A-200"],
                about: ["suppression/unused"]
            ),
            // Documents that are not there may still come.
            Entry(
                yaml: "{rule: transaction/line-amount, path: \"old/**\", reason: agreed}",
                remaining: ["A-100", "A-200"]
            ),
        ]
    )
    func configuration(_ entry: Entry) async throws {
        let report = try await Self.check(["invoice.csv": Self.invoice, "shiplint.yaml": "suppress: [\(entry.yaml)]\n"])
        #expect(Self.found(report) == entry.remaining)
        #expect(report.findings.map(\.rule) == entry.about)
        #expect(report.findings.allSatisfy { $0.location.path.hasSuffix("shiplint.yaml") })
        let known = report.dossiers.flatMap(\.suppressed).filter { $0.rule == Self.rule }
        #expect(known.count == 2 - entry.remaining.count)
        #expect(known.allSatisfy { $0.suppression?.reason == "agreed" && $0.suppression?.source == .configuration })
    }

    @Test("a suppression for another folder is not called unused")
    func partOfTheConfiguration() async throws {
        let files = [
            "a/invoice.csv": Self.invoice, "b/invoice.csv": Self.invoice.replacing("INV-1", with: "INV-2"),
            "shiplint.yaml": "suppress: [{rule: transaction/line-amount, subject: A-300, reason: agreed}]\n",
        ]
        #expect(try await Self.check(files, below: "/a").findings.isEmpty)
        #expect(try await Self.check(files).findings.map(\.rule) == ["suppression/unused"])
    }

    @Test(
        "a suppression that cannot be meant is an error",
        arguments: [
            ("{rule: transaction/line-amont, reason: x}", "did you mean 'transaction/line-amount'?"),
            ("{rule: transaction/line-amount}", "lacks 'reason'"),
            ("{rule: transaction/line-amount, reason: \" \"}", "reason in words"),
            ("{reason: x}", "lacks 'rule'"),
            ("{rule: transaction/line-amount, reason: x, until: tomorrow}", "a date like"),
            ("{rule: transaction/line-amount, reason: x, unti: 2026-01-01}", "did you mean 'until'?"),
        ]
    )
    func faults(_ yaml: String, _ message: String) async throws {
        do {
            _ = try await Self.check(["invoice.csv": Self.invoice, "shiplint.yaml": "suppress: [\(yaml)]\n"])
            Issue.record("no error")
        } catch {
            #expect("\(error)".contains(message))
        }
    }

    @Test("what is folded below a suppressed finding comes to light")
    func folding() async throws {
        let text = "Invoice No.,INV-1\nCurrency,USD\nPart No,Qty,Unit Price,Amount\nA-100,2,3.00,7.123\n"
        let found = try await Self.check(["invoice.csv": text]).allFindings.filter { $0.location.field == "amount" }
        #expect(found.map(\.rule) == [Self.rule])
        let folded = found.flatMap(\.folded).map(\.rule)
        #expect(!folded.isEmpty)
        let report = try await Self.check([
            "invoice.csv": text, "shiplint.yaml": "suppress: [{rule: transaction/line-amount, reason: agreed}]\n",
        ])
        #expect(report.dossiers[0].suppressedCounts == [.configuration: 1])
        #expect(report.allFindings.filter { $0.location.field == "amount" }.map(\.rule) == folded)
    }

    // MARK: Comments

    private static func ubl(_ before: String, _ within: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        \(before)<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
          xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:ID>INV-1</cbc:ID><cbc:DocumentCurrencyCode>USD</cbc:DocumentCurrencyCode>
          \(within)<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="H87">2</cbc:InvoicedQuantity>
            <cbc:LineExtensionAmount currencyID="USD">7.00</cbc:LineExtensionAmount>
            <cac:Item><cac:SellersItemIdentification><cbc:ID>A-100</cbc:ID></cac:SellersItemIdentification></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="USD">3.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
          <cac:InvoiceLine><cbc:ID>2</cbc:ID><cbc:InvoicedQuantity unitCode="H87">2</cbc:InvoicedQuantity>
            <cbc:LineExtensionAmount currencyID="USD">8.00</cbc:LineExtensionAmount>
            <cac:Item><cac:SellersItemIdentification><cbc:ID>A-200</cbc:ID></cac:SellersItemIdentification></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="USD">3.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """
    }

    @Test(
        "a comment suppresses what it stands before",
        arguments: [
            ("", "", ["A-100", "A-200"], []),
            ("", "<!-- shiplint ignore: transaction/line-amount; reason: agreed; by mail -->", ["A-200"], []),
            ("<!--shiplint ignore: transaction/*; until: 2026-12-31; reason: agreed-->\n", "", [], []),
            (
                "", "<!-- shiplint ignore: transaction/line-amount; until: 2026-10-31; reason: agreed -->",
                ["A-100", "A-200"], ["suppression/expired"]
            ),
            (
                "", "<!-- shiplint ignore: fitment/overlap; reason: agreed -->", ["A-100", "A-200"],
                ["suppression/unused"]
            ),
            (
                "", "<!-- shiplint ignore: transaction/line-amount -->", ["A-100", "A-200"], ["suppression/malformed"]
            ),
            ("", "<!-- shiplint: please -->", ["A-100", "A-200"], ["suppression/malformed"]),
            ("", "<!-- no word to the linter -->", ["A-100", "A-200"], []),
        ] as [(String, String, [String], [String])]
    )
    func comments(_ before: String, _ within: String, _ remaining: [String], _ about: [String]) async throws {
        let report = try await Self.check(["invoice.xml": Self.ubl(before, within)])
        #expect(Self.found(report) == remaining)
        let findings = report.dossiers.flatMap(\.findings).filter { $0.rule.hasPrefix("suppression/") }
        #expect(findings.map(\.rule) == about)
        #expect(findings.allSatisfy { $0.location.position?.source.dropFirst(2).hasPrefix("<!--") == true })
    }

    // MARK: Baseline

    private static func entries(_ report: Report) -> Baseline { Baseline(path: "b", entries: report.baselineEntries) }

    private static func baseline(of text: String, name: String = "invoice.csv") async throws -> Baseline {
        entries(try await check([name: text]) { request, _ in request.collectsBaseline = true })
    }

    private static func check(
        _ text: String,
        name: String = "invoice.csv",
        against baseline: Baseline,
        isStrict: Bool = false
    ) async throws -> Report {
        try await check([name: text, "known.tsv": baseline.text]) { request, folder in
            request.baselinePath = folder.appending(path: "known.tsv").path()
            request.isBaselineStrict = isStrict
            request.paths = [folder.appending(path: name).path()]
        }
    }

    @Test("a baseline keeps what is known out, and its text is read back")
    func baselineRoundTrip() async throws {
        let baseline = try await Self.baseline(of: Self.invoice)
        #expect(baseline.entries.count { $0.rule == Self.rule } == 2)
        let report = try await Self.check(Self.invoice, against: baseline)
        #expect(report.allFindings.isEmpty)
        #expect(report.dossiers[0].suppressedCounts[.baseline] == baseline.entries.count)
        #expect(report.dossiers[0].readiness == .ready)
    }

    @Test(
        "fingerprints stay under edits elsewhere and another export of the same data",
        arguments: [
            // Rows before, other columns, other line ends, other spelling of numbers.
            invoice.replacing("A-100,", with: "A-050,1,3.00,3.00\nA-100,"),
            "Invoice No.;INV-1\r\nDescription;Amount;Part No;Unit Price;Qty\r\nx;7,00;A-100;3,00;2\r\ny;8,00;A-200;3,00;2\r\n",
            invoice.replacing("2,3.00,7.00", with: "2,3.0,7.000"),
            "Invoice No.,inv-1\nPart No,Qty,Unit Price,Amount\nA-200,2,3.00,8.00\nA-100,2,3.00,7.00\n",
        ]
    )
    func fingerprints(_ other: String) async throws {
        let baseline = try await Self.baseline(of: Self.invoice)
        let report = try await Self.check(other, name: "INV-1-final.csv", against: baseline)
        #expect(Self.found(report).isEmpty)
    }

    @Test("what is new counts, though it looks like something known")
    func newFindings() async throws {
        let baseline = try await Self.baseline(of: Self.invoice)
        let more = Self.invoice + "A-300,2,3.00,9.00\nA-200,2,3.00,8.00\n"
        #expect(Self.found(try await Self.check(more, against: baseline)) == ["A-300", "A-200"])
        let changed = Self.invoice.replacing("7.00", with: "7.50")
        #expect(Self.found(try await Self.check(changed, against: baseline)) == ["A-100"])
    }

    @Test("entries that are no longer found are told, and fail if that is asked for", arguments: [false, true])
    func gone(_ isStrict: Bool) async throws {
        let baseline = try await Self.baseline(of: Self.invoice)
        let mended = Self.invoice.replacing("7.00", with: "6.00")
        let text = mended.replacing("INV-1", with: "INV-1")
        let report = try await TemporaryFolder.with(["invoice.csv": text]) { folder in
            let path = folder.appending(path: "invoice.csv").path()
            let entries = baseline.entries.map { entry in
                Baseline.Entry(fingerprint: entry.fingerprint, rule: entry.rule, path: path, message: entry.message)
            }
            let file = folder.appending(path: "known.tsv")
            try Baseline(path: "", entries: entries).text.write(to: file, atomically: true, encoding: .utf8)
            var request = CheckRequest(paths: [path], asOf: CalendarDay.date)
            request.baselinePath = file.path()
            request.isBaselineStrict = isStrict
            return try await Checker.check(request)
        }
        #expect(report.findings.map(\.rule) == ["baseline/gone"])
        #expect(report.findings[0].message.english.contains("7.00"))
        #expect(Threshold.usual.isMet(by: report) == isStrict)
    }

    @Test(
        "a file that is no baseline is an error that says what to do",
        arguments: [
            ("", "is no baseline"), ("{}\n", "is no baseline"),
            ("shiplint-baseline 2\n", "version 2, and this program reads version 1"),
            ("shiplint-baseline 1\nfoo\n", ":2: is no entry"),
            ("shiplint-baseline 1\n0123456789abcdeg\ta\tb\tc\n", ":2: is no entry"),
        ]
    )
    func brokenBaseline(_ text: String, _ message: String) async throws {
        let error = await #expect(throws: UsageError.self) {
            try await Self.check(["invoice.csv": Self.invoice, "known.tsv": text]) { request, folder in
                request.baselinePath = folder.appending(path: "known.tsv").path()
            }
        }
        #expect(error?.message.contains(message) == true)
    }

    @Test("a baseline survives control characters and tabs in a document")
    func hostileValues() throws {
        let entry = Baseline.Entry(
            fingerprint: 7,
            rule: "a/b",
            path: "x\ty",
            message: "tab\there\u{1B}[31m\nline\u{202E}"
        )
        let read = try Baseline(Baseline(path: "", entries: [entry]).text, path: "")
        #expect(read.entries.count == 1)
        #expect(read.entries[0].message == "tab here [31m line ")
    }

    @Test(
        "what makes a run fail",
        arguments: [
            ("error", Threshold(severity: .error, notChecked: false)),
            ("never", Threshold(severity: nil, notChecked: false)),
            ("note, not-checked", Threshold(severity: .note, notChecked: true)),
            ("not-checked", Threshold(severity: .error, notChecked: true)), ("errors", nil), ("", nil),
        ] as [(String, Threshold?)]
    )
    func thresholds(_ text: String, _ threshold: Threshold?) {
        #expect(Threshold(text) == threshold)
    }
}

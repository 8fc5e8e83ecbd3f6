import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// Bad input is a finding that says where and what; the other files are still checked.
struct BadInputTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let bytes: @Sendable () -> [UInt8]
        let rule: String
        var line: Int?
        var testDescription: String { name }
    }

    private static func text(_ text: String) -> @Sendable () -> [UInt8] { { Array(text.utf8) } }

    private static let cases: [Bad] = [
        Bad(
            name: "truncated XML",
            file: "a.xml",
            bytes: text("<ACES version=\"4.2\">\n<Header>\n<Company>X</Comp"),
            rule: "syntax/truncated",
            line: 3
        ),
        Bad(
            name: "broken XML",
            file: "a.xml",
            bytes: text("<ACES version=\"4.2\"><Header></ACES>"),
            rule: "syntax/not-well-formed",
            line: 1
        ),
        Bad(
            name: "truncated JSON",
            file: "a.json",
            bytes: text("{\"documentType\": \"purchase-order\", \"lines\": [{\"partNumber\": \"A"),
            rule: "syntax/truncated"
        ),
        Bad(
            name: "broken JSON",
            file: "a.json",
            bytes: text("{\"documentType\": \"purchase-order\", \"number\": nope}"),
            rule: "syntax/not-well-formed"
        ),
        Bad(
            name: "unterminated quote",
            file: "a.csv",
            bytes: text("Part No,Qty,CTNS\nA,1,1\nB,\"2,1\nC,1,1\n"),
            rule: "syntax/unterminated-quote",
            line: 3
        ),
        Bad(
            name: "invalid UTF-8 in XML",
            file: "a.xml",
            bytes: {
                Array("<ACES version=\"4.2\"><Header><Company>".utf8) + [0xFF, 0xFE]
                    + Array("</Company></Header></ACES>".utf8)
            },
            rule: "syntax/invalid-encoding"
        ),
        Bad(
            name: "invalid UTF-8 in CSV",
            file: "a.csv",
            bytes: { Array("Part No,Qty,CTNS,Description\nA,1,1,刹车片".utf8) + [0xB2, 0xFA] + Array("\n".utf8) },
            rule: "syntax/invalid-encoding"
        ),
        Bad(
            name: "external entity",
            file: "a.xml",
            bytes: text(
                "<!DOCTYPE ACES [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<ACES version=\"4.2\"><Header><Company>&x;</Company></Header></ACES>"
            ),
            rule: "syntax/entity-declared"
        ),
        Bad(
            name: "billion laughs",
            file: "a.xml",
            bytes: text(
                "<!DOCTYPE ACES [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<ACES version=\"4.2\"><Header><Company>&b;</Company></Header></ACES>"
            ),
            rule: "syntax/entity-declared"
        ),
        Bad(
            name: "nested XML",
            file: "a.xml",
            bytes: { Array("<ACES version=\"4.2\">".utf8) + Array(String(repeating: "<App>", count: 100_000).utf8) },
            rule: "syntax/nesting-limit"
        ),
        Bad(
            name: "nested JSON",
            file: "a.json",
            bytes: {
                Array("{\"documentType\": \"purchase-order\", \"lines\": ".utf8)
                    + Array(String(repeating: "[", count: 100_000).utf8)
            },
            rule: "syntax/nesting-limit"
        ),
        Bad(
            name: "a key that stands twice",
            file: "a.json",
            bytes: text("{\"documentType\": \"purchase-order\",\n\"number\": \"1\", \"number\": \"2\", \"lines\": []}"),
            rule: "syntax/duplicate-key",
            line: 2
        ),
        Bad(
            name: "XML named JSON",
            file: "a.json",
            bytes: text("<ACES version=\"4.2\"><Header/></ACES>"),
            rule: "syntax/wrong-extension"
        ),
        Bad(
            name: "a table named XML",
            file: "packing-list.xml",
            bytes: text("Part No,Qty,CTNS\nA,1,1\nB,2,1\nC,2,1\nD,2,1\n"),
            rule: "syntax/wrong-extension"
        ),
        Bad(
            name: "prose named JSON",
            file: "a.json",
            bytes: text("to be sent later\n"),
            rule: "syntax/wrong-extension"
        ),
        Bad(
            name: "XML that says GB2312 and is UTF-8",
            file: "a.xml",
            bytes: text(
                "<?xml version=\"1.0\" encoding=\"GB2312\"?><ACES version=\"4.2\"><Header><Company>宁波海畅</Company></Header></ACES>"
            ),
            rule: "syntax/wrong-encoding"
        ),
        Bad(
            name: "XML that says UTF-8 and is GBK",
            file: "a.xml",
            bytes: {
                Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ACES version=\"4.2\"><Header><Company>".utf8)
                    + [0xC4, 0xFE, 0xB2, 0xA8, 0xBA, 0xA3, 0xB3, 0xA9] + Array("</Company></Header></ACES>".utf8)
            },
            rule: "syntax/wrong-encoding"
        ),
        Bad(
            name: "JSON in GBK",
            file: "a.json",
            bytes: {
                Array("{\"documentType\": \"purchase-order\", \"number\": \"1\", \"sellerName\": \"".utf8)
                    + [0xC4, 0xFE, 0xB2, 0xA8, 0xBA, 0xA3, 0xB3, 0xA9] + Array("\"}".utf8)
            },
            rule: "syntax/wrong-encoding"
        ),
        Bad(
            name: "XML of UTF-8 with something pasted in another encoding",
            file: "a.xml",
            bytes: {
                Array("<ACES version=\"4.2\"><Header><Company>宁波海畅</Company><DocumentTitle>".utf8) + [0xC4, 0xFE]
                    + Array("</DocumentTitle></Header></ACES>".utf8)
            },
            rule: "syntax/invalid-encoding"
        ),
        Bad(
            name: "huge attribute",
            file: "a.xml",
            bytes: {
                Array("<ACES version=\"4.2\"><App action=\"".utf8) + [UInt8](repeating: 0x41, count: 100 << 20)
                    + Array("\"/></ACES>".utf8)
            },
            rule: "syntax/not-well-formed"
        ),
        Bad(
            name: "huge cell",
            file: "a.csv",
            bytes: {
                Array("Part No,Qty,CTNS\nA,1,1\n".utf8) + [UInt8](repeating: 0x41, count: 100 << 20)
                    + Array(",1,1\n".utf8)
            },
            rule: "syntax/value-limit"
        ),
        Bad(name: "empty file", file: "a.xml", bytes: { [] }, rule: "syntax/empty-file"),
        Bad(name: "one column", file: "a.csv", bytes: text("Part No\nA\nB\n"), rule: "format/unrecognised"),
        Bad(
            name: "10,000 digits",
            file: "a.json",
            bytes: text(
                "{\"documentType\": \"purchase-order\", \"number\": \"PO-9\", \"lines\": [{\"partNumber\": \"A\", \"quantity\": 1, \"unitPrice\": \(String(repeating: "9", count: 10_000))}]}"
            ),
            rule: "format/invalid-value"
        ),
        Bad(
            name: "NUL byte",
            file: "a.csv",
            bytes: text("Part No,Qty,CTNS\nA\u{0}B,1,1\n"),
            rule: "syntax/nul-byte",
            line: 2
        ),
        Bad(
            name: "CSV saved twice",
            file: "a.csv",
            bytes: text("\"Part No,Qty,CTNS\"\n\"A,1,1\"\n\"B,1,1\"\n"),
            rule: "syntax/quoted-twice"
        ),
        Bad(
            name: "saved as CSV twice, with labels above the table",
            file: "a.csv",
            bytes: text(
                """
                "Invoice No.,INV-1"
                "Date,2026-11-05"
                "Part No,Description,Quantity,Amount"
                "A-1,Pad,4,10.00"
                "A-2,Disc,4,10.00"

                """
            ),
            rule: "syntax/quoted-twice"
        ),
        Bad(
            name: "CSV named as a workbook",
            file: "packing-list.xlsx",
            bytes: text("Part No,Qty,CTNS\nA,1,1\n"),
            rule: "syntax/wrong-extension"
        ),
        Bad(
            name: "one line of GBK in UTF-8",
            file: "packing-list.csv",
            bytes: {
                let disc: [UInt8] = [0xD6, 0xC6, 0xB6, 0xAF, 0xC5, 0xCC]
                return Array("Part No,Description,Qty,CTNS\nA,刹车片,1,1\nB,".utf8) + disc + Array(",1,1\n".utf8)
            },
            rule: "syntax/invalid-encoding",
            line: 3
        ),
        Bad(
            name: "one line of UTF-8 in GBK",
            file: "packing-list.csv",
            bytes: {
                let disc: [UInt8] = [0xD6, 0xC6, 0xB6, 0xAF, 0xC5, 0xCC]
                let rows = ["A", "B", "C"].flatMap { Array("\($0),".utf8) + disc + Array(",1,1\n".utf8) }
                return Array("Part No,Description,Qty,CTNS\n".utf8) + rows + Array("D,刹车片,1,1\n".utf8)
            },
            rule: "syntax/mixed-encoding",
            line: 5
        ),
        Bad(
            name: "two tables",
            file: "a.csv",
            bytes: text("Part No,Qty,CTNS\nA,1,1\n\nPart No,HS Code,Origin\nA,870830,CN\n"),
            rule: "format/second-table",
            line: 4
        ),
        Bad(
            name: "two columns of one name",
            file: "a.csv",
            bytes: text("Part No,Qty,CTNS,Qty\nA,1,1,1\nB,1,1,2\n"),
            rule: "format/duplicate-header",
            line: 3
        ),
        Bad(
            name: "broken workbook",
            file: "a.xlsx",
            bytes: { [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 7, count: 100) },
            rule: "syntax/truncated"
        ),
        Bad(
            name: "ragged row",
            file: "a.csv",
            bytes: text("Part No,Qty,CTNS,Description\nA,1,1,x\nB,2\n"),
            rule: "format/ragged-row",
            line: 3
        ),
    ]

    /// A folder with an invoice that has one wrong amount, and whatever else a test puts there.
    private static func withDossier(_ body: (URL) async throws -> Void) async throws {
        let invoice = """
            Invoice No.,INV-1,,,
            Invoice Date,2026-11-01,,,
            Seller,Ningbo Haichang Auto Parts,,,
            Buyer,Great Lakes Brake Supply,,,
            Currency,USD,,,
            Part No,Description,Qty,Unit Price,Amount
            A,Brake pad set,4,2.50,11.00
            """
        try await TemporaryFolder.with(["commercial-invoice.csv": invoice], body)
    }

    private static func findings(in folder: URL) async throws -> [Finding] {
        try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date)).dossiers.flatMap(
            \.findings
        )
    }

    @Test(.timeLimit(.minutes(2)), arguments: cases)
    func badFileIsAFindingAndHidesNothing(_ bad: Bad) async throws {
        try await Self.withDossier { folder in
            try Data(bad.bytes()).write(to: folder.appending(path: bad.file))
            let findings = try await Self.findings(in: folder)
            let found = findings.first { $0.rule == bad.rule && $0.location.path.hasSuffix(bad.file) }
            #expect(found != nil, "found \(findings.map { "\($0.rule) in \($0.location.path)" })")
            if let line = bad.line { #expect(found?.location.position?.line == line) }
            // What the message quotes is among its parameters, so that it can be worded in a further language.
            for quoted in (found?.message.english ?? "").matches(of: #/'([^']*)'/#)
            where quoted.1 != "files:" && !quoted.1.hasPrefix("shiplint") {
                #expect(found?.parameters.contains { $0.value.contains(quoted.1) } == true, "\(quoted.1)")
            }
            #expect(findings.contains { $0.rule == "transaction/line-amount" }, "the invoice was not checked")
            #expect(!findings.contains { $0.message.english.contains("root:") }, "an outside file was read")
        }
    }

    @Test func folderNamedLikeAFileIsWalked() async throws {
        try await Self.withDossier { folder in
            let inner = folder.appending(path: "x.xml")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            let findings = try await Self.findings(in: folder)
            #expect(findings.contains { $0.rule == "transaction/line-amount" })
            #expect(!findings.contains { $0.location.path.hasSuffix("x.xml") })
        }
    }

    @Test func linkOutOfTheDossierIsNotFollowed() async throws {
        try await Self.withDossier { folder in
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "packing-list.csv"),
                withDestinationURL: URL(filePath: "/etc/passwd")
            )
            let findings = try await Self.findings(in: folder)
            #expect(findings.contains { $0.rule == "dossier/link-outside" })
        }
    }

    @Test func deviceIsNotRead() async throws {
        try await Self.withDossier { folder in
            #expect(unsafe mkfifo(folder.appending(path: "pipe.csv").path(), 0o600) == 0)
            let findings = try await Self.findings(in: folder)
            #expect(findings.contains { $0.rule == "syntax/not-a-file" })
        }
    }

    /// A socket cannot be opened, not even by root; a file without permission is the same to everybody else.
    @Test func unreadableFileIsAFindingAndHidesNothing() async throws {
        try await Self.withDossier { folder in
            let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { _ = close(socket) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = Array(folder.appending(path: "s.csv").path().utf8)
            try #require(path.count < 100)
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
            let bound = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe bind(socket, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try #require(bound == 0)
            let findings = try await Self.findings(in: folder)
            #expect(findings.contains { $0.rule == "syntax/unreadable" && $0.location.path.hasSuffix("s.csv") })
            #expect(findings.contains { $0.rule == "transaction/line-amount" })
        }
    }

    @Test func brokenFileBlocksReadiness() async throws {
        try await Self.withDossier { folder in
            try Data("<ACES version=\"4.2\"><Header>".utf8).write(to: folder.appending(path: "a.xml"))
            let report = try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            #expect(report.dossiers[0].readiness == .notReady)
            #expect(report.dossiers[0].notChecked.contains { $0.sort == .blocking })
        }
    }

    @Test func missingPathIsAUsageError() async throws {
        await #expect(throws: UsageError.self) {
            _ = try await Checker.check(CheckRequest(paths: ["/nowhere/at/all"]))
        }
    }

    @Test func controlCharactersAreEscaped() async throws {
        try await Self.withDossier { folder in
            let rows = "Part No,Qty,CTNS\n\u{1B}[31mA,-1,1\n"
            try rows.write(to: folder.appending(path: "packing-list.csv"), atomically: true, encoding: .utf8)
            let report = try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            let text = TextReport(language: .english, useColour: false).render(report)
            #expect(!text.contains("\u{1B}"))
            #expect(text.contains("\\u{1b}[31mA"))
        }
    }
}

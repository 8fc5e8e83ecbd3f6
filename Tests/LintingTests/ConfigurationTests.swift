import Foundation
import Linting
import Records
import TestSupport
import Testing

/// What `shiplint.yaml` changes.
struct ConfigurationTests {
    private static func report(_ files: [String: String]) async throws -> (report: Report, folder: String) {
        try await TemporaryFolder.with(files) { folder in
            (try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date)), folder.path())
        }
    }

    private static func rules(_ files: [String: String]) async throws -> [String] {
        try await report(files).report.dossiers.flatMap(\.findings).filter { $0.rule.hasPrefix("agreement/") }
            .map(\.rule).sorted()
    }

    private static func invoice(_ parts: [String], seller: String = "Ningbo Haiyu Auto Parts Co., Ltd.") -> String {
        "Invoice No.,INV-1\nSeller,\"\(seller)\"\nPart No,Qty,Unit Price,Amount\n"
            + parts.map { "\($0),2,3.00,6.00\n" }.joined()
    }

    private static func list(_ parts: [String], seller: String = "Ningbo Haiyu Auto Parts Co., Ltd.") -> String {
        "Packing List No.,PL-1\nInvoice No.,INV-1\nSeller,\"\(seller)\"\nPart No,Qty,CTNS\n"
            + parts.map { "\($0),2,1\n" }.joined()
    }

    @Test("names of one company are one name")
    func parties() async throws {
        let files = [
            "invoice.csv": Self.invoice(["A-100"]),
            "packing-list.csv": Self.list(["A-100"], seller: "Haiyu Export Dept"),
        ]
        #expect(try await Self.rules(files) == ["agreement/seller-agrees"])
        let yaml = """
            parties: {ours: [{name: "Ningbo Haiyu Auto Parts Co., Ltd.", aliases: [Haiyu Export Dept, 宁波海宇]}]}
            """
        #expect(try await Self.rules(files.merging(["shiplint.yaml": yaml]) { $1 }).isEmpty)
    }

    @Test("a table says what the buyer calls the parts")
    func aliases() async throws {
        let files = [
            "invoice.csv": Self.invoice(["A-100", "A-200", "A-300"]),
            "packing-list.csv": Self.list(["77-01", "77-02", "77-03"]),
        ]
        let findings = try await Self.report(files).report.dossiers.flatMap(\.findings)
        #expect(findings.contains { $0.rule == "dossier/numbering-differs" })
        #expect(!findings.contains { $0.rule == "agreement/packed-as-invoiced" })
        let known = files.merging([
            "shiplint.yaml": "tables: {aliases: reference/numbers.csv}\nignore: [\"reference/**\"]\n",
            "reference/numbers.csv": "partNumber,buyerPartNumber\nA-100,77-01\nA-200,77-02\nA-300,77-03\n",
        ]) { $1 }
        let resolved = try await Self.report(known).report.dossiers.flatMap(\.findings)
        #expect(!resolved.contains { $0.rule == "dossier/numbering-differs" })
        #expect(!resolved.contains { $0.rule == "agreement/packed-as-invoiced" })
        let wrong = known.merging(["packing-list.csv": Self.list(["77-01", "77-02"])]) { $1 }
        #expect(try await Self.rules(wrong) == ["agreement/packed-as-invoiced"])
    }

    @Test("a table without its columns is an error that names it")
    func aliasTableWithoutColumns() async throws {
        let error = await #expect(throws: UsageError.self) {
            try await Self.report([
                "invoice.csv": Self.invoice(["A-100"]), "shiplint.yaml": "tables: {aliases: numbers.csv}\n",
                "numbers.csv": "a,b\n1,2\n",
            ])
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("numbers.csv"))
    }

    @Test("a slip in a part number is offered")
    func nearest() async throws {
        let report = try await Self.report([
            "invoice.csv": Self.invoice(["HY-1001", "HY-2040"]), "packing-list.csv": Self.list(["HY-1001", "HY-2O40"]),
        ]).report
        let found = report.dossiers.flatMap(\.findings).filter { $0.rule == "agreement/packed-as-invoiced" }
        // One slip is one finding: what the other side says of it is folded into it.
        #expect(found.count == 1)
        let messages = found.flatMap { [$0] + $0.folded }.map(\.message.english)
        #expect(messages.count == 2)
        #expect(messages.contains { $0.hasSuffix("; perhaps 'HY-2O40' is meant") })
        #expect(messages.contains { $0.hasSuffix("; perhaps 'HY-2040' is meant") })
    }

    @Test("folders are dossiers where the configuration says so, and shared files belong to each")
    func dossiers() async throws {
        let sheet = """
            [{"partNumber": "A-100", "description": "Brake pad", "origin": "VN", "voltage": 12}]
            """
        let invoice = "Invoice No.,INV-1\nPart No,Origin,Qty,Unit Price,Amount\nA-100,CN,2,3.00,6.00\n"
        let (report, folder) = try await Self.report([
            "shiplint.yaml": "dossiers: [\"shipments/*\"]\nshared: [\"products/**\"]\n",
            "products/products.json": sheet, "shipments/s1/invoice.csv": invoice,
            "shipments/s2/invoice.csv": invoice.replacing("INV-1", with: "INV-2"),
        ])
        #expect(report.dossiers.map(\.path) == ["\(folder)/shipments/s1", "\(folder)/shipments/s2"])
        for dossier in report.dossiers {
            #expect(dossier.findings.filter { $0.rule == "agreement/origin-agrees" }.count == 1)
        }
    }

    @Test("words of one's own tell a charge")
    func words() async throws {
        let files = [
            "invoice.csv": "Invoice No.,INV-1\nPart No,Description,Qty,Unit Price,Amount\nA-100,Brake pad,2,3.00,6.00\n"
                + "FK-1,Forklift fee,1,20.00,20.00\n",
            "packing-list.csv": Self.list(["A-100"], seller: ""),
        ]
        #expect(try await Self.rules(files) == ["agreement/packed-as-invoiced"])
        let yaml = "words: {line.role: {charge: [forklift fee]}}\n"
        #expect(try await Self.rules(files.merging(["shiplint.yaml": yaml]) { $1 }) == [])
    }

    @Test("words of a field that no words tell are refused")
    func unknownWords() async throws {
        let yaml = "words: {line.colour: {red: [crimson]}}\n"
        await #expect(throws: UsageError.self) {
            try await Self.rules(["invoice.csv": Self.invoice(["A"]), "shiplint.yaml": yaml])
        }
    }

    @Test("spellings of one's own name a unit")
    func units() async throws {
        let files = [
            "invoice.csv": "Invoice No.,INV-1\nPart No,Qty,Unit,Unit Price,Amount\nA-100,2,ROL,3.00,6.00\n",
            "packing-list.csv": "Packing List No.,PL-1\nInvoice No.,INV-1\nPart No,Qty,Unit,CTNS\nA-100,3,wraps,1\n",
        ]
        #expect(try await Self.rules(files) == [])
        let yaml = "units: {H87: [ROL, wraps]}\n"
        #expect(try await Self.rules(files.merging(["shiplint.yaml": yaml]) { $1 }) == ["agreement/packed-as-invoiced"])
    }

    @Test("how many digits of HS codes must agree is a setting")
    func digits() async throws {
        func table(_ first: String, _ code: String) -> String {
            "\(first)\nPart No,HS Code,Qty,CTNS\nA-100,\(code),2,1\n"
        }
        let files = [
            "invoice.csv": "Invoice No.,INV-1\nPart No,HS Code,Qty,Unit Price,Amount\nA-100,8708301000,2,3.00,6.00\n",
            "packing-list.csv": table("Packing List No.,PL-1\nInvoice No.,INV-1", "8708309990"),
        ]
        #expect(try await Self.rules(files) == [])
        let yaml = "rules: {agreement/hs-agrees: {settings: {digits: 10}}}\n"
        #expect(try await Self.rules(files.merging(["shiplint.yaml": yaml]) { $1 }) == ["agreement/hs-agrees"])
    }

    @Test("rules that are newer than a day stay off")
    func packsAsOf() async throws {
        let pack = """
            pack: own
            rules:
              - id: always
                since: 2026-11-10
                title: {en: Never, zh: 从不}
                severity: error
                each: document
                check: "false"
                at: number
                message: {en: never, zh: 从不}
                why: {en: a test, zh: 测试}
                basis: {status: practice, source: a test, verified: 2026-11-24}
                tests: []
            """
        try await TemporaryFolder.with(["invoice.csv": Self.invoice(["A-100"]), "own.yaml": pack]) { folder in
            for (day, count) in [("2026-11-09", 0), ("2026-11-10", 1)] {
                let yaml = "packs: ['\(folder.path())/own.yaml']\npacksAsOf: \(day)\n"
                try yaml.write(to: folder.appending(path: "shiplint.yaml"), atomically: true, encoding: .utf8)
                let invoice = folder.appending(path: "invoice.csv").path()
                let report = try await Checker.check(CheckRequest(paths: [invoice], asOf: CalendarDay.date))
                #expect(report.dossiers.flatMap(\.findings).count == count)
            }
        }
    }

    @Test("a table says how many pieces are in a set")
    func setSizes() async throws {
        func packed(_ quantity: Int) -> [String: String] {
            [
                "invoice.csv": "Invoice No.,INV-1\nPart No,Qty,Unit,Unit Price,Amount\nA-100,5,SET,3.00,15.00\n",
                "packing-list.csv": "Packing List No.,PL-1\nInvoice No.,INV-1\nPart No,Qty,Unit,CTNS\n"
                    + "A-100,\(quantity),PCS,1\n",
                "reference/sets.csv": "partNumber,piecesPerUnit\nA-100,4\n",
            ]
        }
        let yaml = ["shiplint.yaml": "tables: {aliases: reference/sets.csv}\nignore: [\"reference/**\"]\n"]
        #expect(try await Self.rules(packed(18)) == [])
        #expect(try await Self.rules(packed(20).merging(yaml) { $1 }) == [])
        #expect(try await Self.rules(packed(18).merging(yaml) { $1 }) == ["agreement/packed-as-invoiced"])
    }
}

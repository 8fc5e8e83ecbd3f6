import CEL
import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// What is expected of products for their markets, and what of it is there.
struct ReadinessTests {
    private static func matrix(
        _ files: [String: String],
        markets: [String] = [],
        stage: String? = nil,
        asOf: String = "2026-11-24"
    ) async throws -> ReadinessMatrix {
        try #require(try await report(files, markets: markets, stage: stage, asOf: asOf).dossiers.first?.matrix)
    }

    private static func report(
        _ files: [String: String],
        markets: [String] = [],
        stage: String? = nil,
        asOf: String = "2026-11-24"
    ) async throws -> Report {
        try await TemporaryFolder.with(files) { folder in
            try await Checker.check(
                CheckRequest(
                    paths: [folder.path()],
                    asOf: CalendarDay.parse(asOf),
                    stage: stage,
                    markets: markets,
                    furtherPacks: ["readiness"]
                )
            )
        }
    }

    /// `number column`: state, for cells of some columns.
    private static func cells(_ matrix: ReadinessMatrix, _ column: String) -> [String: ReadinessMatrix.State] {
        guard let index = matrix.columns.firstIndex(where: { $0.name == column }) else { return [:] }
        return matrix.rows.reduce(into: [:]) { cells, row in
            cells["\(row.number) \(row.market ?? "-")"] = row.cells[index]?.state
        }
    }

    private static let battery = """
        {"documentType": "spec-sheet", "products": [
          {"partNumber": "BP-1", "name": "LFP battery pack 48 V", "hsCode": "8507.60", "origin": "CN"},
          {"partNumber": "BP-2", "name": "LFP battery pack 72 V", "hsCode": "8507.60", "origin": "CN", "model": "P72"},
          {"partNumber": "MT-1", "name": "Traction motor 60 kW", "hsCode": "8501.53", "origin": "CN"}]}
        """
    private static let certificates = """
        {"documentType": "certificates", "certificates": [
          {"number": "TS-9", "type": "UN38.3 test summary", "partNumbers": ["BP-1"]},
          {"number": "DC-1", "title": "CE 符合性声明", "type": "certificate", "models": ["P72"], "validUntil": "2026-12-31"}]}
        """

    @Test(
        "a report may show the matrix though its pack is off, and finds the same; where the pack is on, it speaks",
        arguments: ["brake-parts-us", "charging-stations-eu"],
        [[], ["strict"]]
    )
    func shown(_ example: String, _ packs: [String]) async throws {
        let folder = Program.repository.appending(path: "examples/\(example)/faulty").path()
        var request = CheckRequest(paths: [folder], asOf: CalendarDay.date, packs: packs)
        let plain = try await Checker.check(request)
        request.wantsReadiness = true
        let shown = try await Checker.check(request)
        #expect(JSONReport().render(shown) == JSONReport().render(plain))
        let matrix = try #require(shown.dossiers[0].matrix)
        #expect(!matrix.rows.isEmpty)
        let speaks = shown.dossiers[0].findings.contains { $0.rule.hasPrefix("readiness/") }
        #expect(speaks == (packs == ["strict"]))
        #expect((plain.dossiers[0].matrix != nil) == speaks)
    }

    @Test("a certificate covers what it names, and everything if it names nothing")
    func covering() async throws {
        let files = ["products.json": Self.battery, "certificates.json": Self.certificates]
        let matrix = try await Self.matrix(files, markets: ["EU", "US"])
        #expect(
            Self.cells(matrix, "certificate/UN38.3") == [
                "BP-1 EU": .there, "BP-1 US": .there, "BP-2 EU": .missing, "BP-2 US": .missing,
            ]
        )
        // Motors need no summary; nobody in the US asks for a declaration of the EU.
        #expect(
            Self.cells(matrix, "certificate/EU-DECLARATION") == ["BP-1 EU": .missing, "BP-2 EU": .there]
        )
        #expect(matrix.rows.first { $0.number == "BP-2" }?.readiness == .notReady)
        #expect(matrix.rows.first { $0.number == "MT-1" }?.category == "ev-parts")
        #expect(matrix.rows.first { $0.number == "MT-1" }?.categorySource == .hsCode)
        #expect(matrix.readiness == .notReady)
        let own = files.merging(["certificates.json": #"{"certificates": [{"number": "T", "type": "UN 38.3"}]}"#]) {
            $1
        }
        let all = Self.cells(try await Self.matrix(own, markets: ["US"]), "certificate/UN38.3")
        #expect(all == ["BP-1 US": .there, "BP-2 US": .there])
    }

    @Test("what expired contradicts; what is coming says from when; what is a signal is only that")
    func states() async throws {
        let files = ["products.json": Self.battery, "certificates.json": Self.certificates]
        let matrix = try await Self.matrix(files, markets: ["EU"], asOf: "2027-01-15")
        #expect(Self.cells(matrix, "certificate/EU-DECLARATION")["BP-2 EU"] == .contradicting)
        #expect(Self.cells(matrix, "certificate/TEST-REPORT")["BP-2 EU"] == .signal)
        let passport = try #require(matrix.columns.firstIndex { $0.name == "certificate/BATTERY-PASSPORT" })
        let cell = try #require(matrix.rows[0].cells[passport])
        #expect(cell.state == .missing && cell.severity == .warning)
        #expect(cell.binding?.description == "2027-02-18")
        #expect(cell.policies == ["eu-batteries-passport"])
        let later = try await Self.matrix(files, markets: ["EU"], asOf: "2027-02-18")
        let column = try #require(later.columns.firstIndex { $0.name == "certificate/BATTERY-PASSPORT" })
        #expect(later.rows[0].cells[column]?.binding == nil)
    }

    @Test("a file that nobody reads, and an entry of a register, are there but not checked")
    func unreadable() async throws {
        let files = [
            "products.json": Self.battery, "scans/BP UN38.3 测试概要.pdf": "%PDF-1.7\u{0}\u{1}",
            "register.csv": "file,title,part number\nmsds.pdf,MSDS,BP-1\n",
        ]
        let matrix = try await Self.matrix(files, markets: ["US"])
        #expect(
            Self.cells(matrix, "certificate/UN38.3") == ["BP-1 US": .unreadable, "BP-2 US": .unreadable]
        )
        #expect(Self.cells(matrix, "certificate/SDS") == ["BP-1 US": .unreadable, "BP-2 US": .missing])
        let findings = try await Self.report(files, markets: ["US"]).dossiers.flatMap(\.findings)
        #expect(!findings.contains { $0.rule == "readiness/battery-test-summary" })
    }

    @Test("fields are there, missing or contradicting; a number on the sheet stands for its certificate")
    func fields() async throws {
        let files = [
            "products.json": """
            {"documentType": "spec-sheet", "products": [
              {"partNumber": "TB-1", "category": "telematics", "origin": "CN", "hsCode": "851762", "radio": ["LTE"], "fccId": "2ABCD-TB1",
               "temperatureMin": "60", "temperatureMax": "20"},
              {"partNumber": "TB-2", "name": "行车记录仪"}]}
            """
        ]
        let matrix = try await Self.matrix(files, markets: ["US"])
        #expect(Self.cells(matrix, "field:radio") == ["TB-1 US": .there, "TB-2 US": .missing])
        #expect(Self.cells(matrix, "field:temperatureMin")["TB-1 US"] == .contradicting)
        #expect(Self.cells(matrix, "certificate/FCC") == ["TB-1 US": .there, "TB-2 US": .missing])
        #expect(matrix.rows.map(\.categorySource) == [.field, .words])
    }

    @Test("expectations begin with their stage, and markets follow the documents")
    func stages() async throws {
        let files = [
            "products.json": Self.battery,
            "invoice.csv":
                "Invoice No.,INV-1\nDestination country,Germany\nPart No,Qty,Unit Price,Amount\nBP-1,2,3.00,6.00\n",
        ]
        let order = try await Self.matrix(files, stage: "order")
        #expect(!order.columns.contains { $0.name == "dangerous-goods-declaration" })
        #expect(Set(order.rows.map(\.market)) == ["DE"])
        #expect(Self.cells(order, "certificate/EU-DECLARATION")["BP-1 DE"] == .missing)
        let shipped = try await Self.matrix(files, stage: "before-shipment")
        #expect(Self.cells(shipped, "dangerous-goods-declaration")["BP-1 DE"] == .missing)
    }

    @Test("nobody is told of missing files who did not ask")
    func unasked() async throws {
        try await TemporaryFolder.with(["products.json": Self.battery]) { folder in
            let report = try await Checker.check(
                CheckRequest(paths: [folder.path()], asOf: CalendarDay.date, markets: ["EU"])
            )
            #expect(!report.dossiers.flatMap(\.findings).contains { $0.rule.hasPrefix("readiness/") })
            #expect(report.dossiers.allSatisfy { $0.matrix == nil })
        }
    }

    @Test("a missing document is a finding where the pack is on, for the goods and markets that need it")
    func findings() async throws {
        let report = try await Self.report(["products.json": Self.battery], markets: ["EU"])
        let rules = Set(report.dossiers.flatMap(\.findings).map(\.rule))
        #expect(rules.contains("readiness/battery-test-summary"))
        #expect(rules.contains("readiness/eu-battery-declaration"))
        #expect(!rules.contains("readiness/us-fcc") && !rules.contains("readiness/eu-radio-declaration"))
    }

    @Test("the matrix as text and JSON", arguments: ["product.en", "category.zh", "json"])
    func reports(_ form: String) async throws {
        let files = ["products.json": Self.battery, "certificates.json": Self.certificates]
        var report = try await Self.report(files, markets: ["EU"])
        report.dossiers[0].path = "batteries"
        let text =
            switch form {
            case "product.en": ReadinessReport(language: .english, rows: .product).render(report)
            case "category.zh": ReadinessReport(language: .chinese, rows: .category).render(report)
            default: ReadinessJSON().render(report)
            }
        let goldens = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
        try RecordedText.expect(Self.portable(text), at: goldens.appending(path: "readiness.\(form)"))
    }

    /// The text without the folder that the test made.
    private static func portable(_ text: String) -> String {
        text.replacing(/\/[^" ]*\/shiplint-[0-9A-F-]+\/+/, with: "")
    }

    @Test("exposure: product lines, what policies are today, and documents to review")
    func exposure() async throws {
        let set = try RuleSet.load(Configuration())
        let report = try await Self.report(["products.json": Self.battery], markets: ["EU"])
        let exposure = PolicyExposure(report.dossiers[0], set.policies.policies, set, asOf: CalendarDay.date)
        #expect(exposure.lines.map(\.category) == ["ev-batteries", "ev-parts"])
        let touches = exposure.lines[0].touches
        #expect(touches.contains { $0.policy.name == "eu-batteries-passport" })
        #expect(!touches.contains { $0.policy.name == "us-hazmat-batteries" || $0.policy.name == "eu-red" })
        let pilot = try #require(touches.first { $0.policy.name == "cn-pilot-cities-2026" })
        #expect(pilot.policy.phase(on: CalendarDay.date) == .direction)
        #expect(pilot.present.map(\.name) == ["spec-sheet"])
        #expect(pilot.absent.contains { $0.name == "communication" })
        // A motor is no battery.
        #expect(!exposure.lines[1].touches.contains { $0.policy.name == "un-38-3" })
        let text = ExposureReport(language: .chinese, asOf: CalendarDay.date).render([("电池", exposure)])
        #expect(text.contains("仅为政策方向：未由此产生义务"))
    }
}

import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// A report that is shared has no prices, no other customers and no excerpts, whatever its form.
struct SharedReportTests {
    private static let amounts = ["5742", "5472", "11.40", "18.95", "18.75", "29970", "2.51", "10.04"]

    @Test(arguments: ReportFormat.allCases.filter { !$0.isBinary }, Language.allCases)
    func prices(_ format: ReportFormat, _ language: Language) throws {
        let shared = SharedReport.make(SampleReport.report)
        let bytes = try format.render(shared, ReportFormat.Options(language: language))
        let text = String(decoding: bytes, as: UTF8.self)
        for price in Self.amounts { #expect(!text.contains(price), "\(price)") }
        for excerpt in ["Front brake pad set", "稳定杆连杆", "Great Lak"] { #expect(!text.contains(excerpt)) }
        // Quantities are no prices.
        #expect(text.contains("580") && text.contains("600"))
    }

    @Test(
        "what contradicts in the matrix of readiness is said without prices, or not at all",
        arguments: ReportFormat.allCases
    )
    func readiness(_ format: ReportFormat) throws {
        var report = SampleReport.report
        report.dossiers[0].matrix?.rows[1].cells[0] = .init(
            state: .contradicting,
            severity: .error,
            note: LocalizedText(english: "unit price is 77.31 here", chinese: "单价为 77.31")
        )
        let shared = SharedReport.make(report)
        let notes = shared.dossiers[0].matrix?.rows.compactMap { $0.cells[0]?.note?.english }
        #expect(notes == ["unit price of NBH-BR2201 is ••• here (commercial invoice), but ••• in the purchase order"])
        let bytes = try format.render(shared, ReportFormat.Options(language: .english))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("77.31"))
    }

    @Test("a workbook that is shared has no prices", .enabled(if: Program.python != nil))
    func workbook() throws {
        let bytes = try ReportFormat.xlsx.render(SharedReport.make(SampleReport.report), .init(language: .chinese))
        try TemporaryFolder.withFile("shared.xlsx", bytes) { file in
            let outcome = try Program.script("validate.py", ["workbook", file.path()])
            #expect(outcome.status == 0 && outcome.output.contains("NBH-BR2201"))
            for price in Self.amounts { #expect(!outcome.output.contains(price)) }
            for excerpt in ["Front brake pad set", "稳定杆连杆", "Great Lak"] { #expect(!outcome.output.contains(excerpt)) }
        }
    }

    @Test("several customers become numbers; one stays")
    func customers() throws {
        var report = SampleReport.report
        report.dossiers[0].documents[1].buyer = "Great Lakes Auto Parts Inc."
        report.dossiers[0].findings[0].message = LocalizedText(
            english: "Great Lakes Auto Parts Inc. is not the consignee",
            chinese: "收货人不是 Great Lakes Auto Parts Inc."
        )
        let one = JSONReport().render(SharedReport.make(report))
        #expect(one.contains("Great Lakes Auto Parts Inc. is not"))
        report.dossiers[1].documents[0].buyer = "Müller Teile GmbH"
        let several = JSONReport().render(SharedReport.make(report))
        #expect(several.contains("customer 1 is not the consignee"))
        #expect(several.contains("收货人不是 客户 1"))
        #expect(!several.contains("Great Lakes"))
    }
}

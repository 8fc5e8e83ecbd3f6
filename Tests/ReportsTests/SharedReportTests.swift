import Linting
import Records
import Reports
import Testing

/// A report that is shared has no prices, no other customers and no excerpts, whatever its form.
struct SharedReportTests {
    @Test(arguments: ReportFormat.allCases.filter { !$0.isBinary }, Language.allCases)
    func prices(_ format: ReportFormat, _ language: Language) throws {
        let shared = SharedReport.make(SampleReport.report)
        let bytes = try format.render(shared, ReportFormat.Options(language: language))
        let text = String(decoding: bytes, as: UTF8.self)
        for price in ["5742", "5472", "11.40", "18.95", "18.75", "29970"] { #expect(!text.contains(price), "\(price)") }
        for excerpt in ["Front brake pad set", "稳定杆连杆", "Great Lak"] { #expect(!text.contains(excerpt)) }
        // Quantities are no prices.
        #expect(text.contains("580") && text.contains("600"))
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

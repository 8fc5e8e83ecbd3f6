import CEL
import Testing

@testable import Records

/// How raw texts become typed values.
struct ValueTests {
    struct NumberCase: Sendable, CustomTestStringConvertible {
        let text: String
        let value: String?
        var affix = ""
        var testDescription: String { text }
    }

    @Test(arguments: [
        NumberCase(text: "12.50", value: "12.50"),
        NumberCase(text: "-3", value: "-3"),
        NumberCase(text: "1,234.50", value: "1234.50"),
        NumberCase(text: "1.234,50", value: "1234.50"),
        NumberCase(text: "1,234", value: "1234"),
        NumberCase(text: "1,5", value: "1.5"),
        NumberCase(text: "1,234,567", value: "1234567"),
        NumberCase(text: "0,125", value: "0.125"),
        NumberCase(text: "１２３", value: "123"),
        NumberCase(text: "USD 1,234.50", value: "1234.50", affix: "USD"),
        NumberCase(text: "12 PCS", value: "12", affix: "PCS"),
        NumberCase(text: "100PCS", value: "100", affix: "PCS"),
        NumberCase(text: "1.25 kg", value: "1.25", affix: "kg"),
        NumberCase(text: "EUR -0.50", value: "-0.50", affix: "EUR"),
        NumberCase(text: "7 pcs net", value: "7", affix: "pcs net"),
        NumberCase(text: "12 abcdefghijklm", value: nil),
        NumberCase(text: "1e5", value: nil),
        NumberCase(text: "25箱", value: "25", affix: "箱"),
        NumberCase(text: "5.8 m3", value: "5.8", affix: "m3"),
        NumberCase(text: "4.71E+12", value: nil),
        NumberCase(text: "n/a", value: nil),
        NumberCase(text: "", value: nil),
        NumberCase(text: "5 x 3", value: nil),
        NumberCase(text: String(repeating: "9", count: 10_000), value: nil),
    ])
    func numbers(_ testCase: NumberCase) {
        let bytes = Array(testCase.text.utf8)
        switch NumberText.parse(bytes.span) {
        case .success(let parsed):
            #expect(parsed.value.description == testCase.value)
            #expect(parsed.affix == testCase.affix)
        case .failure: #expect(testCase.value == nil)
        }
    }

    @Test(arguments: [
        ("2026-11-24", "2026-11-24"), ("2026/11/24", "2026-11-24"), ("24-Nov-26", "2026-11-24"),
        ("24-Nov-2026", "2026-11-24"), ("NOV.24,2026", "2026-11-24"), ("Nov 24th, 2026", "2026-11-24"),
        ("2026年11月24日", "2026-11-24"), ("20261124", "2026-11-24"), ("24/11/2026", "2026-11-24"),
        ("11/24/2026", "2026-11-24"), ("05/05/2026", "2026-05-05"), ("2026-11-24T12:30:00Z", "2026-11-24"),
        ("46350", "2026-11-24"), ("202611241230", "2026-11-24"), ("20261124123000", "2026-11-24"),
        ("05.11.2026", "2026-11-05"), ("5. 11. 2026", "2026-11-05"),
    ])
    func dates(_ text: String, _ expected: String) throws {
        let date = try DateText.parse(text, allowsSerial: true).get()
        #expect(date.description == expected)
    }

    @Test(arguments: ["", "soon", "2026-13-01", "2026-02-30", "32 Nov 2026", "12345678901"])
    func noDates(_ text: String) {
        #expect(throws: DateText.DateFault.self) { try DateText.parse(text, allowsSerial: false).get() }
    }

    @Test(arguments: ["03/04/2026", "03-04-2026", "3/4/2026 10.30.15", "０３/０４/２０２６"])
    func ambiguousDate(_ text: String) {
        guard case .failure(.ambiguous) = DateText.parse(text, allowsSerial: false) else {
            Issue.record("\(text) can be March or April")
            return
        }
    }

    @Test(arguments: [
        ("N.W.(KGS)", "nwkgs"), ("ＮＷ　kgs", "nwkgs"), ("Part No.", "partno"), ("装箱单号：", "装箱单号"), ("P/N", "pn"),
        ("Lázaro Cárdenas", "lazarocardenas"), ("İZMİR", "izmir"), ("Hải Phòng", "haiphong"), ("Łódź", "lodz"),
        ("Ba\u{301}jio", "bajio"), ("Ž × Ÿ", "z×y"),
    ])
    func folding(_ text: String, _ expected: String) {
        #expect(FoldedText.string(of: text) == expected)
    }

    @Test(
        "words are found whole, in the plural, and across any punctuation; Chinese ones anywhere",
        arguments: [
            ("Ocean Freight", "charge"), ("FREIGHTS", "charge"), ("Freightliner brake pad", nil),
            ("Brake pad, F.O.C", "gift"), ("f. o. c. sample", "gift"), ("foc", "gift"), ("focus lamp", nil),
            ("海运费用", "charge"), ("制动片", nil), ("Deep sea-freight", "charge"), ("", nil), ("F", nil),
            ("freight, free of charge (f o c)", "charge"),
        ] as [(String, String?)]
    )
    func words(_ text: String, _ value: String?) {
        let matcher = WordMatcher([("charge", ["freight", "海运费"]), ("gift", ["foc", "f o c"])])
        #expect(matcher.value(of: Array(text.utf8).span).map { String(decoding: $0, as: UTF8.self) } == value)
    }
}

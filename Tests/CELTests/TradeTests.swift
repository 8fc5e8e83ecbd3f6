import CEL
import Testing

/// Identifiers of trade: check digits and shapes.
struct TradeTests {
    @Test(
        "right ones",
        arguments: [
            // GS1 General Specifications §7.9: examples with their check digits.
            "isGTIN('6291041500213')", "isGTIN('4006381333931')", "isGTIN('96385074')", "isGLN('4012345000009')",
            "isSSCC('006141411234567890')",
            // ISO 6346's own example; ISO 3779 with a North American check digit.
            "isContainerNumber('CSQU3054383')", "isVIN('1M8GDM9AXKP042788')", "isVIN('WVWZZZ1JZ3W386752')",
            // IMO's example; GB 32100's; ISO 13616's.
            "isIMO('9074729')", "isUSCC('91350100M000100Y43')", "isIBAN('GB29NWBK60161331926819')",
            "isBIC('DEUTDEFF')", "isBIC('DEUTDEFF500')", "isHSCode('870830')", "isHSCode('8708.30.10')",
            "isUNNumber('UN3480')", "gtinCheckDigit('629104150021?') == '3'",
        ]
    )
    func right(_ source: String) throws { #expect(try Self.value(source)) }

    @Test(
        "wrong ones",
        arguments: [
            "isGTIN('6291041500214')", "isGTIN('629104150021')", "isGTIN('')", "isGTIN('62910415002a3')",
            "isContainerNumber('CSQU3054384')", "isVIN('1M8GDM9A1KP042788')", "isVIN('1M8GDM9AXKP04278O')",
            "isIMO('9074728')", "isUSCC('91350100M000100Y44')", "isIBAN('GB29NWBK60161331926818')", "isBIC('DEUT')",
            "isHSCode('87')", "isUNNumber('UN348')",
        ]
    )
    func wrong(_ source: String) throws { #expect(try !Self.value(source)) }

    private static func value(_ source: String) throws -> Bool {
        guard case .bool(let bool) = try Environment().compile(source).evaluate(Bindings()) else { return false }
        return bool
    }

    @Test(arguments: [
        ("7", 1, 7), ("1-10", 10, 10), ("C/NO. 1-5, 8", 6, 8), ("第1至10箱", 10, 10), ("A1-A10", 10, 10),
        ("NO.3~NO.4", 2, 4), ("A1-B3", 0, 0), ("1/10", 0, 0), ("10-1", 0, 0), ("", 0, 0), ("none", 0, 0),
        ("99999999999999999999", 0, 0),
    ])
    func packageNumbers(_ text: String, _ count: Int64, _ last: Int64) throws {
        #expect(try Self.value("packageCount('\(text)') == \(count)"))
        #expect(try Self.value("lastPackage('\(text)') == \(last)"))
    }

    @Test(arguments: [
        ("INV-1", 1), ("INV-1, INV-2", 2), ("INV-1; INV-2;INV-1", 2), ("SMS/PO/0442", 1), ("INV-1 / INV-2", 2),
        ("SN26-118A 和 SN26-118B", 2), ("A1、A2，A3", 3), ("PO 44 and PO 45", 2), ("as agreed, see PO 44", 1), ("", 1),
    ])
    func documentNumbers(_ text: String, _ count: Int64) throws {
        #expect(try Self.value("documentNumbers('\(text)').size() == \(count)"))
    }

    @Test(arguments: [
        ("SAY US DOLLARS EIGHTY-FIVE THOUSAND THREE HUNDRED ONLY", "85300.00"),
        ("Say total: EURO one hundred twenty three thousand four hundred and fifty-six only", "123456.00"),
        ("US DOLLARS TWELVE THOUSAND AND CENTS FIFTY ONLY", "12000.50"),
        ("ONE MILLION TWO HUNDRED THOUSAND DOLLARS AND FIVE CENTS", "1200000.05"),
        ("SEVEN HUNDRED EUROS AND 25/100", "700.25"), ("人民币壹万贰仟元伍角整", "12000.50"),
        ("美元捌万伍仟叁佰元整", "85300.00"), ("捌万伍仟叁佰美元整", "85300.00"), ("叁拾陆万贰仟贰佰元整", "362200.00"),
        ("壹亿零伍万元零叁分", "100050000.03"), ("玖拾玖万贰仟陆佰圆整", "992600.00"), ("拾万元整", "100000.00"),
    ])
    func amountsInWords(_ text: String, _ amount: String) throws {
        #expect(AmountInWords.amount(of: text)?.description == amount)
    }

    @Test(arguments: [
        "", "see invoice", "ONE TWO THREE", "TWELVE FIVE", "USD 85,300.00 ONLY", "FIVE HUNDRED HUNDRED",
        "two thousand million",
        "POINT FIVE", "THREE DOLLARS FIFTY", "壹贰叁", "壹万", "壹元贰", "人民币", "THOUSAND",
        "ONE HUNDRED CENTS AND TWO HUNDRED CENTS",
    ])
    func unclearAmounts(_ text: String) { #expect(AmountInWords.amount(of: text) == nil) }
}

import Foundation
import Linting
import TestSupport
import Testing

/// The pack en16931: on where it is asked for, and the same for both syntaxes.
struct EN16931Tests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/en16931")

    /// A fault put into the same invoice in both syntaxes.
    struct Fault: Sendable {
        let title: String
        /// What is replaced in UBL, and by what.
        let ubl: (String, String)
        /// What is replaced in CII, and by what.
        let cii: (String, String)
        /// The rules that find it.
        let rules: Set<String>
    }

    static let faults: [Fault] = [
        Fault(title: "none", ubl: ("", ""), cii: ("", ""), rules: []),
        Fault(
            title: "the number is missing",
            ubl: ("<cbc:ID>HT-2026-0419</cbc:ID>", ""),
            cii: ("<ram:ID>HT-2026-0419</ram:ID>", ""),
            rules: ["BR-02"]
        ),
        Fault(
            title: "the total with VAT is a cent off",
            ubl: (">1231.65<", ">1231.66<"),
            cii: (">1231.65<", ">1231.66<"),
            rules: ["BR-CO-15", "BR-CO-16"]
        ),
        Fault(
            title: "a line is not what its total says",
            ubl: (">684.00<", ">680.00<"),
            cii: (">684.00<", ">680.00<"),
            rules: ["BR-CO-10", "BR-S-08"]
        ),
        Fault(
            title: "the seller has no VAT identifier",
            ubl: ("<cbc:CompanyID>DE123456789</cbc:CompanyID>", ""),
            cii: ("<ram:ID schemeID=\"VA\">DE123456789</ram:ID>", ""),
            rules: ["BR-S-02", "BR-S-03", "BR-S-04", "BR-CO-26"]
        ),
        Fault(
            title: "the VAT identifier of the buyer has no country",
            ubl: ("FR40303265045", "40303265045"),
            cii: ("FR40303265045", "40303265045"),
            rules: ["BR-CO-09"]
        ),
        Fault(
            title: "the charge has no reason",
            ubl: ("<cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason>", ""),
            cii: ("<ram:Reason>Freight</ram:Reason>", ""),
            rules: ["BR-38", "BR-CO-22"]
        ),
        Fault(
            title: "the allowance on a line has no reason",
            ubl: ("<cbc:AllowanceChargeReason>Sample</cbc:AllowanceChargeReason>", ""),
            cii: ("<ram:Reason>Sample</ram:Reason>", ""),
            rules: ["BR-42", "BR-CO-23"]
        ),
        Fault(
            title: "the account is missing",
            ubl: ("<cbc:ID>DE89370400440532013000</cbc:ID>", ""),
            cii: ("<ram:IBANID>DE89370400440532013000</ram:IBANID>", ""),
            rules: ["BR-50", "BR-61"]
        ),
        Fault(
            title: "an amount has three decimals",
            ubl: (">20.00<", ">20.000<"),
            cii: (">20.00<", ">20.000<"),
            rules: ["BR-DEC-01", "BR-DEC-10"]
        ),
        Fault(
            title: "the period ends before it starts",
            ubl: ("<cbc:EndDate>2026-11-15", "<cbc:EndDate>2026-10-15"),
            cii: (">20261115<", ">20261015<"),
            rules: ["BR-29"]
        ),
        Fault(
            title: "units and schemes are not in their lists",
            ubl: ("schemeID=\"0160\"", "schemeID=\"GTIN\""),
            cii: ("schemeID=\"0160\"", "schemeID=\"GTIN\""),
            rules: ["BR-CL-21"]
        ),
        Fault(
            title: "an item attribute has no value",
            ubl: ("<cbc:Value>front</cbc:Value>", ""),
            cii: ("<ram:Value>front</ram:Value>", ""),
            rules: ["BR-54"]
        ),
        Fault(
            title: "the address of the buyer has no country",
            ubl: ("<cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>", ""),
            cii: ("<ram:CountryID>FR</ram:CountryID>", ""),
            rules: ["BR-11"]
        ),
    ]

    private static func text(_ name: String, replacing fault: (String, String)) throws -> String {
        let text = try String(contentsOf: fixtures.appending(path: name), encoding: .utf8)
        guard !fault.0.isEmpty else { return text }
        try #require(text.contains(fault.0), "\(name) has no \(fault.0)")
        return text.replacingOccurrences(of: fault.0, with: fault.1)
    }

    /// What the pack finds in texts, each by itself.
    private static func findings(in texts: [String], packs: [String]) async throws -> [Set<String>] {
        var files: [String: String] = [:]
        for (number, text) in texts.enumerated() { files["\(number).xml"] = text }
        return try await TemporaryFolder.with(files) { folder in
            let paths = texts.indices.map { folder.appending(path: "\($0).xml").path(percentEncoded: false) }
            let found = try await EN16931Conformance.findings(at: paths, packs: packs)
            return paths.map { found[$0] ?? [] }
        }
    }

    @Test("the same invoice has the same findings in UBL and in CII")
    func syntaxes() async throws {
        let texts = try Self.faults.flatMap { fault in
            try [
                Self.text("invoice-ubl.xml", replacing: fault.ubl), Self.text("invoice-cii.xml", replacing: fault.cii),
            ]
        }
        let found = try await Self.findings(in: texts, packs: ["en16931"])
        for (number, fault) in Self.faults.enumerated() {
            // What only the binding to UBL asks for stands beside.
            #expect(found[number * 2].filter { !$0.hasPrefix("UBL-") } == fault.rules, "\(fault.title), in UBL")
            #expect(found[number * 2 + 1] == fault.rules, "\(fault.title), in CII")
        }
    }

    @Test("a document that names the standard asks for the pack; others do not")
    func asked() async throws {
        let faulty = try Self.text("invoice-ubl.xml", replacing: (">1231.65<", ">1231.66<"))
        let peppol = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
        let extended = faulty.replacingOccurrences(of: "urn:cen.eu:en16931:2017", with: peppol)
        let other = faulty.replacingOccurrences(of: "urn:cen.eu:en16931:2017", with: "urn:example:ours")
        let found = try await Self.findings(in: [faulty, extended, other], packs: [])
        #expect(found == [["BR-CO-15", "BR-CO-16"], ["BR-CO-15", "BR-CO-16"], []])
        #expect(try await Self.findings(in: [other], packs: []) == [[]])
    }

    @Test("one document that asks does not speak for the others, nor for other formats")
    func askedByOne() async throws {
        let faulty = try Self.text("invoice-ubl.xml", replacing: (">1231.65<", ">1231.66<"))
        let other = faulty.replacingOccurrences(of: "urn:cen.eu:en16931:2017", with: "urn:example:ours")
            .replacingOccurrences(of: "HT-2026-0419", with: "HT-2026-0420")
        let table = """
            Invoice No,HT-1,,,
            Part No,Description,Qty,Unit Price,Amount
            HT-BP1101,Front brake pad set,60,11.40,684.00
            """
        let files = [
            "a.xml": faulty, "b.xml": other, "c.csv": table,
            "shiplint.yaml": "rules: {en16931/BR-CO-16: off}\n",
        ]
        try await TemporaryFolder.with(files) { folder in
            let found = try await EN16931Conformance.findings(at: [folder.path(percentEncoded: false)], packs: [])
            #expect(found == [folder.appending(path: "a.xml").path(percentEncoded: false): ["BR-CO-15"]])
        }
    }
}

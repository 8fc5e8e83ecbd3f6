import Testing

/// XML and JSON: paths, predicates that look ahead, preferences, records in records.
struct TreeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let text: String
        var format: String?
        var header: [String] = []
        var records: [String] = []
        var faults: [String] = []
    }

    private static let order = """
        format: small
        title: {en: small, zh: 小}
        syntax: xml
        namespaces: {a: "urn:a", b: "urn:b"}
        detect: {root: "a:Order"}
        kind: {by: a:Type, map: {9: quotation}, else: purchase-order}
        document:
          number: a:Id
          currency: [b:Money/@code, a:Currency]
          invoiceNumber: a:Ref[a:Kind = 380]/a:Id
        records:
          line:
            each: a:Lines/a:Line
            partNumber: a:Part
            quantity: {path: a:Qty, unit: "@u"}
            amount: {path: "a:Price/@amount"}
        """

    static let cases: [Case] = [
        Case(
            testDescription: "names match by namespace, never by prefix",
            file: "a.xml",
            text: """
                <x:Order xmlns:x="urn:a" xmlns="urn:b"><x:Id>1</x:Id><Id>no</Id><Money code="EUR"/>
                <x:Lines><x:Line><x:Part>P &amp; Q</x:Part><x:Qty u="KGM">2</x:Qty></x:Line></x:Lines></x:Order>
                """,
            format: order,
            header: ["number=1", "currency=EUR"],
            records: ["line partNumber=P & Q quantity=2 kg"]
        ),
        Case(
            testDescription: "a predicate may look at what follows",
            file: "a.xml",
            text: """
                <Order xmlns="urn:a"><Ref><Id>B</Id><Kind>1</Kind></Ref><Ref><Id>C</Id><Kind>380</Kind></Ref>
                <Lines><Line><Part>1</Part></Line></Lines></Order>
                """,
            format: order,
            header: ["invoiceNumber=C"],
            records: ["line partNumber=1"]
        ),
        Case(
            testDescription: "the first choice wins wherever it stands; a scalar met twice is a fault",
            file: "a.xml",
            text: """
                <Order xmlns="urn:a" xmlns:b="urn:b"><Currency>USD</Currency><Id>1</Id><Id>2</Id><b:Money code="EUR"/></Order>
                """,
            format: order,
            header: ["number=1", "currency=EUR"],
            faults: ["value-twice number"]
        ),
        Case(
            testDescription: "an array of products is no product itself",
            file: "products.json",
            text: """
                [{"partNumber": "A", "voltage": 12}, {"partNumber": "B", "voltage": "24 V"}]
                """,
            records: ["product partNumber=A voltage=12 V", "product partNumber=B voltage=24 V"]
        ),
        Case(
            testDescription: "one product may be the whole document",
            file: "product.json",
            text: """
                {"partNumber": "A", "voltage": 12, "date": "2026-11-01"}
                """,
            header: ["issueDate=2026-11-01"],
            records: ["product partNumber=A voltage=12 V"]
        ),
        Case(
            testDescription: "JSON Lines are records one after the other",
            file: "product.jsonl",
            text: """
                {"partNumber": "A", "voltage": 12}
                {"partNumber": "B", "voltage": 24}
                """,
            records: ["product partNumber=A voltage=12 V", "product partNumber=B voltage=24 V"]
        ),
    ]

    @Test(arguments: cases)
    func reads(_ test: Case) throws {
        let reading = try FormatFixture.read(test.text, as: test.file, format: test.format)
        #expect(reading.header.filter { !$0.hasPrefix("status=") } == test.header)
        #expect(reading.records == test.records)
        #expect(reading.faults == test.faults)
    }

    @Test("the kind follows from a code")
    func kind() throws {
        let quotation = "<Order xmlns=\"urn:a\"><Type>9</Type></Order>"
        #expect(try FormatFixture.read(quotation, as: "a.xml", format: Self.order).kind == "quotation")
        #expect(
            try FormatFixture.read("<Order xmlns=\"urn:a\"/>", as: "a.xml", format: Self.order).kind == "purchase-order"
        )
    }
}

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

    private static let shared = """
        format: small
        title: {en: small, zh: 小}
        syntax: json
        kind: packing-list
        keys: folded
        quantity: {value: value, unit: [unit, uom], suffix: Unit}
        detect: {json: {requires: [number|docNo]}}
        document: {number: [number, docNo], use: vocabulary}
        records:
          line:
            each: lines
            within: weights
            partNumber: [part, partNumber]
            netWeight: {path: [netWeight, net], unit: [netUnit, weightUnit]}
            use: vocabulary
        """

    private static let goods = """
        format: small
        title: {en: small, zh: 小}
        syntax: xml
        kind: packing-list
        namespaces: {cac: "urn:cac", cbc: "urn:cbc"}
        detect: {root: Goods}
        document:
          sellerCountry: Country
          use:
            - {block: ubl.seller, at: [First, Second]}
        records:
          line: {each: [Item, Box/Item], exclusive: true, partNumber: "@no"}
        """

    private static func term(_ json: String, _ header: [String]) -> Case {
        Case(
            testDescription: "a trade term and its place in one text: \(json)",
            file: "purchase-order.json",
            text: "{\"documentType\": \"purchase-order\", \"number\": \"1\", \(json), \"lines\": []}",
            header: ["number=1"] + header
        )
    }

    static let cases: [Case] = [
        term("\"incoterm\": \"FOB Ningbo, China\"", ["incoterm=FOB", "incotermPlace=Ningbo, China"]),
        term("\"incoterms\": \"CIF (Hamburg)\"", ["incoterm=CIF", "incotermPlace=Hamburg"]),
        term("\"incoterm\": \"FOB宁波\"", ["incoterm=FOB", "incotermPlace=宁波"]),
        term(
            "\"incotermPlace\": \"Ningbo\", \"incoterm\": \"FOB destination\"",
            ["incoterm=FOB", "incotermPlace=Ningbo"]
        ),
        term("\"incoterm\": \"FOB\"", ["incoterm=FOB"]),
        term("\"incoterm\": \"Free on board\"", ["incoterm=FREE ON BOARD"]),
        Case(
            testDescription:
                "goods are listed in one place or another, a block is read below the first path that has it",
            file: "a.xml",
            text: """
                <Goods xmlns:c="urn:cac" xmlns:b="urn:cbc"><Country>CN</Country>
                <Second><c:PartyName><b:Name>B</b:Name></c:PartyName>
                <c:PostalAddress><b:StreetName>S</b:StreetName></c:PostalAddress></Second>
                <First><c:PartyName><b:Name>A</b:Name></c:PartyName></First>
                <Box><Item no="1"/></Box><Item no="1"/><Box><Item no="2"/></Box></Goods>
                """,
            format: goods,
            header: ["sellerName=A", "sellerAddress=S", "sellerCountry=CN"],
            records: ["line partNumber=1", "line partNumber=2"]
        ),
        Case(
            testDescription: "keys match after folding, and a field's own name needs no word",
            file: "a.json",
            text: """
                {"doc_no": "P-1", "INVOICE-NUMBER": "I-1", "lines": [{"PartNumber": "A", "part": "B", "hs_code": "870830"}]}
                """,
            format: shared,
            header: ["number=P-1", "invoiceNumber=I-1"],
            records: ["line partNumber=B hsCode=870830"]
        ),
        Case(
            testDescription: "a quantity is a number, an object or a number and its unit beside it",
            file: "a.json",
            text: """
                {"docNo": "P", "lines": [
                {"grossWeight": 1}, {"grossWeight": {"value": 2, "uom": "lb"}}, {"grossWeight": 3, "grossWeightUnit": "g"},
                {"net": 4, "weightUnit": "g", "netUnit": "t"}, {"net": 5, "netUnit": "t", "weightUnit": "g"},
                {"weights": {"grossWeight": "6 lb"}}, {"grossWeight": 7, "weights": {"grossWeight": 8}}]}
                """,
            format: shared,
            header: ["number=P"],
            records: [
                "line grossWeight=1 kg", "line grossWeight=2 lb", "line grossWeight=3 g", "line netWeight=4 t",
                "line netWeight=5 t", "line grossWeight=6 lb", "line grossWeight=7 kg",
            ]
        ),
        Case(
            testDescription: "two spellings of a name are not one key twice, the same spelling is",
            file: "a.json",
            text: """
                {"docNo": "P", "lines": [{"net": 1, "netWeight": 1, "net_weight": 1}, {"net": 2, "net": 2}]}
                """,
            format: shared,
            header: ["number=P"],
            records: ["line netWeight=1 kg", "line netWeight=2 kg"],
            faults: ["the key 'net' stands twice in one object; remove one of them"]
        ),
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
            testDescription: "objects under a key that nobody knows are told, once, where no goods are read",
            file: "invoice.json",
            text: """
                {"documentType": "invoice", "invoiceNumber": "INV-1", "tags": ["a"], "meta": {"a": {"goods": [{"n": 1}]}},
                 "positionen": [{"part": "A", "lots": [{"n": 1}]}, {"part": "B"}], "empty": [], "note": "x"}
                """,
            header: ["number=INV-1", "note=x"],
            faults: ["unread-records meta/a/goods", "unread-records positionen"]
        ),
        Case(
            testDescription: "objects beside the goods are told of documents of trade",
            file: "invoice.json",
            text: """
                {"documentType": "invoice", "invoiceNumber": "INV-1",
                 "lines": [{"partNumber": "A", "lots": [{"n": 1}]}, {"partNumber": "B", "lots": [{"n": 2}]}]}
                """,
            header: ["number=INV-1"],
            records: ["line partNumber=A", "line partNumber=B"],
            faults: ["unread-objects lots"]
        ),
        Case(
            testDescription: "objects beside a product are no goods",
            file: "product.json",
            text: """
                {"partNumber": "A", "voltage": 12, "images": [{"url": "a.jpg"}]}
                """,
            records: ["product partNumber=A voltage=12 V"]
        ),
        Case(
            testDescription: "goods stand in the packages that hold them",
            file: "packing-list.json",
            text: """
                {"documentType": "packing-list", "packingListNumber": "PL-1", "pallets": [{"cartons": [
                 {"cartonNumber": "1", "items": [{"partNumber": "A", "quantity": 4, "unit": "pcs"}]}]}]}
                """,
            header: ["number=PL-1"],
            records: ["line partNumber=A quantity=4 pcs", "package packageNumber=1"]
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

    @Test("a predicate may exclude values, and a list may hold each value but once")
    func excludesAndCollects() throws {
        let format = """
            format: small
            title: {en: small, zh: 小}
            syntax: xml
            namespaces: {a: "urn:a"}
            detect: {root: "a:Order"}
            kind: purchase-order
            document:
              number: "a:Ref[a:Kind != 1|2]/a:Id"
              containers: {distinct: [a:Line/a:Box, a:Box]}
            """
        let boxes = (0..<40).map { "<Line><Box>B\($0 % 20)</Box></Line>" }.joined()
        let text = """
            <Order xmlns="urn:a"><Ref><Id>A</Id><Kind>1</Kind></Ref><Ref><Id>B</Id></Ref>
            <Ref><Id>C</Id><Kind>3</Kind></Ref>\(boxes)<Box>B1</Box></Order>
            """
        let reading = try FormatFixture.read(text, as: "a.xml", format: format)
        let all = (0..<20).map { "B\($0)" }.joined(separator: ", ")
        #expect(reading.header.filter { !$0.hasPrefix("status=") } == ["number=C", "containers=\(all)"])
        #expect(reading.faults.isEmpty)
    }

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

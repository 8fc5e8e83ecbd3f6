import Testing

/// Tables: labels above a header, one header row or two, rows, totals, labels below.
struct TableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let text: String
        var header: [String] = []
        var records: [String] = []
        var faults: [String] = []
        var format = "packing-list-table"
        var kind = "packing-list"
    }

    static let cases: [Case] = [
        Case(
            testDescription: "pairs in a cell are cells of the columns they name; rows below a listing are of its part",
            file: "ebay.csv",
            text: """
                #INFO,Version=1.0
                *Action(SiteID=US),CustomLabel,*Title,Relationship,RelationshipDetails
                Add,A-1,Brake pads,,
                ,,,Compatibility,Year=2004|Make=Toyota|Model=Hilux|Colour=red
                ,,,Compatibility,Year=2005-2007| Make = Toyota |Model=|Trim
                Add,,Listing without a label,,
                ,,,Compatibility,KType=34674
                Add,A-2,Variations,,
                ,A-2-L,,Variation,Side=Left
                """,
            records: [
                "application partNumber=A-1 make=Toyota model=Hilux year=2004",
                "application partNumber=A-1 make=Toyota yearFrom=2005 yearTo=2007",
                "application kType=34674",
            ],
            format: "ebay-fitment-table",
            kind: "fitment"
        ),
        Case(
            testDescription: "a file of labels and values without a header row",
            file: "credit.csv",
            text: """
                L/C No.: LC-7,,Date of issue,2026-11-08
                Applicant,Nordlicht Teile GmbH,,
                Remark,not a field,,
                L/C amount,"USD 30,000.00",Date of expiry:,2026-12-21
                """,
            header: [
                "number=LC-7", "issueDate=2026-11-08", "validUntil=2026-12-21", "currency=USD", "creditAmount=30000.00",
                "buyerName=Nordlicht Teile GmbH",
            ],
            format: "letter-of-credit-table",
            kind: "letter-of-credit"
        ),
        Case(
            testDescription: "a table that a file of labels and values cannot take is told",
            file: "credit.csv",
            text: """
                L/C No.,LC-7,,
                L/C amount,30000.00 EUR,,
                Model,Colour,Size,
                HC-7,red,5,
                HC-8,blue,6,
                """,
            header: ["number=LC-7", "currency=EUR", "creditAmount=30000.00"],
            faults: ["second-table "],
            format: "letter-of-credit-table",
            kind: "letter-of-credit"
        ),
        Case(
            testDescription: "amounts name their currency; a trade term in a header is none",
            file: "invoice.csv",
            text: """
                Invoice No.,INV-1
                Description,Quantity,Unit,Unit price (FOB),Amount
                Brake pads,4,pcs,USD 2.50,10.00 USD
                Total,,,,USD 10.00
                """,
            header: ["number=INV-1", "currency=USD", "totalAmount=10.00"],
            records: ["line description=Brake pads quantity=4 pcs unitPrice=2.50 amount=10.00 currency=USD"],
            format: "commercial-invoice-table",
            kind: "commercial-invoice"
        ),
        Case(
            testDescription: "a table with words where this one has numbers is another, behind a gap",
            file: "invoice.csv",
            text: """
                Invoice No.,INV-1,,,
                Part No,Description,Quantity,Unit price,Amount
                A-1,Pad,4,2.50,10.00
                ,,,,
                A-2,Disc,4,2.50,10.00
                Bank details,,,,
                Certificate,Number,Issuer,,
                CE,C-1,TUV,,
                """,
            header: ["number=INV-1"],
            records: [
                "line partNumber=A-1 description=Pad quantity=4 unitPrice=2.50 amount=10.00",
                "line partNumber=A-2 description=Disc quantity=4 unitPrice=2.50 amount=10.00",
            ],
            faults: ["second-table "],
            format: "commercial-invoice-table",
            kind: "commercial-invoice"
        ),
        Case(
            testDescription: "two words behind the table are a remark",
            file: "packing-list.csv",
            text: """
                Packing list no,PL-1,,,
                Part No,Description,Qty,CTNS,G.W.
                A-1,Pad,4,1,3
                ,,,,
                Packing,in cartons,,,
                Wood,none,,,
                """,
            header: ["number=PL-1"],
            records: ["line partNumber=A-1 description=Pad quantity=4 grossWeight=3 kg packages=1"],
            faults: ["unread-rows "]
        ),
        Case(
            testDescription: "an invoice that quotes its letter of credit is an invoice",
            file: "1.csv",
            text: """
                Invoice No.,INV-1,L/C No.,LC-7
                Applicant,Nordlicht Teile GmbH,Port of loading,Ningbo
                Description,Quantity,Unit,Unit price,Amount,Remark
                Brake pads,1000,set,30.00,"30,000.00",ok
                """,
            header: [
                "number=INV-1", "letterOfCredit=LC-7", "portOfLoading=Ningbo", "buyerName=Nordlicht Teile GmbH",
            ],
            records: [
                "line description=Brake pads quantity=1000 sets unitPrice=30.00 amount=30000.00 note=ok"
            ],
            format: "commercial-invoice-table",
            kind: "commercial-invoice"
        ),
        Case(
            testDescription: "labels stand directly above the header",
            file: "packing-list.csv",
            text: """
                Packing List No.,PL-1,Invoice No.,INV-1
                Part No,Qty,CTNS,G.W.(KGS)
                A-1,40,2,12.5
                """,
            header: ["number=PL-1", "invoiceNumber=INV-1"],
            records: ["line partNumber=A-1 quantity=40 grossWeight=12.5 kg packages=2"]
        ),
        Case(
            testDescription: "the part number is the part number, whatever stands before it",
            file: "packing-list.csv",
            text: """
                Item No.,Part No.,Qty,CTNS
                1,A-1,40,2
                2,A-2,10,1
                """,
            records: [
                "line partNumber=A-1 quantity=40 packages=2",
                "line partNumber=A-2 quantity=10 packages=1",
            ]
        ),
        Case(
            testDescription: "two header rows, units in the lower one",
            file: "packing-list.csv",
            text: """
                Part No,Quantity,Packages,Gross Weight,Net Weight
                ,(PCS),(CTN),(KG),(KG)
                A-1,40,2,12.5,11
                """,
            records: ["line partNumber=A-1 quantity=40 pcs netWeight=11 kg grossWeight=12.5 kg packages=2"]
        ),
        Case(
            testDescription: "totals become the document's, not a line",
            file: "packing-list.csv",
            text: """
                Packing List No.: PL-1
                Part No,Qty,CTNS,G.W.(KGS),N.W.(KGS)
                A-1,40,2,12.5,11
                A-2,10,1,5,4
                TOTAL,50,3,17.5,15
                """,
            header: ["number=PL-1", "totalQuantity=50", "packages=3", "netWeight=15 kg", "grossWeight=17.5 kg"],
            records: [
                "line partNumber=A-1 quantity=40 netWeight=11 kg grossWeight=12.5 kg packages=2",
                "line partNumber=A-2 quantity=10 netWeight=4 kg grossWeight=5 kg packages=1",
            ]
        ),
        Case(
            testDescription: "Chinese headers, full-width digits, a header repeated on the next page",
            file: "装箱单.csv",
            text: """
                装箱单号：PL-7
                产品编号,数量,箱数,毛重（KG）
                A-1,４０,2,12.5
                产品编号,数量,箱数,毛重（KG）
                A-2,10,1,5
                """,
            header: ["number=PL-7"],
            records: [
                "line partNumber=A-1 quantity=40 grossWeight=12.5 kg packages=2",
                "line partNumber=A-2 quantity=10 grossWeight=5 kg packages=1",
            ]
        ),
        Case(
            testDescription: "a ragged row is reported and read as far as it goes",
            file: "packing-list.csv",
            text: """
                Part No,Qty,CTNS,G.W.(KGS)
                A-1,40
                A-2,10,1,5
                """,
            records: [
                "line partNumber=A-1 quantity=40",
                "line partNumber=A-2 quantity=10 grossWeight=5 kg packages=1",
            ],
            faults: ["ragged-row 2/4"]
        ),
        Case(
            testDescription: "a value with its unit is a quantity, thousands are grouped",
            file: "packing-list.csv",
            text: """
                Part No;Qty;CTNS;G.W.
                A-1;1,200 PCS;12;1.250,5 kg
                """,
            records: ["line partNumber=A-1 quantity=1200 pcs grossWeight=1250.5 kg packages=12"]
        ),
    ]

    @Test(arguments: cases)
    func reads(_ test: Case) throws {
        let reading = try FormatFixture.read(test.text, as: test.file)
        #expect(reading.format == test.format)
        #expect(reading.kind == test.kind)
        #expect(reading.header.filter { !$0.hasPrefix("status=") } == test.header)
        #expect(reading.records == test.records)
        #expect(reading.faults == test.faults)
    }

    @Test("a table is told by its columns and its name")
    func detects() throws {
        let text = "Part No,Qty,Unit Price,Amount\nA,1,2,2\n"
        #expect(try FormatFixture.read(text, as: "commercial-invoice.csv").format == "commercial-invoice-table")
        #expect(try FormatFixture.read(text, as: "purchase-order.csv").format == "purchase-order-table")
        #expect(try FormatFixture.read("a,b\n1,2\n", as: "x.csv").format == nil)
    }
}

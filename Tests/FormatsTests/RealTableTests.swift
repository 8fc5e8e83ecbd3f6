import Documents
import TestSupport
import Testing

/// Tables as spreadsheet programs and people really leave them.
struct RealTableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var file = "packing-list.csv"
        let text: String
        var encoded: @Sendable (String) -> [UInt8] = { Array($0.utf8) }
        var header: [String] = []
        var records: [String] = []
        var faults: [String] = []
    }

    static let cases: [Case] = [
        Case(
            testDescription: "decimal commas, told by the numbers that leave no doubt",
            text: """
                Part No;Qty;CTNS;G.W.;N.W.
                A-1;1.200;12;1.250,5;1,250
                A-2;10;1;0,360;12,5
                """,
            records: [
                "line partNumber=A-1 quantity=1200 netWeight=1.250 kg grossWeight=1250.5 kg packages=12",
                "line partNumber=A-2 quantity=10 netWeight=12.5 kg grossWeight=0.360 kg packages=1",
            ]
        ),
        Case(
            testDescription: "points and thousands' commas",
            text: """
                Part No,Qty,CTNS,G.W.
                A-1,"1,200",12,"1,250.50"
                """,
            records: ["line partNumber=A-1 quantity=1200 grossWeight=1250.50 kg packages=12"]
        ),
        Case(
            testDescription: "a header in row 7, tabs between, and a currency before the amount",
            file: "commercial-invoice.tsv",
            text: """
                NINGBO HAICHANG AUTO PARTS CO., LTD.
                No. 18 Binhai Road, Ningbo

                COMMERCIAL INVOICE
                Invoice No.:\tINV-1
                Date:\tNOV.24,2026
                Part No.\tQuantity 数量\tUnit Price\tAmount 金额
                A-1\t12 PCS\tUSD 12.50\tUSD 150.00
                """,
            header: ["number=INV-1", "issueDate=2026-11-24", "sellerName=NINGBO HAICHANG AUTO PARTS CO., LTD."],
            records: ["line partNumber=A-1 quantity=12 pcs unitPrice=12.50 amount=150.00 currency=USD"]
        ),
        Case(
            testDescription: "units and currencies as last words, a company behind 'To', a number with its date",
            file: "Invoice.csv",
            text: """
                Yuyao Lanxi Auto Co. Ltd
                INVOICE NO.,LX-7 DATED 8 NOV 2026,L/C NO.,LC-88 DD 2026-08-30
                FROM,NINGBO,TO,"Padma Spares Ltd., Dhaka"
                Model,Description,Qty pcs,Price USD,Total USD,Net weight kg
                A-1,Filter,12,2.50,30.00,4.5
                """,
            header: [
                "number=LX-7", "issueDate=2026-11-08", "letterOfCredit=LC-88", "letterOfCreditDate=2026-08-30",
                "currency=USD", "sellerName=Yuyao Lanxi Auto Co. Ltd", "buyerName=Padma Spares Ltd., Dhaka",
            ],
            records: [
                "line partNumber=A-1 description=Filter model=A-1 quantity=12 pcs unitPrice=2.50 amount=30.00 netWeight=4.5 kg"
            ]
        ),
        Case(
            testDescription: "an invoice of vehicles without a column of unit prices is one by its title",
            file: "TJ-1.csv",
            text: """
                COMMERCIAL INVOICE
                CHASSIS NO.,DESCRIPTION,QTY,AMOUNT(USD)
                LSGKE54H0KW123450,USED CAR,1,5900
                """,
            header: ["currency=USD"],
            records: ["line description=USED CAR quantity=1 amount=5900 vin=LSGKE54H0KW123450"]
        ),
        Case(
            testDescription: "what a page carries over, and the heading of the next",
            text: """
                PACKING LIST
                Invoice No,INV-1,,Date,2026-11-09
                Ctn No,Item No,Qty,Ctns
                1-10,A-1,500,10
                ,Carried forward,500,10
                PACKING LIST
                Invoice No,INV-1,,Date,2026-11-09
                Ctn No,Item No,Qty,Ctns
                ,Brought forward,500,10
                11-12,A-2,60,2
                ,Total,560,12
                """,
            header: ["issueDate=2026-11-09", "invoiceNumber=INV-1", "totalQuantity=560", "packages=12"],
            records: [
                "line partNumber=A-1 quantity=500 packages=10 packageNumber=1-10",
                "line partNumber=A-2 quantity=60 packages=2 packageNumber=11-12",
            ]
        ),
        Case(
            testDescription: "words in a column of numbers say what the row is; terms are a trade term only before one",
            file: "Invoice.csv",
            text: """
                Invoice No.,INV-1,,Terms,FOB Ningbo
                Part No,Description,Qty,Unit Price,Amount
                A-1,Filter,10,2.00,20.00
                ,,,Discount 5%,-1.00
                Say US dollars nineteen only
                """,
            header: [
                "number=INV-1", "amountInWords=Say US dollars nineteen only", "incoterm=FOB", "incotermPlace=Ningbo",
            ],
            records: [
                "line partNumber=A-1 description=Filter quantity=10 unitPrice=2.00 amount=20.00",
                "line description=Discount 5% amount=-1.00",
            ]
        ),
        Case(
            testDescription: "several containers in a cell, and one with its seal",
            text: """
                Container No.,"MSKU1234565, TGHU7654324 / CN118820"
                Part No,Qty,CTNS
                A-1,40,2
                """,
            header: ["containers=MSKU1234565, TGHU7654324"],
            records: ["line partNumber=A-1 quantity=40 packages=2"]
        ),
        Case(
            testDescription: "the header once in Chinese, once in English",
            text: """
                PACKING LIST
                品名,货号,件数,数量,毛重
                Description,Item No.,Ctns,Quantity,G.W.(KGS)
                刹车片,A-1,2,40PCS,12.5
                """,
            records: ["line partNumber=A-1 description=刹车片 quantity=40 pcs grossWeight=12.5 kg packages=2"]
        ),
        Case(
            testDescription: "labels with the numbers of their boxes",
            text: """
                1. Packing List No.,PL-1
                2. Part No,3. Qty,4. CTNS
                A-1,40,2
                """,
            header: ["number=PL-1"],
            records: ["line partNumber=A-1 quantity=40 packages=2"]
        ),
        Case(
            testDescription: "two columns of one name that differ",
            text: """
                Part No,Qty,CTNS,Qty
                A-1,40,2,40
                A-2,10,1,12
                A-3,10,1,13
                """,
            records: [
                "line partNumber=A-1 quantity=40 packages=2", "line partNumber=A-2 quantity=10 packages=1",
                "line partNumber=A-3 quantity=10 packages=1",
            ],
            faults: ["duplicate-header Qty"]
        ),
        Case(
            testDescription: "a second table below the first",
            text: """
                Packing List No.,PL-1
                Part No,Qty,CTNS,G.W.(KGS)
                A-1,40,2,12.5

                Part No,Description,HS Code,Origin
                A-1,Brake pad set,870830,CN
                """,
            header: ["number=PL-1"],
            records: ["line partNumber=A-1 quantity=40 grossWeight=12.5 kg packages=2"],
            faults: ["second-table "]
        ),
        Case(
            testDescription: "a second document below the first",
            text: """
                Packing List No.,PL-1
                Part No,Qty,CTNS,G.W.(KGS)
                A-1,40,2,12.5
                Packing List No.,PL-2
                Part No,Qty,CTNS,G.W.(KGS)
                A-2,40,2,12.5
                """,
            header: ["number=PL-1"],
            records: ["line partNumber=A-1 quantity=40 grossWeight=12.5 kg packages=2"],
            faults: ["second-table "]
        ),
        Case(
            testDescription: "a second page of the same document",
            text: """
                Packing List No.,PL-1
                Part No,Qty,CTNS,G.W.(KGS)
                A-1,40,2,12.5
                Packing List No.,PL-1
                Part No,Qty,CTNS,G.W.(KGS)
                A-2,40,2,12.5
                """,
            header: ["number=PL-1"],
            records: [
                "line partNumber=A-1 quantity=40 grossWeight=12.5 kg packages=2",
                "line partNumber=A-2 quantity=40 grossWeight=12.5 kg packages=2",
            ]
        ),
        Case(
            testDescription: "GBK, as Excel in China saves CSV",
            file: "a.csv",
            text: "装箱单号：PL-7\n产品编号,数量,箱数,毛重（KG）\nA-1,40,2,12.5\n",
            encoded: { encode($0, "gb18030") },
            header: ["number=PL-7"],
            records: ["line partNumber=A-1 quantity=40 grossWeight=12.5 kg packages=2"]
        ),
        Case(
            testDescription: "Big5",
            file: "packing-list.csv",
            text: "備註：易碎物品請小心輕放，謝謝\nPart No,Qty,CTNS,品牌\nA-1,40,2,臺灣煞車\n",
            encoded: { encode($0, "big5") },
            header: [],
            records: ["line partNumber=A-1 brand=臺灣煞車 quantity=40 packages=2"]
        ),
        Case(
            testDescription: "Windows-1252",
            text: "Part No;Description;Qty;CTNS\nA-1;Bremssattel für Ø 280;40;2\n",
            encoded: { encode($0, "windows-1252") },
            records: ["line partNumber=A-1 description=Bremssattel für Ø 280 quantity=40 packages=2"]
        ),
        Case(
            testDescription: "UTF-16 with tabs, as Excel saves Unicode text",
            text: "Part No\tQty\tCTNS\tDescription\nA-1\t40\t2\t刹车片\n",
            encoded: { [0xFF, 0xFE] + $0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } },
            records: ["line partNumber=A-1 description=刹车片 quantity=40 packages=2"]
        ),
        Case(
            testDescription: "UTF-8 with one pasted cell in GBK stays UTF-8 and is told",
            text: "Part No,Description,Qty,CTNS\nA-1,刹车片,40,2\n",
            encoded: { Array($0.utf8) + Array("A-2,".utf8) + encode("盘", "gb18030") + Array(",10,1\n".utf8) },
            records: [
                "line partNumber=A-1 description=刹车片 quantity=40 packages=2",
                "line partNumber=A-2 description=�� quantity=10 packages=1",
            ],
            faults: ["these bytes are not UTF-8; save the file as UTF-8 or say its encoding under 'files:'"]
        ),
    ]

    /// A text in an encoding of the system's converter.
    private static func encode(_ text: String, _ encoding: String) -> [UInt8] {
        ForeignText.encode(text, as: encoding)
    }

    @Test(arguments: cases)
    func reads(_ test: Case) throws {
        let reading = try FormatFixture.read(test.encoded(test.text), as: test.file)
        #expect(reading.header.filter { !$0.hasPrefix("status=") } == test.header)
        #expect(reading.records == test.records)
        #expect(reading.faults == test.faults)
    }

    static let dates: [(String, String)] = [
        ("2026-11-24", "2026-11-24"), ("2026/11/24", "2026-11-24"), ("2026.11.24", "2026-11-24"),
        ("20261124", "2026-11-24"), ("24-Nov-26", "2026-11-24"), ("24 November 2026", "2026-11-24"),
        ("\"NOV. 24, 2026\"", "2026-11-24"), ("2026年11月24日", "2026-11-24"), ("24/11/2026", "2026-11-24"),
        ("46350", "2026-11-24"), ("2026-11-24T08:00:00+08:00", "2026-11-24"),
        ("2026年１１月２４日", "2026-11-24"), ("03/04/2026", "‹invalid›"),
    ]

    @Test("dates in the usual forms; those of which day and month cannot be told apart are invalid", arguments: dates)
    func date(written: String, shown: String) throws {
        let text = "Packing List No.,PL-1\nDate,\(written)\nPart No,Qty,CTNS\nA-1,40,2\n"
        let reading = try FormatFixture.read(text, as: "packing-list.csv")
        let found = reading.header.first { $0.hasPrefix("issueDate=") }
        #expect(found == (shown == "‹invalid›" ? found : "issueDate=\(shown)"))
        #expect((found?.contains("2026-") ?? false) == (shown != "‹invalid›"))
    }

    @Test("a table saved as CSV twice is told by its first rows")
    func quotedTwice() throws {
        let text = "\"Part No,Qty,CTNS\"\n\"A-1,40,2\"\n\"\"\"A-2\"\",10,1\"\n"
        let prologue = try Prologue.read(SourceFile(path: "packing-list.csv", bytes: Array(text.utf8)))
        #expect(prologue.isQuotedTwice)
        let addresses =
            "\"1 Main Road, Ningbo, China\"\n\"2 Road, Wuhan\"\n\"3 Long Street, Old Town, York, England\"\n"
        #expect(try !Prologue.read(SourceFile(path: "a.csv", bytes: Array(addresses.utf8))).isQuotedTwice)
    }
}

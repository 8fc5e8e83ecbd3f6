/// An invoice and its packing list with random goods and random slips, to be written in several syntaxes.
struct SampleInvoice: Sendable {
    /// The languages of tables.
    enum Language: Sendable {
        case english
        case chinese
    }

    /// A line of the invoice; money in cents.
    struct Line: Sendable {
        var part: String
        var gtin: String
        var quantity: Int
        var price: Int
        var amount: Int
        /// Pieces that the packing list has.
        var packed: Int
    }

    /// The lines.
    private(set) var lines: [Line] = []
    /// The slips, in words.
    private(set) var faults: [String] = []
    private var total = 0

    /// Makes an invoice; those of seed 0 have no slips.
    init(seed: UInt64) {
        var state = seed &* 7919 &+ 17
        func random(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int(state >> 33) % range.count
        }
        for index in 0..<random(2...6) {
            let body = "69412345\(1000 + index * 7 + random(0...6))"
            let sum = body.reversed().enumerated().reduce(0) { total, digit in
                total + (digit.element.wholeNumberValue ?? 0) * (digit.offset % 2 == 0 ? 3 : 1)
            }
            let (quantity, price) = (random(1...900), random(100...9999))
            lines.append(
                Line(
                    part: "NBH-\(1000 + index)",
                    gtin: "\(body)\((10 - sum % 10) % 10)",
                    quantity: quantity,
                    price: price,
                    amount: quantity * price,
                    packed: quantity
                )
            )
        }
        total = lines.reduce(0) { $0 + $1.amount }
        guard seed > 0 else { return }
        for _ in 0..<random(1...3) { spoil(random(0...3), line: random(0...(lines.count - 1)), by: random(1...40)) }
    }

    private mutating func spoil(_ sort: Int, line: Int, by difference: Int) {
        switch sort {
        case 0:
            lines[line].amount += difference * 100
            total += difference * 100
            faults.append("amount of line \(line)")
        case 1:
            lines[line].packed += difference
            faults.append("pieces of line \(line)")
        case 2:
            let last = lines[line].gtin.last?.wholeNumberValue ?? 0
            lines[line].gtin = "\(lines[line].gtin.dropLast())\((last + difference % 9 + 1) % 10)"
            faults.append("check digit of line \(line)")
        default:
            total += 10_000 + difference * 100
            faults.append("total")
        }
    }

    private static func money(_ cents: Int, _ decimal: String = ".") -> String {
        "\(cents / 100)\(decimal)\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }

    // MARK: Tables

    /// The invoice as rows of cells.
    func rows(_ language: Language, decimal: String = ".") -> [[String]] {
        let words =
            language == .english
            ? [
                "Invoice No.", "Invoice Date", "Seller", "Buyer", "Currency", "No", "Part No", "GTIN", "Description",
                "Qty",
                "Unit", "Unit Price", "Amount", "TOTAL",
            ]
            : ["发票号", "日期", "卖方", "买方", "币种", "序号", "产品编号", "条码", "品名", "数量", "单位", "单价", "金额", "合计"]
        let head = [
            [words[0], "INV-1", words[1], "2026-11-05"], [words[2], "Ningbo Haichang Auto Parts Co., Ltd."],
            [words[3], "Great Lakes Brake Supply LLC", words[4], "USD"], [], Array(words[5...12]),
        ]
        let body = lines.enumerated().map { index, line in
            [
                "\(index + 1)", line.part, line.gtin, "Brake part", "\(line.quantity)", "PCS",
                Self.money(line.price, decimal), Self.money(line.amount, decimal),
            ]
        }
        return head + body + [[words[13], "", "", "", "", "", "", Self.money(total, decimal)]]
    }

    /// The invoice as text with delimiters.
    func table(_ language: Language, _ delimiter: String, decimal: String = ".") -> String {
        rows(language, decimal: decimal).map { row in
            row.map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }.joined(separator: delimiter) + "\n"
        }.joined()
    }

    /// The invoice as a page.
    var html: String {
        let rows = rows(.english).map { row in "<tr>\(row.map { "<td>\($0)</td>" }.joined())</tr>" }
        return "<html><head><meta charset=\"utf-8\"></head><body><table>\(rows.joined())</table></body></html>"
    }

    /// The packing list, always the same table.
    var packingList: String {
        "Packing List No.,PL-1\nInvoice No.,INV-1\nNo,Part No,Qty,Unit,CTNS,N.W.(KGS),G.W.(KGS)\n"
            + lines.enumerated().map { index, line in "\(index + 1),\(line.part),\(line.packed),PCS,2,10.00,11.00\n" }
            .joined()
    }

    // MARK: JSON

    /// The invoice in the words of programs.
    var json: String {
        let items = lines.enumerated().map { index, line in
            """
            {"position": \(index + 1), "partNumber": "\(line.part)", "gtin": "\(line.gtin)", "description": "Brake part", \
            "quantity": \(line.quantity), "unit": "PCS", "unitPrice": \(Self.money(line.price)), \
            "amount": \(Self.money(line.amount))}
            """
        }
        return """
            {"documentType": "commercial-invoice", "invoiceNumber": "INV-1", "issueDate": "2026-11-05", "currency": "USD",
             "seller": {"name": "Ningbo Haichang Auto Parts Co., Ltd."}, "buyer": {"name": "Great Lakes Brake Supply LLC"},
             "totalAmount": \(Self.money(total)), "lines": [\(items.joined(separator: ",\n"))]}
            """
    }

    /// The invoice in the words of the vocabulary.
    var plainJSON: String {
        let items = lines.enumerated().map { index, line in
            """
            {"position": "\(index + 1)", "partNumber": "\(line.part)", "gtin": "\(line.gtin)", "description": "Brake part", \
            "quantity": {"value": \(line.quantity), "unit": "H87"}, "unitPrice": \(Self.money(line.price)), \
            "amount": \(Self.money(line.amount))}
            """
        }
        return """
            {"kind": "commercial-invoice", "document": {"number": "INV-1", "issueDate": "2026-11-05", "currency": "USD",
             "sellerName": "Ningbo Haichang Auto Parts Co., Ltd.", "buyerName": "Great Lakes Brake Supply LLC",
             "totalAmount": \(Self.money(total))}, "line": [\(items.joined(separator: ",\n"))]}
            """
    }

    // MARK: XML

    /// The invoice as UBL 2.1.
    var ubl: String {
        func party(_ role: String, _ name: String) -> String {
            "<cac:\(role)><cac:Party><cac:PartyName><cbc:Name>\(name)</cbc:Name></cac:PartyName></cac:Party></cac:\(role)>"
        }
        let items = lines.enumerated().map { index, line in
            """
            <cac:InvoiceLine><cbc:ID>\(index + 1)</cbc:ID><cbc:InvoicedQuantity unitCode="H87">\(line.quantity)\
            </cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="USD">\(Self.money(line.amount))\
            </cbc:LineExtensionAmount><cac:Item><cbc:Name>Brake part</cbc:Name><cac:SellersItemIdentification>\
            <cbc:ID>\(line.part)</cbc:ID></cac:SellersItemIdentification><cac:StandardItemIdentification>\
            <cbc:ID schemeID="0160">\(line.gtin)</cbc:ID></cac:StandardItemIdentification></cac:Item><cac:Price>\
            <cbc:PriceAmount currencyID="USD">\(Self.money(line.price))</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
            """
        }
        return """
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
            xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <cbc:ID>INV-1</cbc:ID><cbc:IssueDate>2026-11-05</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
            <cbc:DocumentCurrencyCode>USD</cbc:DocumentCurrencyCode>
            \(party("AccountingSupplierParty", "Ningbo Haichang Auto Parts Co., Ltd."))
            \(party("AccountingCustomerParty", "Great Lakes Brake Supply LLC"))
            <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="USD">\(Self.money(total))</cbc:PayableAmount>
            </cac:LegalMonetaryTotal>
            \(items.joined(separator: "\n"))
            </Invoice>
            """
    }

    /// The invoice as UN/CEFACT CII D16B.
    var cii: String {
        let items = lines.enumerated().map { index, line in
            """
            <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>\(index + 1)</ram:LineID>\
            </ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:GlobalID schemeID="0160">\(line.gtin)\
            </ram:GlobalID><ram:SellerAssignedID>\(line.part)</ram:SellerAssignedID><ram:Name>Brake part</ram:Name>\
            </ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>\
            \(Self.money(line.price))</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>\
            <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">\(line.quantity)</ram:BilledQuantity>\
            </ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement>\
            <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>\(Self.money(line.amount))\
            </ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>\
            </ram:IncludedSupplyChainTradeLineItem>
            """
        }
        return """
            <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" \
            xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" \
            xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
            <rsm:ExchangedDocument><ram:ID>INV-1</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>
            <udt:DateTimeString format="102">20261105</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
            <rsm:SupplyChainTradeTransaction>
            \(items.joined(separator: "\n"))
            <ram:ApplicableHeaderTradeAgreement>
            <ram:SellerTradeParty><ram:Name>Ningbo Haichang Auto Parts Co., Ltd.</ram:Name></ram:SellerTradeParty>
            <ram:BuyerTradeParty><ram:Name>Great Lakes Brake Supply LLC</ram:Name></ram:BuyerTradeParty>
            </ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
            <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>USD</ram:InvoiceCurrencyCode>
            <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:DuePayableAmount>\(Self.money(total))\
            </ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
            </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
            """
    }
}

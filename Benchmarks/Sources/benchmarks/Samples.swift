#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Makes the files that are checked: plausible, the same on every machine, with faults of which the number is known.
enum Samples {
    /// Every so many records one has a fault.
    static let faultEvery = 10_000

    /// ACES fitment data; each fault is an application that stands twice, or one whose years are reversed.
    ///
    /// - Returns: the faults by rule.
    static func catalogue(_ applications: Int, to path: String) -> [String: Int] {
        var faults = ["fitment/duplicate": 0, "fitment/years-reversed": 0]
        write(path) { out in
            out(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ACES version=\"4.2\">\n<Header><Company>Haichang</Company>"
            )
            out("<SenderName>Li</SenderName><SenderPhone>+86-574-5550100</SenderPhone>")
            out("<TransferDate>2026-11-08</TransferDate><BrandAAIAID>BHCX</BrandAAIAID><DocumentTitle>Pads")
            out("</DocumentTitle><EffectiveDate>2026-11-08</EffectiveDate><SubmissionType>FULL</SubmissionType>")
            out("<VcdbVersionDate>2026-10-30</VcdbVersionDate><QdbVersionDate>2026-10-30</QdbVersionDate>")
            out("<PcdbVersionDate>2026-10-30</PcdbVersionDate></Header>\n")
            for number in 0..<applications {
                // Not the first of a part, so that the one before it is of the same part.
                let isFaulty = number % faultEvery == faultEvery / 2 + 7
                out("<App action=\"A\" id=\"\(number + 1)\">")
                if isFaulty, number / faultEvery % 2 == 0 {
                    faults["fitment/years-reversed", default: 0] += 1
                    out("<Years from=\"2019\" to=\"2011\"/><Make id=\"\(number % 70 + 1)\"/><Model id=\"\(number)\"/>")
                } else {
                    if isFaulty { faults["fitment/duplicate", default: 0] += 1 }
                    out("<BaseVehicle id=\"\((isFaulty ? number - 1 : number) + 1)\"/>")
                }
                // One vehicle and position gets one part, so that nothing else is found.
                out("<EngineBase id=\"\(number / 60 % 977 + 1)\"/><MfrLabel>Premium ceramic</MfrLabel><Qty>1</Qty>")
                out(
                    "<PartType id=\"1684\"/><Position id=\"\(number / 60 % 7 + 1)\"/><Part>P-\(number / 60)</Part></App>\n"
                )
            }
            out("<Footer><RecordCount>\(applications)</RecordCount></Footer>\n</ACES>\n")
        }
        return faults
    }

    /// A shipment as tables: a product list, an invoice and a packing list; each fault is a wrong amount, a part that
    /// has no product data, or a quantity that is packed otherwise.
    ///
    /// - Returns: the faults by rule.
    static func shipment(_ lines: Int, into folder: String) -> [String: Int] {
        let parts = max(1, lines / 5)
        var faults = ["transaction/line-amount": 0, "agreement/packed-as-invoiced": 0]
        write("\(folder)/spec-sheet.csv") { out in
            out("Part No,Description,HS Code,Country of Origin,Net Weight (kg)\n")
            for part in 0..<parts { out("P-\(part),\"Brake pad set, front\",870830,CN,1.25\n") }
        }
        var total = 0
        write("\(folder)/commercial-invoice.csv") { out in
            out("Invoice No.,INV-2026-1108,,,,\nInvoice Date,2026-11-08,,,,\nSeller,Ningbo Haichang Auto Parts,,,,\n")
            out("Buyer,Great Lakes Brake Supply,,,,\nCurrency,USD,,,,\n")
            out("Part No,Description,HS Code,Qty,Unit Price,Amount\n")
            for line in 0..<lines {
                let (quantity, cents) = (quantity(line, parts), line % parts % 9_000 + 150)
                let isFaulty = line % faultEvery == faultEvery / 2
                if isFaulty { faults["transaction/line-amount", default: 0] += 1 }
                let amount = quantity * cents + (isFaulty ? 900 : 0)
                total += amount
                out("P-\(line % parts),Brake pad set,870830,\(quantity),\(money(cents)),\(money(amount))\n")
            }
            out("TOTAL,,,,,\(money(total))\n")
        }
        write("\(folder)/packing-list.csv") { out in
            out("Packing List No.,PL-2026-1108,,,,\nDate,2026-11-08,,,,\nInvoice No.,INV-2026-1108,,,,\n")
            out("Part No,Description,Qty,Cartons,Net Weight (kg),Gross Weight (kg)\n")
            for line in 0..<lines {
                // In another order than the invoice.
                let index = line / parts * parts + line % parts * 7 % parts
                let isFaulty = index < parts && index % faultEvery == faultEvery / 3
                if isFaulty { faults["agreement/packed-as-invoiced", default: 0] += 1 }
                let quantity = quantity(index, parts) + (isFaulty ? 1 : 0)
                let weight = quantity * 125
                out("P-\(index % parts),Brake pad set,\(quantity),\((quantity + 19) / 20),\(money(weight)),")
                out("\(money(weight + quantity * 5))\n")
            }
        }
        return faults
    }

    /// Product files: as many bytes as are wanted, in one file or in several; each fault is an HS code that is none.
    ///
    /// - Returns: the faults by rule.
    static func products(_ bytes: Int, files: Int, into folder: String) -> [String: Int] {
        var faults = ["identifiers/product-hs-shape": 0]
        let each = bytes / files / 210
        for file in 0..<files {
            write("\(folder)/products-\(file).json") { out in
                out("{\"products\": [\n")
                for index in 0..<each {
                    let number = file * each + index
                    let isFaulty = number % faultEvery == faultEvery / 2
                    if isFaulty { faults["identifiers/product-hs-shape", default: 0] += 1 }
                    out(index == 0 ? "{" : ",\n{")
                    out("\"partNumber\": \"P-\(number)\", \"description\": \"Brake pad set, front, ceramic\", ")
                    out("\"origin\": \"CN\", \"hsCode\": \"\(isFaulty ? "87083" : "870830")\", ")
                    out("\"netWeight\": \"1.\(number % 90 + 10) kg\", \"brand\": \"Haichang\", \"attributes\": [")
                    out("{\"name\": \"thickness\", \"value\": \"\(number % 9 + 10) mm\"}]}")
                }
                out("\n]}\n")
            }
        }
        return faults
    }

    private static func quantity(_ line: Int, _ parts: Int) -> Int { line / parts * 17 + line % 480 + 20 }

    private static func money(_ cents: Int) -> String {
        "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }

    private static func write(_ path: String, _ body: ((String) -> Void) -> Void) {
        guard let file = unsafe fopen(path, "w") else { leave("cannot write \(path)") }
        body { text in unsafe fputs(text, file) }
        unsafe fclose(file)
    }
}

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Makes the files that are checked: plausible, without findings, the same on every machine.
enum Samples {
    /// A commercial invoice with a line for every row, over a fifth as many parts.
    static func invoice(_ rows: Int, to path: String) {
        write(path) { out in
            out("Invoice No.,INV-2026-1108,,,,\nInvoice Date,2026-11-08,,,,\nSeller,Ningbo Haichang Auto Parts,,,,\n")
            out("Buyer,Great Lakes Brake Supply,,,,\nCurrency,USD,,,,\n")
            out("Part No,Description,HS Code,Qty,Unit Price,Amount\n")
            var total = 0
            for row in 0..<rows {
                let (quantity, cents) = (row % 480 + 20, row % 9_000 + 150)
                total += quantity * cents
                out(
                    "P-\(row % max(1, rows / 5)),Brake pad set,870830,\(quantity),\(money(cents)),\(money(quantity * cents))\n"
                )
            }
            out("TOTAL,,,,,\(money(total))\n")
        }
    }

    /// ACES fitment data with an application for every row.
    static func fitment(_ rows: Int, to path: String) {
        write(path) { out in
            out(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ACES version=\"4.2\">\n<Header><Company>Haichang</Company>"
            )
            out("<SenderName>Li</SenderName><TransferDate>2026-11-08</TransferDate><DocumentTitle>Pads</DocumentTitle>")
            out("<EffectiveDate>2026-11-08</EffectiveDate><SubmissionType>FULL</SubmissionType></Header>\n")
            for row in 0..<rows {
                out("<App action=\"A\" id=\"\(row + 1)\"><BaseVehicle id=\"\(row % 60_000 + 1)\"/>")
                out("<EngineBase id=\"\(row % 977 + 1)\"/><Qty>1</Qty><PartType id=\"1684\"/>")
                out("<Position id=\"\(row % 7 + 1)\"/><Part>P-\(row / 60)</Part></App>\n")
            }
            out("<Footer><RecordCount>\(rows)</RecordCount></Footer>\n</ACES>\n")
        }
    }

    /// Products, one a line.
    static func products(_ rows: Int, to path: String) {
        write(path) { out in
            for row in 0..<rows {
                out("{\"partNumber\": \"P-\(row)\", \"description\": \"Brake pad set, front\", \"origin\": \"CN\", ")
                out("\"hsCode\": \"870830\", \"netWeight\": \"1.\(row % 90 + 10) kg\"}\n")
            }
        }
    }

    private static func money(_ cents: Int) -> String {
        "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }

    private static func write(_ path: String, _ body: ((String) -> Void) -> Void) {
        guard let file = unsafe fopen(path, "w") else { fatalError("cannot write \(path)") }
        body { text in unsafe fputs(text, file) }
        unsafe fclose(file)
    }
}

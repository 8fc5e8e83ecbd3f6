import Foundation
import Linting
import Reports
import Testing

@testable import Formats

/// Large files are read in parts, side by side; nothing shows of it.
struct PartsTests {
    /// A file, with what stands in it that parts must not get wrong.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String

        var testDescription: String { name }
    }

    private static let head = """
        Invoice No.,INV-1,,,
        Invoice Date,2026-11-08,,,
        Seller,"Haichang, Ningbo",,,
        Currency,USD,,,
        Part No,Description,Qty,Unit Price,Amount

        """

    /// Lines of an invoice; every 50th has a wrong amount, one part number in 20 stands twice.
    private static func lines(_ numbers: Range<Int>, description: (Int) -> String = { _ in "Brake pad" }) -> String {
        numbers.map { number in
            let amount = number % 50 == 7 ? "1.00" : "\(number % 90 + 1).50"
            return "P-\(number % 190),\(description(number)),1,\(number % 90 + 1).50,\(amount)\n"
        }.joined()
    }

    static let tables = [
        Case(name: "plain rows", text: head + lines(0..<400)),
        Case(
            name: "line feeds and quotes in cells",
            text: head
                + lines(0..<400) { $0 % 3 == 0 ? "\"two\nlines, \"\"quoted\"\"\nP-1,x,1,2.00,9.00\"" : "Brake pad" }
        ),
        Case(name: "carriage returns", text: (head + lines(0..<300)).replacing("\n", with: "\r\n")),
        Case(name: "only carriage returns", text: (head + lines(0..<300)).replacing("\n", with: "\r")),
        Case(name: "subtotals", text: head + lines(0..<150) + "TOTAL,,,,9\n" + lines(150..<300) + "TOTAL,,,,77\n"),
        Case(name: "a page with its header again", text: head + lines(0..<150) + head + lines(150..<300)),
        Case(
            name: "another invoice below",
            text: head + lines(0..<150) + head.replacing("INV-1", with: "INV-2") + lines(150..<300)
        ),
        Case(name: "labels below", text: head + lines(0..<300) + "\nPort of loading: Ningbo\nGross weight,1200 kg\n"),
        Case(name: "ragged rows", text: head + lines(0..<100) + "P-7,x\n" + lines(100..<300) + "P-7,x,1,1,1,1\n"),
        Case(
            name: "a quote that is never closed",
            text: head + lines(0..<200) + "P-8,\"open,1,1.00,1.00\n" + lines(0..<99)
        ),
        Case(name: "numbers that are none", text: head + lines(0..<300).replacing(",1,", with: ",one,")),
        Case(name: "no line end at the end", text: head + lines(0..<300) + "P-9,last,2,2.00,5.00"),
    ]

    /// Applications; every 40th is there twice, and every 60th has its years reversed.
    private static func applications(_ numbers: Range<Int>) -> String {
        numbers.map { number in
            let years = number % 60 == 3 ? "from=\"2020\" to=\"2011\"" : "from=\"2011\" to=\"2020\""
            let id = number % 40 == 9 ? number - 1 : number
            return
                "<App action=\"A\" id=\"\(number)\"><Years \(years)/><Make id=\"\(id)\"/><Model id=\"7\"/><Qty>1</Qty>"
                + "<PartType id=\"1684\"/><Part>P-\(id / 9)</Part></App>\n"
        }.joined()
    }

    private static func aces(_ body: String, count: Int) -> String {
        "<?xml version=\"1.0\"?>\n<ACES version=\"4.2\"><Header><Company>Haichang</Company>"
            + "<TransferDate>2026-11-08</TransferDate><SubmissionType>FULL</SubmissionType></Header>\n" + body
            + "<Footer><RecordCount>\(count)</RecordCount></Footer></ACES>\n"
    }

    static let trees = [
        Case(name: "elements", text: aces(applications(0..<300), count: 300)),
        Case(
            name: "elements in comments and CDATA",
            text: aces(
                (0..<30).map { "<!-- <App> \(applications(0..<3)) -->" + applications(($0 * 5)..<($0 * 5 + 5)) }
                    .joined()
                    + "<Note><![CDATA[\(applications(0..<20))]]></Note>" + applications(150..<300),
                count: 300
            )
        ),
        Case(
            name: "another header in the middle",
            text: aces(
                applications(0..<150) + "<Header><Company>Other</Company></Header>" + applications(150..<300),
                count: 300
            )
        ),
        Case(
            name: "a tag that is never closed",
            text: aces(applications(0..<200) + "<App>" + applications(200..<300), count: 9)
        ),
        Case(name: "broken off", text: String(aces(applications(0..<300), count: 300).dropLast(4_000))),
        Case(
            name: "an entity that nobody declared",
            text: aces(
                applications(0..<200) + "<App id=\"&more;\"/>" + applications(200..<300),
                count: 300
            )
        ),
        Case(
            name: "remarks",
            text: aces(
                "<!-- shiplint:ignore fitment/duplicate -->" + applications(0..<300) + "<!-- end -->",
                count: 300
            )
        ),
    ]

    /// Products, one a line; every 40th has the number of the one before, and every 50th a customs code of five digits.
    private static func products(_ numbers: Range<Int>, further: String = "") -> String {
        numbers.map { number in
            let part = number % 40 == 9 ? number - 1 : number
            let code = number % 50 == 7 ? "87083" : "870830"
            return
                "{\"partNumber\": \"P-\(part)\", \"hsCode\": \"\(code)\", \"netWeight\": \"1.\(number % 90 + 10) kg\"\(further)}\n"
        }.joined()
    }

    static let jsonLines = [
        Case(name: "a product on each line", text: products(0..<300)),
        Case(
            name: "lines that name the document",
            text: products(0..<300, further: ", \"issueDate\": \"2026-11-08\"")
        ),
        Case(
            name: "a line late in the file that names the document",
            text: products(0..<200) + products(200..<201, further: ", \"number\": \"S-1\"") + products(201..<300)
        ),
        Case(name: "broken lines", text: products(0..<100) + "{\"partNumber\": \"P-\n" + products(100..<300) + "]\n"),
        Case(name: "blank lines", text: products(0..<150) + "\n \n\r\n\n" + products(150..<300) + "\n\n"),
        Case(name: "a last line without an end", text: String(products(0..<300).dropLast())),
        Case(name: "carriage returns", text: products(0..<300).replacing("\n", with: "\r\n")),
        Case(name: "a byte order mark", text: "\u{FEFF}" + products(0..<300)),
    ]

    @Test("reports are the same for any number of threads and any size of parts", arguments: tables + trees + jsonLines)
    func parts(_ test: Case) async throws {
        let name =
            test.text.hasPrefix("Invoice")
            ? "commercial-invoice.csv" : test.text.hasPrefix("<") ? "fitment.xml" : "products.jsonl"
        let folder = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try test.text.write(to: file, atomically: true, encoding: .utf8)
        func report(_ jobs: Int, part: Int) async throws -> String {
            let sizes = ReadingSizes(window: 512, batchRows: 16, part: part)
            let request = CheckRequest(paths: [file.path()], asOf: CalendarDay.date, jobs: jobs, sizes: sizes)
            return JSONReport().render(try await Checker.check(request))
        }
        let whole = try await report(1, part: 1 << 20)
        #expect(whole.contains("\"rule\""), "the case has findings")
        for (jobs, part) in [(2, 700), (4, 1_111), (3, 5_000)] {
            #expect(try await report(jobs, part: part) == whole, "\(jobs) threads, parts of \(part) bytes")
        }
    }
}

import TestSupport
import Testing

@testable import Documents

/// Workbooks: what their cells show, wherever the file keeps it.
struct SpreadsheetTests {
    /// The rows of a sheet as text, with what was wrong.
    private static func read(_ bytes: [UInt8], sheet: Int = 0) throws -> (rows: [[String]], faults: [String]) {
        let source = SourceFile(path: "book.xlsx", bytes: bytes)
        let workbook = try #require(try source.workbook())
        var rows = TableRows(limit: 1000)
        let outcome = workbook.read(sheet: sheet, into: &rows)
        return (
            rows.rows,
            outcome.faults.map { "\($0.code.rawValue) \($0.offset.map { CellAddress(number: $0).name } ?? "")" }
        )
    }

    private static func book(_ data: String, strings: [String] = [], formats: [String] = []) -> [UInt8] {
        WorkbookFixture([.init("Sheet1", data: data)], strings: strings, formats: formats).bytes
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let data: String
        var strings: [String] = []
        var formats: [String] = []
        let rows: [[String]]
        var faults: [String] = []
    }

    static let cases: [Case] = [
        Case(
            testDescription: "shared, inline and formula texts, truth values",
            data: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>in line</t></is></c>
                <c r="C1" t="str"><f>A1&amp;"x"</f><v>made</v></c><c r="D1" t="b"><v>1</v></c></row>
                """,
            strings: ["<t>shared</t>"],
            rows: [["shared", "in line", "made", "TRUE"]]
        ),
        Case(
            testDescription: "runs of rich text are one text, pronunciations none",
            data: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c></row>",
            strings: [
                "<t>first</t>",
                "<r><t xml:space=\"preserve\">Brake </t></r><r><rPr><b/></rPr><t>pad</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>",
            ],
            rows: [["Brake pad"]]
        ),
        Case(
            testDescription: "characters that XML does not allow",
            data: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D_\nb_x0041_</t></is></c></row>",
            rows: [["a\nbA"]]
        ),
        Case(
            testDescription: "blank rows and cells that the file leaves out",
            data: "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row><row r=\"4\"><c r=\"A4\"><v>2</v></c></row>",
            rows: [[], ["", "1"], [], ["2"]]
        ),
        Case(
            testDescription: "cells and rows without references follow each other",
            data: "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
            rows: [["1", "2"], ["3"]]
        ),
        Case(
            testDescription: "numbers have fifteen digits",
            data: """
                <row r="1"><c><v>11.400000000000000</v></c><c><v>1.1000000000000001</v></c><c><v>5741.9999999999991</v></c>
                <c><v>1.0E-3</v></c><c><v>4.71E+12</v></c><c><v>-0.5</v></c><c><v>100</v></c><c><v>0</v></c></row>
                """,
            rows: [["11.4", "1.1", "5742", "0.001", "4710000000000", "-0.5", "100", "0"]]
        ),
        Case(
            testDescription: "digits that the spreadsheet lost are told",
            data: "<row r=\"1\"><c><v>3.4012345000000001E+17</v></c></row>",
            rows: [["340123450000000000"]],
            faults: ["digits-lost A1"]
        ),
        Case(
            testDescription: "dates by their number format",
            data: """
                <row r="1"><c s="1"><v>46350</v></c><c s="2"><v>46350.4375</v></c><c s="3"><v>0.5</v></c><c s="4"><v>46350</v></c>
                </row>
                """,
            formats: ["yyyy\"年\"m\"月\"d\"日\"", "dd/mm/yyyy hh:mm", "[h]:mm", "[$-804]d mmm yy;@"],
            rows: [["2026-11-24", "2026-11-24 10:30:00", "12:00:00", "2026-11-24"]]
        ),
        Case(
            testDescription: "units, currencies, percent and leading zeros that only the format shows",
            data: """
                <row r="1"><c s="1"><v>1200</v></c><c s="2"><v>12.5</v></c><c s="3"><v>0.13</v></c><c s="4"><v>123</v></c>
                <c s="5"><v>7</v></c><c s="6"><v>12.5</v></c><c s="7"><v>12.5</v></c></row>
                """,
            formats: [
                "#,##0\" PCS\"", "[$USD] #,##0.00", "0.0%", "00000", "\"PL-\"000", "_(* #,##0.00_);_(* (#,##0.00)",
                "0.00_ ",
            ],
            rows: [["1200 PCS", "USD 12.5", "13%", "00123", "PL-007", "12.5", "12.5"]]
        ),
        Case(
            testDescription: "a formula that was never computed, and one that went wrong",
            data: "<row r=\"1\"><c r=\"A1\"><f>1+1</f></c><c r=\"B1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
            rows: [["", "#DIV/0!"]],
            faults: ["formula-without-value A1", "error-value B1"]
        ),
        Case(
            testDescription: "hidden rows are read and told",
            data: "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c><v>2</v></c></row>",
            rows: [["1"], ["2"]],
            faults: ["hidden-rows A2"]
        ),
        Case(
            testDescription: "a stray cell far to the right",
            data: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>",
            rows: [["1"]],
            faults: ["column-limit A1"]
        ),
        Case(
            testDescription: "a row beyond every limit",
            data: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"9999999\"><c r=\"A9999999\"><v>2</v></c></row>",
            rows: [["1"]],
            faults: ["row-limit "]
        ),
    ]

    @Test(arguments: cases)
    func reads(_ test: Case) throws {
        let (rows, faults) = try Self.read(Self.book(test.data, strings: test.strings, formats: test.formats))
        #expect(rows == test.rows)
        #expect(faults == test.faults)
    }

    @Test("dates that count from 1904")
    func epoch() throws {
        let fixture = WorkbookFixture(
            [.init("Sheet1", data: "<row><c s=\"1\"><v>44888</v></c></row>")],
            formats: ["yyyy-mm-dd"],
            is1904: true
        )
        #expect(try Self.read(fixture.bytes).rows == [["2026-11-24"]])
    }

    @Test("sheets by their names, hidden ones told apart")
    func sheets() throws {
        let fixture = WorkbookFixture([
            .init("发票", rows: [["a"]]), .init("装箱单", rows: [["b"]], state: "hidden"),
        ])
        let workbook = try #require(try SourceFile(path: "x", bytes: fixture.bytes).workbook())
        #expect(workbook.sheets.map(\.name) == ["发票", "装箱单"])
        #expect(workbook.sheets.map(\.isHidden) == [false, true])
        #expect(try Self.read(fixture.bytes, sheet: 1).rows == [["b"]])
    }

    @Test(
        "names of cells",
        arguments: [(1, 0, "A1"), (14, 1, "B14"), (3, 25, "Z3"), (3, 26, "AA3"), (9, 16_383, "XFD9")]
    )
    func addresses(row: Int, column: Int, name: String) {
        let address = CellAddress(row: row, column: column)
        #expect(address.name == name)
        #expect(CellAddress(number: address.number) == address)
        #expect(CellAddress(name: Array(name.utf8).span) == address)
    }

    @Test("an archive that is no workbook is none")
    func otherArchive() throws {
        let bytes = ZipFixture.archive([("word/document.xml", Array("<a/>".utf8))])
        #expect(try SourceFile(path: "x.docx", bytes: bytes).workbook() == nil)
    }

    static let broken: [(String, [UInt8], SyntaxFault.Code)] = [
        ("truncated", Array(WorkbookFixture([.init("a", rows: [["1"]])]).bytes.prefix(900)), .truncated),
        (
            "OpenDocument",
            ZipFixture.archive([("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))]),
            .unsupportedWorkbook
        ),
        ("binary Open XML", ZipFixture.archive([("xl/workbook.bin", [0])]), .unsupportedWorkbook),
        (
            "encrypted entries", ZipFixture.archive([("xl/workbook.xml", Array("<workbook/>".utf8))], flags: 1),
            .passwordProtected
        ),
        (
            "encrypted package",
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1016)
                + "EncryptedPackage".utf8.flatMap { [$0, 0] } + [UInt8](repeating: 0, count: 96),
            .passwordProtected
        ),
    ]

    @Test("what cannot be read says why", arguments: broken)
    func unreadable(name: String, bytes: [UInt8], code: SyntaxFault.Code) {
        #expect(throws: SyntaxFault.self) { _ = try SourceFile(path: name, bytes: bytes).workbook() }
        do {
            _ = try SourceFile(path: name, bytes: bytes).workbook()
        } catch {
            #expect(error.code == code)
        }
    }

    @Test("a part larger than the limit is not unpacked")
    func bomb() throws {
        var limits = Limits()
        limits.inflated = 10_000
        let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 1000)
        let source = SourceFile(path: "x", bytes: Self.book(rows))
        let workbook = try #require(try Workbook.open(source, limits: limits))
        var receiver = TableRows(limit: 10_000)
        let outcome = workbook.read(sheet: 0, limits: limits, into: &receiver)
        #expect(outcome.faults.map(\.code) == [.sizeLimit])
    }

    @Test("broken workbooks never crash", .timeLimit(.minutes(1)))
    func mutations() throws {
        let bytes = WorkbookFixture(
            [.init("a", data: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c s=\"1\"><v>1</v></c></row>")],
            strings: ["<t>x</t>"],
            formats: ["yyyy"]
        ).bytes
        var seed: UInt64 = 42
        func random(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<400 {
            var mutated = bytes
            for _ in 0...random(4) { mutated[random(mutated.count)] = UInt8(random(256)) }
            if random(4) == 0 { mutated.removeLast(random(mutated.count)) }
            // Either it says what is wrong, or the rows that are left are given.
            guard let workbook = try? SourceFile(path: "x", bytes: mutated).workbook() else { continue }
            for sheet in workbook.sheets.indices {
                var rows = TableRows(limit: 100)
                _ = workbook.read(sheet: sheet, into: &rows)
                #expect(rows.rows.count <= 100)
            }
        }
    }

    @Test("tables of an HTML page, with cells over several columns and rows")
    func html() throws {
        let html = """
            <html><head><meta charset="utf-8"></head><body><table>
            <tr><th rowspan=2>Part&nbsp;No</th><th colspan="2">Weight</th></tr>
            <tr><td>net</td><td>gross</td></tr>
            <tr><td>A-1<br>x</td><td>1,5</td><td>2</td></table></body></html>
            """
        let source = SourceFile(path: "export.xls", bytes: Array(html.utf8))
        let prologue = try Prologue.read(source)
        #expect(prologue.syntax == .table)
        #expect(prologue.medium == .html)
        #expect(prologue.rows == [["Part\u{A0}No", "Weight", ""], ["", "net", "gross"], ["A-1 x", "1,5", "2"]])
        let offset = try #require(html.utf8.firstRange(of: Array("1,5".utf8)))
        let place = Place(offset: html.utf8.distance(from: html.utf8.startIndex, to: offset.lowerBound), length: 3)
        let position = try #require(Locator.locate([place], in: source, prologue: prologue)?.first)
        #expect(position.raw == "1,5")
        #expect(position.line == 4)
        #expect(position.address == "3")
        #expect(position.cell == 1)
    }
}

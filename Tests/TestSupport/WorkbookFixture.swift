/// Workbooks for tests, as small as spreadsheet programs still open them.
package struct WorkbookFixture {
    /// A sheet.
    package struct Sheet {
        /// Its name.
        package var name: String
        /// `visible`, `hidden` or `veryHidden`.
        package var state = "visible"
        /// The inside of its `sheetData`.
        package var data: String

        /// Makes a sheet of XML.
        package init(_ name: String, data: String, state: String = "visible") {
            self.name = name
            self.data = data
            self.state = state
        }

        /// Makes a sheet of texts; what reads as a number is written as one, blank texts are left out.
        package init(_ name: String, rows: [[String]], state: String = "visible") {
            let data = rows.map { row in
                let cells = row.enumerated().map { column, text in
                    text.isEmpty ? "" : Self.cell(text, at: column == 0 ? nil : column)
                }
                return "<row>\(cells.joined())</row>"
            }
            self.init(name, data: data.joined(), state: state)
        }

        private static func cell(_ text: String, at column: Int?) -> String {
            // Only the first row and column need no reference; a row number of 1 says nothing to a reader of columns.
            let reference = column.map { " r=\"\(Character(Unicode.Scalar(UInt8(65 + $0))))1\"" } ?? ""
            let isNumber = text.wholeMatch(of: /-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?/) != nil
            return isNumber
                ? "<c\(reference)><v>\(text)</v></c>"
                : "<c\(reference) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        }
    }

    /// The sheets.
    package var sheets: [Sheet]
    /// The texts of shared strings, as the inside of `si`.
    package var strings: [String] = []
    /// The codes of number formats; style 1 is the first.
    package var formats: [String] = []
    /// Whether dates count from 1904.
    package var is1904 = false

    /// Makes a workbook.
    package init(_ sheets: [Sheet], strings: [String] = [], formats: [String] = [], is1904: Bool = false) {
        self.sheets = sheets
        self.strings = strings
        self.formats = formats
        self.is1904 = is1904
    }

    /// The file.
    package var bytes: [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        func relation(_ id: String, _ type: String, _ target: String) -> String {
            "<Relationship Id=\"\(id)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
        }
        let numbers = formats.enumerated().map { index, code in
            let escaped = code.replacing("\"", with: "&quot;")
            return "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(escaped)\"/>"
        }
        let styles = ["<xf numFmtId=\"0\"/>"] + formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
        var parts = [
            (
                "_rels/.rels",
                "<Relationships xmlns=\"\(relations)\">\(relation("a", "officeDocument", "xl/workbook.xml"))</Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>"
                    + sheets.enumerated().map { index, sheet in
                        "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"s\(index)\"/>"
                    }.joined() + "</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(relations)\">"
                    + sheets.indices.map { relation("s\($0)", "worksheet", "worksheets/sheet\($0).xml") }.joined()
                    + relation("x", "sharedStrings", "sharedStrings.xml") + relation("y", "styles", "styles.xml")
                    + "</Relationships>"
            ),
            ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings.map { "<si>\($0)</si>" }.joined())</sst>"),
            (
                "xl/styles.xml",
                "<styleSheet xmlns=\"\(main)\"><numFmts>\(numbers.joined())</numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs>"
                    + "<cellXfs>\(styles.joined())</cellXfs></styleSheet>"
            ),
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(
                (
                    "xl/worksheets/sheet\(index).xml",
                    "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.data)</sheetData></worksheet>"
                )
            )
        }
        return ZipFixture.archive(parts.map { ($0.0, Array($0.1.utf8)) })
    }
}

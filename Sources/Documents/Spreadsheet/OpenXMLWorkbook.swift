/// A workbook in Office Open XML (ECMA-376), `.xlsx` and `.xlsm`: an archive of XML parts.
final class OpenXMLWorkbook {
    /// A sheet, and the part of the archive that holds its cells.
    struct Sheet {
        /// Its name.
        var name: String
        /// Whether the program hides it.
        var isHidden: Bool
        /// The name of its part.
        var part: String
    }

    /// The sheets with cells, in order.
    let sheets: [Sheet]

    private let archive: Archive
    /// The parts of the texts and of the styles.
    private let shared: [String]
    private let styles: [String]
    private let epoch: Int
    private var context: SheetContext?

    /// Opens a workbook.
    ///
    /// - Returns: nothing where the archive holds no workbook.
    /// - Throws: a `SyntaxFault` where it is broken, encrypted, or of a sort that is not read.
    init?(_ source: SourceFile, _ limits: Limits) throws(SyntaxFault) {
        archive = try Archive(source)
        guard let book = try Self.book(in: archive, limits), let elements = try archive.elements(book, limits) else {
            if try archive.entry("xl/workbook.bin", limits) != nil {
                throw SyntaxFault(.unsupportedWorkbook, detail: "binary workbook (.xlsb)")
            }
            if let content = try archive.entry("mimetype", limits), try content.isSpreadsheet() {
                throw SyntaxFault(.unsupportedWorkbook, detail: "OpenDocument spreadsheet (.ods)")
            }
            return nil
        }
        let folder = Self.folder(of: book)
        let name = book.dropFirst(folder.count)
        let relations = try archive.elements("\(folder)_rels/\(name).rels", limits) ?? []
        func parts(_ type: String) -> [(id: String, part: String)] {
            relations.filter { ($0.attributes["Type"] ?? "").hasSuffix("/\(type)") }.map { relation in
                let target = relation.attributes["Target"] ?? ""
                let part = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
                return (relation.attributes["Id"] ?? "", part)
            }
        }
        let targets = parts("worksheet")
        shared = parts("sharedStrings").map(\.part)
        styles = parts("styles").map(\.part)
        sheets = elements.compactMap { element -> Sheet? in
            guard element.name == "sheet", let id = element.attributes["id"],
                let part = targets.first(where: { $0.id == id })?.part
            else { return nil }
            return Sheet(
                name: element.attributes["name"] ?? "",
                isHidden: (element.attributes["state"] ?? "visible") != "visible",
                part: part
            )
        }
        let properties = elements.first { $0.name == "workbookPr" }
        // Day 0 of the calendar of 1904 is 1904-01-01.
        epoch = ["1", "true"].contains(properties?.attributes["date1904"] ?? "") ? 24_107 : 25_569
    }

    /// The name of the part that the archive says is its main one, where it is a workbook.
    private static func book(in archive: Archive, _ limits: Limits) throws(SyntaxFault) -> String? {
        let relations = try archive.elements("_rels/.rels", limits) ?? []
        let target = relations.first { ($0.attributes["Type"] ?? "").hasSuffix("/officeDocument") }?.attributes[
            "Target"
        ]
        let name = target.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 } ?? "xl/workbook.xml"
        return name.hasSuffix("workbook.xml") ? name : nil
    }

    private static func folder(of part: String) -> String {
        part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    }

    /// Reads the rows of a sheet.
    func read<Receiver: EventReceiver & ~Copyable>(
        _ index: Int,
        _ limits: Limits,
        into receiver: inout Receiver
    ) throws(SyntaxFault) -> ReadOutcome {
        let context = try loadContext(limits)
        guard let entry = try archive.entry(sheets[index].part, limits) else {
            throw SyntaxFault(.notWellFormed, detail: "the sheet's part is missing")
        }
        let row = TextNames.resolve("row", &receiver)
        return unsafe withUnsafeMutablePointer(to: &receiver) { pointer in
            var rows = unsafe SheetRows(receiver: pointer, row: row, book: context, limits: limits)
            let syntax = XMLReader.read(entry, limits: limits, into: &rows)
            var outcome = rows.outcome
            outcome.bytes = syntax.bytes
            // The sheet's XML is not what anybody sees, so its offsets say nothing.
            for fault in syntax.faults {
                outcome.note(SyntaxFault(fault.code, detail: fault.detail, isFatal: fault.isFatal))
            }
            return outcome
        }
    }

    private func loadContext(_ limits: Limits) throws(SyntaxFault) -> SheetContext {
        if let context { return context }
        var loaded = SheetContext()
        loaded.epoch = epoch
        for part in shared.prefix(1) {
            guard let entry = try archive.entry(part, limits) else { continue }
            let outcome = XMLReader.read(entry, limits: limits, trims: false, into: &loaded.strings)
            if let fault = outcome.faults.first { throw SyntaxFault(fault.code, detail: fault.detail) }
        }
        var styles: [PartElements.Element] = []
        for part in self.styles.prefix(1) { styles = try archive.elements(part, limits) ?? [] }
        var codes: [Int: String] = [:]
        for style in styles where style.name == "numFmt" {
            guard let number = style.attributes["numFmtId"].flatMap({ Int($0) }) else { continue }
            codes[number] = style.attributes["formatCode"]
        }
        loaded.formats = styles.filter { $0.name == "xf" && $0.parent == "cellXfs" }.map { style in
            let number = style.attributes["numFmtId"].flatMap { Int($0) } ?? 0
            return codes[number].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: number)
        }
        context = loaded
        return loaded
    }
}

extension Archive {
    /// The elements of a small part; nothing where there is no such part.
    fileprivate func elements(_ part: String, _ limits: Limits) throws(SyntaxFault) -> [PartElements.Element]? {
        guard let entry = try entry(part, limits) else { return nil }
        var receiver = PartElements()
        let outcome = XMLReader.read(entry, limits: limits, into: &receiver)
        if let fault = outcome.faults.first { throw SyntaxFault(fault.code, detail: fault.detail) }
        return receiver.elements
    }
}

extension ArchiveEntry {
    /// Whether it names the media type of OpenDocument spreadsheets.
    fileprivate func isSpreadsheet() throws(SyntaxFault) -> Bool {
        var bytes: [UInt8] = []
        try read(count: 200, into: &bytes)
        return bytes.starts(with: "application/vnd.oasis.opendocument.spreadsheet".utf8)
    }
}

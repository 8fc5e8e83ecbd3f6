/// A workbook whose sheets are read like tables.
///
/// One task uses it at a time: what its sheets share is loaded with the first that is read.
package final class Workbook: @unchecked Sendable {
    /// A sheet.
    package struct Sheet: Sendable {
        /// Its name.
        package let name: String
        /// Whether the program hides it from its user.
        package let isHidden: Bool
    }

    /// The sheets, in order.
    package let sheets: [Sheet]

    private enum Content {
        case openXML(OpenXMLWorkbook)
        case binary(BinaryWorkbook)
    }

    private let content: Content

    /// Opens a file if its first bytes are those of a workbook.
    ///
    /// - Returns: nothing where it is something else.
    /// - Throws: a `SyntaxFault` where it is a workbook that cannot be read.
    package static func open(_ source: SourceFile, limits: Limits = Limits()) throws(SyntaxFault) -> Workbook? {
        var first: [UInt8] = []
        try source.read(at: 0, count: 8, into: &first)
        if first.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            guard let book = try OpenXMLWorkbook(source, limits) else { return nil }
            let sheets = book.sheets.map { Sheet(name: $0.name, isHidden: $0.isHidden) }
            return Workbook(content: .openXML(book), sheets: sheets)
        }
        guard first.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return nil }
        switch try CompoundFile.content(of: source) {
        case .encrypted: throw SyntaxFault(.passwordProtected)
        case .workbook:
            let book = try BinaryWorkbook(path: source.path)
            return Workbook(content: .binary(book), sheets: book.sheets.map { Sheet(name: $0, isHidden: false) })
        case .other: return nil
        }
    }

    private init(content: Content, sheets: [Sheet]) {
        self.content = content
        // No program allows two sheets of one name, but a broken file may have them.
        var names: Set<String> = []
        self.sheets = sheets.enumerated().map { index, sheet in
            names.insert(sheet.name).inserted
                ? sheet : Sheet(name: "\(sheet.name) (\(index + 1))", isHidden: sheet.isHidden)
        }
    }

    /// Reads the rows of a sheet.
    ///
    /// Places are numbers of cells: see `CellAddress`.
    package func read<Receiver: EventReceiver & ~Copyable>(
        sheet index: Int,
        limits: Limits = Limits(),
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = ReadOutcome()
        do throws(SyntaxFault) {
            switch content {
            case .openXML(let book): outcome = try book.read(index, limits, into: &receiver)
            case .binary(let book): outcome = try book.read(index, limits, into: &receiver)
            }
        } catch {
            outcome.note(error)
        }
        return outcome
    }
}

/// The container of older Office files and of encrypted newer ones (MS-CFB).
private enum CompoundFile {
    enum Content {
        case encrypted
        case workbook
        case other
    }

    /// What it holds, by the names of its streams.
    static func content(of source: SourceFile) throws(SyntaxFault) -> Content {
        var offset = 0
        var content = Content.other
        // Entries of its directory have 128 bytes and begin with a name in UTF-16.
        while offset < source.size {
            var window: [UInt8] = []
            try source.read(at: offset, count: 1 << 20, into: &window)
            guard !window.isEmpty else { break }
            for start in stride(from: 0, to: window.count, by: 128) {
                if window[start...].starts(with: name("EncryptedPackage")) { return .encrypted }
                if window[start...].starts(with: name("Workbook")) || window[start...].starts(with: name("Book")) {
                    content = .workbook
                }
            }
            offset += window.count
        }
        return content
    }

    /// A name as the directory has it, with the zero behind it.
    private static func name(_ text: String) -> [UInt8] { text.utf8.flatMap { [$0, 0] } + [0, 0] }
}

internal import CFreeXL

/// A workbook of Excel 97 to 2003, `.xls`, read with FreeXL.
///
/// Owns FreeXL's handle from `init` to `deinit`. FreeXL holds the whole file, of which Excel limits the size: 65,536 rows of
/// 256 columns a sheet.
@safe final class BinaryWorkbook {
    /// The names of the sheets, in order.
    private(set) var sheets: [String] = []

    private let handle: UnsafeRawPointer

    /// Opens a workbook by its path, since FreeXL takes nothing else.
    ///
    /// - Throws: a `SyntaxFault` where it is broken or encrypted.
    init(path: String) throws(SyntaxFault) {
        var handle: UnsafeRawPointer?
        let code = unsafe freexl_open(path, &handle)
        guard code == FREEXL_OK, let handle = unsafe handle else {
            if let handle = unsafe handle { _ = unsafe freexl_close(handle) }
            throw SyntaxFault(.notWellFormed, detail: "the workbook is damaged")
        }
        unsafe self.handle = handle
        guard info(FREEXL_BIFF_PASSWORD) != UInt32(FREEXL_BIFF_OBFUSCATED) else {
            throw SyntaxFault(.passwordProtected)
        }
        for index in 0..<min(info(FREEXL_BIFF_SHEET_COUNT), 4096) {
            var name: UnsafePointer<CChar>?
            guard unsafe freexl_get_worksheet_name(handle, UInt16(index), &name) == FREEXL_OK else { continue }
            sheets.append(unsafe name.map { unsafe String(cString: $0) } ?? "")
        }
    }

    deinit { _ = unsafe freexl_close(handle) }

    private func info(_ what: Int32) -> UInt32 {
        var value: UInt32 = 0
        return unsafe freexl_get_info(handle, UInt16(what), &value) == FREEXL_OK ? value : 0
    }

    /// Reads the rows of a sheet.
    func read<Receiver: EventReceiver & ~Copyable>(
        _ index: Int,
        _ limits: Limits,
        into receiver: inout Receiver
    ) throws(SyntaxFault) -> ReadOutcome {
        var (rows, columns): (UInt32, UInt16) = (0, 0)
        guard unsafe freexl_select_active_worksheet(handle, UInt16(index)) == FREEXL_OK,
            unsafe freexl_worksheet_dimensions(handle, &rows, &columns) == FREEXL_OK
        else { throw SyntaxFault(.notWellFormed, detail: "the workbook is damaged") }
        var outcome = ReadOutcome()
        let row = TextNames.resolve("row", &receiver)
        for number in 0..<Int(rows) where !receiver.isFinished {
            let start = CellAddress(row: number + 1, column: 0).number
            guard receiver.open(row, index: -1, at: start) else { continue }
            var last = 0
            for column in 0..<Int(columns) {
                let name = Name(rawValue: Int32(column))
                guard receiver.reads(attribute: name) else { continue }
                let text = text(UInt32(number), UInt16(column))
                guard !text.isEmpty else { continue }
                last = column + 1
                receiver.attribute(name, text.span, at: Place(offset: start + column, length: 1))
                outcome.bytes += text.count
            }
            receiver.close(at: start + last, fields: last)
        }
        return outcome
    }

    private func text(_ row: UInt32, _ column: UInt16) -> [UInt8] {
        var cell = unsafe FreeXL_CellValue()
        guard unsafe freexl_get_cell_value(handle, row, column, &cell) == FREEXL_OK else { return [] }
        switch Int32(unsafe cell.type) {
        case FREEXL_CELL_INT: return Array("\(unsafe cfreexl_int(&cell))".utf8)
        case FREEXL_CELL_DOUBLE:
            let written = Array("\(unsafe cfreexl_double(&cell))".utf8)
            var text: [UInt8] = []
            _ = NumberFormat.general.append(written, to: &text, epoch: 0)
            return text
        case FREEXL_CELL_NULL: return []
        default: return unsafe cfreexl_text(&cell).map { unsafe Array(String(cString: $0).utf8) } ?? []
        }
    }
}

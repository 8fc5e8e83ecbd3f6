/// Reads the tables of an HTML page as one table, row by row: shops and banks export such pages with the name `.xls`.
enum HTMLTableReader {
    /// Reads a file.
    static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        limits: Limits,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = ReadOutcome()
        do throws(SyntaxFault) {
            let html = try TextReader.text(of: source, encoding, limits)
            outcome.bytes = html.count
            let row = TextNames.resolve("row", &receiver)
            unsafe withUnsafeMutablePointer(to: &receiver) { pointer in
                let rows = unsafe HTMLRows<Receiver>(receiver: pointer, row: row, limits: limits)
                HTMLParser.parse(html, into: rows)
                rows.endRow()
            }
        } catch {
            outcome.note(error)
        }
        return outcome
    }
}

/// Gives the rows of a page's tables.
///
/// The receiver is borrowed through a pointer that outlives this, since both live in one call of `HTMLTableReader.read`.
@safe private final class HTMLRows<Receiver: EventReceiver & ~Copyable>: HTMLCallbacks {
    private struct Cell {
        var column: Int
        var text: [UInt8] = []
        var offset = -1
        /// Behind the cell's last text in the file.
        var end = -1
    }

    private let receiver: UnsafeMutablePointer<Receiver>
    private let row: Name
    private let limits: Limits
    private var isRowOpen = false
    private var isCellOpen = false
    private var rowStart = 0
    private var cells: [Cell] = []
    private var column = 0
    /// For how many further rows a cell above takes a column.
    private var spans: [Int] = []

    init(receiver: UnsafeMutablePointer<Receiver>, row: Name, limits: Limits) {
        unsafe self.receiver = receiver
        self.row = row
        self.limits = limits
    }

    override func start(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "tr":
            endRow()
            isRowOpen = true
            rowStart = offset
        case "td", "th":
            guard isRowOpen else { return }
            while column < spans.count, spans[column] > 0 { column += 1 }
            let width = Self.span(attributes["colspan"], limits.columns)
            let height = Self.span(attributes["rowspan"], CellAddress.rows)
            guard column + width <= limits.columns else { return }
            cells.append(Cell(column: column))
            isCellOpen = true
            while spans.count < column + width { spans.append(0) }
            // The row itself is counted down at its end.
            for index in column..<(column + width) where height > 1 { spans[index] = height }
            column += width
        case "br": append([0x20])
        default: break
        }
    }

    override func end(_ name: String) {
        if name == "tr" { endRow() }
        if name == "td" || name == "th" { isCellOpen = false }
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isCellOpen, var cell = cells.popLast() else { return }
        if cell.offset < 0 {
            // What was read last ends where the parser is.
            let blanks = unsafe bytes.prefix { $0 <= 0x20 }.count
            if blanks < bytes.count { cell.offset = max(rowStart, offset - bytes.count + blanks) }
        }
        cell.end = offset
        cells.append(cell)
        unsafe append(bytes)
    }

    /// Blanks of any number are one, as a browser shows them.
    private func append(_ bytes: some Sequence<UInt8>) {
        guard isCellOpen, var cell = cells.popLast() else { return }
        for byte in bytes where cell.text.count < limits.value {
            if byte > 0x20 {
                cell.text.append(byte)
            } else if let last = cell.text.last, last != 0x20 {
                cell.text.append(0x20)
            }
        }
        cells.append(cell)
    }

    private static func span(_ text: String?, _ limit: Int) -> Int { min(limit, max(1, text.flatMap { Int($0) } ?? 1)) }

    func endRow() {
        guard isRowOpen else { return }
        isRowOpen = false
        isCellOpen = false
        for index in spans.indices where spans[index] > 0 { spans[index] -= 1 }
        give()
        cells.removeAll(keepingCapacity: true)
        column = 0
        if unsafe receiver.pointee.isFinished { isFinished = true }
    }

    private func give() {
        guard unsafe receiver.pointee.open(row, index: -1, at: rowStart) else { return }
        for cell in cells where !cell.text.isEmpty {
            let name = Name(rawValue: Int32(cell.column))
            guard unsafe receiver.pointee.reads(attribute: name) else { continue }
            let place = Place(offset: max(rowStart, cell.offset), length: max(1, cell.end - cell.offset))
            unsafe receiver.pointee.attribute(name, cell.text.span, at: place)
        }
        unsafe receiver.pointee.close(at: offset, fields: max(column, spans.count))
    }
}

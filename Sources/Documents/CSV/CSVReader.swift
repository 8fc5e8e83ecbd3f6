/// Reads tables of cells parted by a delimiter (RFC 4180), in windows.
package enum CSVReader {
    /// Reads a file.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - encoding: how its text is written.
    ///   - dialect: how its cells are parted.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - receiver: takes the events.
    /// - Returns: the faults, and how much was read.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        dialect: CSVDialect,
        limits: Limits = Limits(),
        window: Int = 1 << 18,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var rows = CSVRows(
            stream: DecodedStream(source, encoding: encoding, window: window),
            dialect: dialect,
            limits: limits
        )
        rows.read(into: &receiver)
        if source.hasChanged { rows.outcome.note(SyntaxFault(.changedDuringRead)) }
        return rows.outcome
    }

    /// Reads some of the rows of a file in UTF-8.
    ///
    /// A part that begins behind a line feed anywhere in the file is right exactly if the part before it ends there: a
    /// line feed in quotes ends no row.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - dialect: how its cells are parted.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - offset: where a row begins, or somewhere before one.
    ///   - isAligned: whether a row begins just there; otherwise the first one behind a line feed is looked for.
    ///   - limit: rows that begin there or later are left.
    ///   - receiver: takes the events.
    /// - Returns: the faults, and where it began and ended.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        dialect: CSVDialect,
        limits: Limits = Limits(),
        window: Int = 1 << 18,
        from offset: Int,
        isAligned: Bool,
        until limit: Int,
        into receiver: inout Receiver
    ) -> ReadPart {
        var rows = CSVRows(
            stream: DecodedStream(source, encoding: .utf8, window: window, from: isAligned ? offset : offset - 1),
            dialect: dialect,
            limits: limits
        )
        let part = rows.read(from: offset, isAligned: isAligned, until: limit, into: &receiver)
        if source.hasChanged { rows.outcome.note(SyntaxFault(.changedDuringRead)) }
        return ReadPart(outcome: rows.outcome, start: part.start, end: part.end, isLast: part.isLast)
    }
}

/// The rows of a table, one at a time: cells are found first, and unquoted only when somebody reads them.
private struct CSVRows: ~Copyable {
    /// A cell of the row, in the buffer.
    private struct Cell {
        var start: Int
        var end: Int
        var isQuoted: Bool
        var hasDoubledQuote: Bool
    }

    var outcome = ReadOutcome()

    private var stream: DecodedStream
    private let delimiter: UInt8
    private let limits: Limits
    private var buffer: [UInt8] = []
    /// The offset of the buffer's first byte in the decoded document.
    private var base = 0
    private var position: Int
    private var isAtEnd = false
    private var cells: [Cell] = []
    private var scratch: [UInt8] = []

    init(stream: consuming DecodedStream, dialect: CSVDialect, limits: Limits) {
        self.stream = stream
        delimiter = dialect.delimiter
        position = dialect.start
        self.limits = limits
    }

    /// Reads the rows that begin between two offsets.
    mutating func read<Receiver: EventReceiver & ~Copyable>(
        from offset: Int,
        isAligned: Bool,
        until limit: Int,
        into receiver: inout Receiver
    ) -> (start: Int, end: Int, isLast: Bool) {
        let row = Self.name(of: &receiver)
        position = 0
        base = isAligned ? offset : offset - 1
        var start = offset
        do throws(SyntaxFault) {
            try fill()
            if !isAligned {
                position = try skipLine()
                start = base + position
            }
            while base + position < limit, try findRow() {
                give(row, to: &receiver)
                if receiver.isFinished { break }
            }
        } catch {
            outcome.note(error)
        }
        outcome.bytes = base + position
        return (start, base + position, isAtEnd && position >= buffer.count)
    }

    /// The place behind the next line feed; the end of the file if there is none.
    private mutating func skipLine() throws(SyntaxFault) -> Int {
        while true {
            for index in position..<buffer.count where buffer[index] == 0x0A { return index + 1 }
            if isAtEnd { return buffer.count }
            base += buffer.count
            buffer.removeAll(keepingCapacity: true)
            position = 0
            rowStart = 0
            try fill()
        }
    }

    private static func name<Receiver: EventReceiver & ~Copyable>(of receiver: inout Receiver) -> Name {
        let empty: [UInt8] = []
        return receiver.resolve(namespace: empty.span, local: Array("row".utf8).span, prefix: empty.span)
    }

    mutating func read<Receiver: EventReceiver & ~Copyable>(into receiver: inout Receiver) {
        let row = Self.name(of: &receiver)
        do throws(SyntaxFault) {
            repeat { try fill() } while buffer.count <= position && !isAtEnd
            guard position < buffer.count else { throw SyntaxFault(.emptyFile) }
            while try findRow() {
                give(row, to: &receiver)
                if receiver.isFinished { break }
            }
        } catch {
            outcome.note(error)
        }
        outcome.bytes = base + position
    }

    /// Moves what is left to the front and reads a further window.
    private mutating func fill() throws(SyntaxFault) {
        if rowStart > 0 {
            buffer.removeFirst(rowStart)
            base += rowStart
            position -= rowStart
            rowStart = 0
        }
        isAtEnd = !(try stream.read(into: &buffer))
    }

    private var rowStart = 0

    /// Finds the cells of the next row.
    ///
    /// - Returns: false at the end of the file.
    private mutating func findRow() throws(SyntaxFault) -> Bool {
        rowStart = position
        while true {
            cells.removeAll(keepingCapacity: true)
            position = rowStart
            let isWhole = scanRow()
            // Nothing behind such a row can be trusted to be a row.
            guard cells.count <= limits.columns else {
                throw SyntaxFault(.columnLimit, at: base + rowStart, detail: "\(limits.columns)")
            }
            if isWhole { return true }
            if isAtEnd { return try finishLastRow() }
            guard buffer.count - rowStart <= limits.value + (1 << 18) else {
                throw SyntaxFault(.valueLimit, at: base + rowStart, detail: "\(limits.value)")
            }
            try fill()
        }
    }

    /// The last row may lack its line end; a quote that is still open is a fault.
    private mutating func finishLastRow() throws(SyntaxFault) -> Bool {
        guard rowStart < buffer.count else { return false }
        if let last = cells.last, last.isQuoted, last.end < 0 {
            outcome.note(SyntaxFault(.unterminatedQuote, at: base + last.start - 1))
            cells[cells.count - 1].end = buffer.count
            position = buffer.count
            return true
        }
        position = buffer.count
        return true
    }

    /// Scans a row up to its line end.
    ///
    /// - Returns: false where the buffer ends first; cells found so far then count only at the end of the file.
    private mutating func scanRow() -> Bool {
        let count = buffer.count
        var index = position
        while true {
            guard index < count else {
                // A delimiter at the very end of the file still begins a cell.
                if index > rowStart {
                    cells.append(Cell(start: index, end: index, isQuoted: false, hasDoubledQuote: false))
                }
                return false
            }
            if buffer[index] == UInt8(ascii: "\"") {
                guard let end = scanQuoted(from: index + 1) else { return false }
                index = end
            } else {
                let start = index
                while index < count, !isStop(buffer[index]) { index += 1 }
                cells.append(Cell(start: start, end: index, isQuoted: false, hasDoubledQuote: false))
            }
            guard index < count else { return false }
            let byte = buffer[index]
            if byte == delimiter {
                index += 1
                if cells.count > limits.columns { return true }
                continue
            }
            // A carriage return may be followed by a line feed that is not read yet.
            if byte == 0x0D, index + 1 >= count, !isAtEnd { return false }
            position = index + (byte == 0x0D && index + 1 < count && buffer[index + 1] == 0x0A ? 2 : 1)
            return true
        }
    }

    @inline(__always)
    private func isStop(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

    /// Scans a quoted cell whose quote has been read.
    ///
    /// - Returns: the place behind the cell; nothing where the buffer ends first.
    private mutating func scanQuoted(from start: Int) -> Int? {
        let count = buffer.count
        var index = start
        var hasDoubled = false
        while index < count {
            if buffer[index] == UInt8(ascii: "\"") {
                if index + 1 < count, buffer[index + 1] == UInt8(ascii: "\"") {
                    hasDoubled = true
                    index += 2
                    continue
                }
                if index + 1 >= count, !isAtEnd { break }
                let end = index
                index += 1
                if index < count, !isStop(buffer[index]) {
                    outcome.note(SyntaxFault(.strayQuote, at: base + end, isFatal: false))
                    while index < count, !isStop(buffer[index]) { index += 1 }
                }
                cells.append(Cell(start: start, end: end, isQuoted: true, hasDoubledQuote: hasDoubled))
                return index
            }
            index += 1
        }
        // An open end: told apart by -1 until more is read.
        cells.append(Cell(start: start, end: -1, isQuoted: true, hasDoubledQuote: hasDoubled))
        return nil
    }

    private mutating func give<Receiver: EventReceiver & ~Copyable>(_ row: Name, to receiver: inout Receiver) {
        guard receiver.open(row, index: -1, at: base + rowStart) else { return }
        for (column, cell) in cells.enumerated() where cell.end > cell.start {
            let name = Name(rawValue: Int32(column))
            guard receiver.reads(attribute: name) else { continue }
            guard cell.end - cell.start <= limits.value else {
                outcome.note(
                    SyntaxFault(.valueLimit, at: base + cell.start, detail: "\(limits.value)", isFatal: false)
                )
                continue
            }
            let place = Place(offset: base + cell.start, length: cell.end - cell.start)
            if needsCopy(cell) {
                receiver.attribute(name, scratch.span, at: place)
            } else {
                receiver.attribute(name, buffer.span.extracting(cell.start..<cell.end), at: place)
            }
        }
        receiver.close(at: base + position, fields: cells.count)
    }

    /// Whether a cell differs from its raw bytes; then `scratch` holds it.
    private mutating func needsCopy(_ cell: Cell) -> Bool {
        var isASCII = true
        for index in cell.start..<cell.end {
            let byte = buffer[index]
            if byte >= 0x80 { isASCII = false }
            if byte == 0 { outcome.note(SyntaxFault(.nulByte, at: base + index, isFatal: false)) }
        }
        if !isASCII { checkEncoding(cell) }
        guard cell.hasDoubledQuote else { return false }
        scratch.removeAll(keepingCapacity: true)
        var index = cell.start
        while index < cell.end {
            scratch.append(buffer[index])
            index += buffer[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return true
    }

    private mutating func checkEncoding(_ cell: Cell) {
        guard !outcome.faults.contains(where: { $0.code == .invalidEncoding }) else { return }
        if String(validating: buffer[cell.start..<cell.end], as: UTF8.self) == nil {
            outcome.note(SyntaxFault(.invalidEncoding, at: base + cell.start, detail: "UTF-8", isFatal: false))
        }
    }
}

/// Turns the XML of a worksheet into rows with cells, as `CSVReader` gives them.
///
/// Rows and cells that the file leaves out, because they are blank, are given blank. The receiver is borrowed through a
/// pointer that outlives this, since both live in one call of `OpenXMLWorkbook.read`.
@safe struct SheetRows<Receiver: EventReceiver & ~Copyable>: EventReceiver, ~Copyable {
    /// What a cell says its value is (ECMA-376 part 1 §18.18.11).
    private enum Kind {
        case number
        case shared
        case text
        case bool
        case error
    }

    /// A cell of the open row.
    private struct Cell {
        var column: Int
        /// Its value in `bytes`.
        var range: Range<Int>
        var kind: Kind
        var style: Int
    }

    /// What was wrong.
    var outcome = ReadOutcome()
    /// Whether the rows ended.
    private(set) var isFinished = false

    private let receiver: UnsafeMutablePointer<Receiver>
    private let row: Name
    private let book: SheetContext
    private let limits: Limits
    /// Names of open elements.
    private var path: [Name] = []
    private var rowNumber = 0
    private var givenRows = 0
    private var isHidden = false
    private var cells: [Cell] = []
    private var bytes: [UInt8] = []
    private var cell = Cell(column: 0, range: 0..<0, kind: .number, style: 0)
    private var hasFormula = false
    private var scratch: [UInt8] = []

    private static var names: [(StaticString, Name)] {
        [
            ("worksheet", SheetName.worksheet), ("sheetData", SheetName.data), ("row", SheetName.row),
            ("c", SheetName.cell), ("v", SheetName.value), ("f", SheetName.formula), ("is", SheetName.inline),
            ("t", SheetName.text), ("r", SheetName.run), ("s", SheetName.style), ("hidden", SheetName.hidden),
        ]
    }

    init(receiver: UnsafeMutablePointer<Receiver>, row: Name, book: SheetContext, limits: Limits) {
        unsafe self.receiver = receiver
        self.row = row
        self.book = book
        self.limits = limits
    }

    func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        Self.names.first { local.equals($0.0) }?.1 ?? .unknown
    }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        switch name {
        case SheetName.row:
            rowNumber += 1
            isHidden = false
            cells.removeAll(keepingCapacity: true)
            bytes.removeAll(keepingCapacity: true)
        case SheetName.cell:
            let column = (cells.last?.column ?? -1) + 1
            cell = Cell(column: column, range: bytes.count..<bytes.count, kind: .number, style: 0)
            hasFormula = false
        case SheetName.formula:
            hasFormula = true
            return false
        case SheetName.worksheet, SheetName.data, SheetName.value, SheetName.inline, SheetName.text, SheetName.run:
            break
        default: return false
        }
        path.append(name)
        return true
    }

    func reads(attribute name: Name) -> Bool { path.last == SheetName.cell || path.last == SheetName.row }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        if path.last == SheetName.row {
            if name == SheetName.run, let number = Self.int(value) { moveTo(number) }
            if name == SheetName.hidden { isHidden = value.equals("1") || value.equals("true") }
            return
        }
        switch name {
        case SheetName.run: if let address = CellAddress(name: value) { cell.column = address.column }
        case SheetName.style: cell.style = Self.int(value) ?? 0
        case SheetName.text:
            cell.kind =
                value.equals("s")
                ? .shared
                : value.equals("n")
                    ? .number
                    : value.equals("b")
                        ? .bool
                        : value.equals("e") ? .error : .text
        default: break
        }
    }

    private mutating func moveTo(_ number: Int) {
        // Rows ascend; one that does not is told, and stands behind the last.
        if number >= rowNumber {
            rowNumber = number
        } else {
            outcome.note(SyntaxFault(.notWellFormed, at: place(0), detail: "rows out of order", isFatal: false))
        }
    }

    mutating func value(_ value: Span<UInt8>, at place: Place) {
        guard path.last == SheetName.value || path.last == SheetName.text else { return }
        if cell.kind == .text {
            CellText.append(value, to: &bytes)
        } else {
            unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        }
    }

    mutating func close(at end: Int, fields: Int) {
        switch path.popLast() {
        case SheetName.cell?: closeCell()
        case SheetName.row?: closeRow()
        case SheetName.data?: isFinished = true
        default: break
        }
    }

    private mutating func closeCell() {
        cell.range = cell.range.lowerBound..<bytes.count
        guard !cell.range.isEmpty else {
            if hasFormula {
                outcome.note(SyntaxFault(.formulaWithoutValue, at: place(cell.column), isFatal: false))
            }
            return
        }
        guard cell.column < limits.columns else {
            outcome.note(SyntaxFault(.columnLimit, at: place(0), detail: "\(limits.columns)", isFatal: false))
            return
        }
        cells.append(cell)
    }

    private mutating func closeRow() {
        guard !cells.isEmpty, !isFinished else { return }
        guard rowNumber <= CellAddress.rows else {
            outcome.note(SyntaxFault(.rowLimit, detail: "\(CellAddress.rows)"))
            isFinished = true
            return
        }
        if isHidden { outcome.note(SyntaxFault(.hiddenRows, at: place(0), isFatal: false)) }
        if zip(cells, cells.dropFirst()).contains(where: { $0.column > $1.column }) {
            cells.sort { $0.column < $1.column }
        }
        while givenRows + 1 < rowNumber, unsafe !receiver.pointee.isFinished {
            givenRows += 1
            let start = CellAddress(row: givenRows, column: 0).number
            if unsafe receiver.pointee.open(row, index: -1, at: start) {
                unsafe receiver.pointee.close(at: start, fields: 0)
            }
        }
        givenRows = rowNumber
        give()
        if unsafe receiver.pointee.isFinished { isFinished = true }
    }

    private mutating func give() {
        guard unsafe receiver.pointee.open(row, index: -1, at: place(0)) else { return }
        for cell in cells {
            let name = Name(rawValue: Int32(cell.column))
            guard unsafe receiver.pointee.reads(attribute: name) else { continue }
            let place = Place(offset: self.place(cell.column), length: 1)
            switch cell.kind {
            case .text: unsafe receiver.pointee.attribute(name, bytes.span.extracting(cell.range), at: place)
            case .error:
                outcome.note(
                    SyntaxFault(
                        .errorValue,
                        at: place.offset,
                        detail: String(decoding: bytes[cell.range], as: UTF8.self),
                        isFatal: false
                    )
                )
                unsafe receiver.pointee.attribute(name, bytes.span.extracting(cell.range), at: place)
            case .shared:
                guard let number = Self.int(bytes.span.extracting(cell.range)), let range = book.strings.range(number)
                else {
                    outcome.note(SyntaxFault(.notWellFormed, at: place.offset, detail: "no such text", isFatal: false))
                    continue
                }
                let text = book.strings.arena.span.extracting(range)
                unsafe receiver.pointee.attribute(name, text, at: place)
            case .bool:
                scratch.removeAll(keepingCapacity: true)
                scratch.append(contentsOf: (bytes[cell.range.lowerBound] == UInt8(ascii: "1") ? "TRUE" : "FALSE").utf8)
                unsafe receiver.pointee.attribute(name, scratch.span, at: place)
            case .number:
                scratch.removeAll(keepingCapacity: true)
                let format = book.formats.indices.contains(cell.style) ? book.formats[cell.style] : .general
                if format.append(Array(bytes[cell.range]), to: &scratch, epoch: book.epoch) {
                    outcome.note(SyntaxFault(.digitsLost, at: place.offset, isFatal: false))
                }
                unsafe receiver.pointee.attribute(name, scratch.span, at: place)
            }
        }
        let last = (cells.last?.column ?? -1) + 1
        unsafe receiver.pointee.close(at: place(last), fields: last)
    }

    private func place(_ column: Int) -> Int { CellAddress(row: rowNumber, column: column).number }

    private static func int(_ bytes: Span<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count < 10 else { return nil }
        var value = 0
        for index in bytes.indices {
            guard bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        }
        return value
    }
}

/// The names that stand in a worksheet; `r` is a run of text, and the reference of a row or cell.
private enum SheetName {
    static let worksheet = Name(rawValue: 1)
    static let data = Name(rawValue: 2)
    static let row = Name(rawValue: 3)
    static let cell = Name(rawValue: 4)
    static let value = Name(rawValue: 5)
    static let formula = Name(rawValue: 6)
    static let inline = Name(rawValue: 7)
    static let text = Name(rawValue: 8)
    static let run = Name(rawValue: 9)
    static let style = Name(rawValue: 10)
    static let hidden = Name(rawValue: 11)
}

/// What the cells of a workbook's sheets share.
struct SheetContext {
    /// The texts.
    var strings = SharedStrings()
    /// The formats by the numbers of styles.
    var formats: [NumberFormat] = []
    /// How many days before 1970-01-01 day 0 of its calendar is.
    var epoch = 25_569
}

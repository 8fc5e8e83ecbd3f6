/// Rows of a reference table, ready to be asked: cells as numbers, rows with the same first cell side by side.
final class Relation: Sendable {
    private let width: Int
    /// Row by row.
    private let cells: [UInt32]
    /// For each first cell the rows that begin with it.
    private let rows: [UInt32: Range<UInt32>]
    private let codes: CellCodes

    /// How many different rows it has.
    var count: Int { cells.count / width }

    /// Makes a relation; O(rows · log rows).
    ///
    /// - Parameters:
    ///   - width: cells of a row, at least one.
    ///   - cells: row by row; rows without a first cell are left out, equal ones kept once.
    ///   - codes: what the numbers stand for.
    init(width: Int, cells: [UInt32], codes: CellCodes) {
        self.width = width
        self.codes = codes
        var order = (0..<UInt32(cells.count / width)).filter { cells[Int($0) * width] != CellCodes.none }
        func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
            let (left, right) = (Int(left) * width, Int(right) * width)
            for place in 0..<width where cells[left + place] != cells[right + place] {
                return cells[left + place] < cells[right + place]
            }
            return false
        }
        order.sort(by: precedes)
        var sorted: [UInt32] = []
        sorted.reserveCapacity(order.count * width)
        var rows: [UInt32: Range<UInt32>] = [:]
        var last: UInt32?
        for row in order {
            if let last, !precedes(last, row) { continue }
            last = row
            let start = Int(row) * width
            let place = UInt32(sorted.count / width)
            sorted += cells[start..<start + width]
            rows[cells[start]] = (rows[cells[start]]?.lowerBound ?? place)..<(place + 1)
        }
        self.cells = sorted
        self.rows = rows
    }

    /// Whether some row begins with the parts of a key, which unit separators part; an empty part fits any cell, and a cell
    /// that says "unknown" any part.
    ///
    /// - Returns: nothing where the key has more parts than a row has cells, or no first part.
    func holds(_ key: ArraySlice<UInt8>) -> Bool? {
        let parts = key.split(separator: 0x1F, omittingEmptySubsequences: false)
        guard let first = parts.first.map({ codes.code(of: $0) }), first != CellCodes.any, parts.count <= width else {
            return nil
        }
        guard let own = rows[first] else { return false }
        guard parts.count > 1 else { return true }
        let wanted = parts.map { codes.code(of: $0) }
        return own.contains { row in
            let start = Int(row) * width
            return (1..<wanted.count).allSatisfy { place in
                let cell = cells[start + place]
                return wanted[place] == CellCodes.any || cell == CellCodes.any || cell == wanted[place]
            }
        }
    }
}

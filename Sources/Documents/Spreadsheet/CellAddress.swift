/// A cell of a spreadsheet.
///
/// The places of a spreadsheet's values are numbers of cells rather than bytes: a row's first cell has the number of its
/// row times `columns`, so that places ascend as bytes do.
package struct CellAddress: Hashable, Sendable {
    /// The row, from 1.
    package var row: Int
    /// The column, from 0.
    package var column: Int

    /// Columns of a row; no program writes more.
    package static let columns = 1 << 14
    /// Rows of a sheet; no program writes more.
    package static let rows = 1 << 20

    /// Makes an address.
    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// The cell with a number.
    package init(number: Int) {
        row = number / Self.columns + 1
        column = number % Self.columns
    }

    /// The number of the cell.
    package var number: Int { (row - 1) * Self.columns + column }

    /// The name as spreadsheet programs show it: `B14`.
    package var name: String { "\(Self.letters(column))\(row)" }

    /// The letters of a column: `A`, `Z`, `AA`.
    package static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            let digit = UInt8((rest - 1) % 26)
            letters = String(Unicode.Scalar(UInt8(ascii: "A") + digit)) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// The cell with a name; nothing where it is none.
    init?(name: Span<UInt8>) {
        var column = 0
        var row = 0
        for index in name.indices {
            let byte = name[index]
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            guard column <= Self.columns, row <= Self.rows * 10 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.init(row: row, column: column - 1)
    }
}

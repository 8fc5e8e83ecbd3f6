package import CEL

/// The cells of one field in a batch, row by row.
///
/// One of the value arrays is filled, according to `type`, and has an element for every row; a row that is not present
/// holds a filler there.
package final class Column: Sendable {
    /// The type of the field.
    package let type: FieldType
    /// Whether each row is absent, present or invalid.
    package let states: [CellState]
    /// Where each row's raw text stands.
    package let places: [CellPlace]
    /// Text and codes.
    package let texts: [TextSlice]
    /// Exact decimals.
    package let decimals: [Decimal]
    /// Whole numbers.
    package let ints: [Int64]
    /// Days.
    package let dates: [CalendarDate]
    /// Decimals with units.
    package let quantities: [Quantity]
    /// Truth values.
    package let bools: [Bool]
    /// Lists: where in `elements` each row's texts stand.
    package let lists: [Range<Int32>]
    /// The texts of all rows' lists.
    package let elements: [TextSlice]

    /// Takes over what a builder holds.
    init(_ builder: ColumnBuilder) {
        type = builder.type
        states = builder.states
        places = builder.places
        texts = builder.texts
        decimals = builder.decimals
        ints = builder.ints
        dates = builder.dates
        quantities = builder.quantities
        bools = builder.bools
        lists = builder.lists
        elements = builder.elements
    }
}

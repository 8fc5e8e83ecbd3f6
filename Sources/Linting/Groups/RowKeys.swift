internal import CEL

/// The keys of a batch's records, as numbers of a key table.
struct RowKeys {
    /// The numbers, row by row; -1 is none.
    ///
    /// There is one a row, or where records may have several as many as `ends` says.
    private(set) var numbers: [Int32] = []
    /// Of records that may have several keys where each row's end.
    private(set) var ends: [Int32] = []
    /// The rows whose keys could not be made of what they hold, and why; what is absent makes no key in silence.
    private(set) var errors: [(row: Int32, error: EvaluationError)] = []

    private let spreads: Bool
    private var row: Int32 = 0

    /// The keys of records that have one each, or none.
    init(_ numbers: [Int32], errors: [(row: Int32, error: EvaluationError)]) {
        self.numbers = numbers
        self.errors = errors
        spreads = false
    }

    /// So many records without keys; of records that may have several more can be added.
    init(none count: Int, spreads: Bool) {
        self.spreads = spreads
        numbers = Array(repeating: -1, count: spreads ? 0 : count)
        ends = Array(repeating: 0, count: spreads ? count : 0)
        row = Int32(count)
    }

    /// Adds a key of the current row.
    mutating func append(_ number: Int32) { numbers.append(number) }

    /// Ends a row.
    mutating func endRow() {
        ends.append(Int32(numbers.count))
        row += 1
    }

    /// Ends a row whose keys could not be made.
    mutating func fail(_ error: EvaluationError) {
        if case .absent = error {} else { errors.append((row, error)) }
        endRow()
    }

    /// The members among the rows with their keys: row and number, one for each key of a member.
    func entries(of members: [Bool]) -> (rows: [Int32], numbers: [Int32]) {
        var rows: [Int32] = []
        var found: [Int32] = []
        rows.reserveCapacity(numbers.count)
        found.reserveCapacity(numbers.count)
        guard spreads else {
            for row in members.indices where members[row] && numbers[row] >= 0 {
                rows.append(Int32(row))
                found.append(numbers[row])
            }
            return (rows, found)
        }
        var start = 0
        for row in members.indices {
            let end = Int(ends[row])
            if members[row] {
                for position in start..<end {
                    rows.append(Int32(row))
                    found.append(numbers[position])
                }
            }
            start = end
        }
        return (rows, found)
    }
}

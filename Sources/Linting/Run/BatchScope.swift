internal import CEL
internal import Records

/// What the rules over one batch share: the rows of some roles, and the keys of group rules, found once.
struct BatchScope {
    /// The records, silent cells as they are.
    let batch: RecordBatch
    /// The header of their document.
    let header: RecordBatch

    private let allRows: [Bool]
    private var roleRows: [[[UInt8]]: [Bool]] = [:]
    private var keys: [Int: RowKeys] = [:]
    private var inheriting: RecordBatch?

    private static let goods = Array("GOODS".utf8)

    init(_ batch: RecordBatch, header: RecordBatch) {
        self.batch = batch
        self.header = header
        allRows = Array(repeating: true, count: batch.count)
    }

    /// The records, silent cells inherited from the header where that is wanted.
    mutating func batch(inherits: Bool) -> RecordBatch {
        guard inherits, batch.recordType.name != "document" else { return batch }
        if let inheriting { return inheriting }
        let made = batch.inheriting(from: header)
        inheriting = made
        return made
    }

    /// The rows with one of some roles, or all; a line without a role is goods.
    mutating func rows(with roles: [[UInt8]]?) -> [Bool] {
        guard let roles, let role = batch.recordType.field(named: "role") else {
            return allRows
        }
        if let known = roleRows[roles] { return known }
        let rows = batch.rows(of: role, among: roles, otherwise: roles.contains(Self.goods))
        roleRows[roles] = rows
        return rows
    }

    /// The keys of the records in one of the run's ways of making them.
    ///
    /// - Parameters:
    ///   - index: the way, as an index of the run's.
    ///   - space: the way.
    ///   - batch: the records, inheriting where the way reads what is inherited.
    ///   - table: the document's keys of that way.
    /// - Returns: their numbers in the table.
    mutating func keys(_ index: Int, _ space: KeySpace, of batch: RecordBatch, in table: inout KeyTable) -> RowKeys {
        if let known = keys[index] { return known }
        let made = space.keys(of: batch, header: header, in: &table)
        keys[index] = made
        return made
    }
}

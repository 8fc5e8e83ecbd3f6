package import CEL

/// The canonical keys of a batch's records, made a part at a time: each part for all records, then all keys at once.
///
/// O(bytes of the keys). A record to which a part gives nothing has no key, and the parts behind do not look at it.
package struct KeyBlock {
    /// The keys, one behind the other.
    package private(set) var bytes: [UInt8] = []
    /// Where each record's key ends; it begins where the one before ends.
    package private(set) var ends: [Int] = []
    /// Whether each record has a key.
    package private(set) var isMade: [Bool]
    /// The records whose keys could not be made of what they hold, and why; what is absent makes no key in silence.
    package private(set) var errors: [(row: Int32, error: EvaluationError)] = []

    private enum Part {
        /// The same bytes for all records.
        case same([UInt8])
        /// The text of a column's cells, and what stands for a silent one.
        case text(Column, silent: [UInt8])
        /// The bytes of each record, one behind the other.
        case own([UInt8], ends: [Int])
    }

    private let batch: RecordBatch
    private var parts: [Part] = []
    /// How long each record's key is.
    private var sizes: [Int]

    /// Begins with empty keys for the records of a batch.
    package init(_ batch: RecordBatch) {
        self.batch = batch
        isMade = Array(repeating: true, count: batch.count)
        sizes = Array(repeating: 0, count: batch.count)
    }

    /// Appends the same bytes to all keys.
    package mutating func append(_ bytes: [UInt8]) {
        for row in sizes.indices { sizes[row] += bytes.count }
        if case .same(let known)? = parts.last {
            parts[parts.count - 1] = .same(known + bytes)
        } else {
            parts.append(.same(bytes))
        }
    }

    /// Appends the cells of a column of text or codes.
    ///
    /// - Parameters:
    ///   - column: the column.
    ///   - silent: the bytes of records that are silent; nothing where these have no key.
    package mutating func append(_ column: Column, silent: [UInt8]?) {
        for row in sizes.indices where isMade[row] {
            switch column.states[row] {
            case .present: sizes[row] += ValueBytes.size(ofText: Int(column.texts[row].length))
            case .absent:
                guard let silent else {
                    isMade[row] = false
                    continue
                }
                sizes[row] += silent.count
            case .invalid, .undecided: fail(row, .invalid)
            }
        }
        parts.append(.text(column, silent: silent ?? []))
    }

    /// Appends bytes that are made record by record.
    ///
    /// - Parameter make: appends a record's bytes; false where it has no key. What it throws is noted.
    package mutating func append(_ make: (_ row: Int, _ bytes: inout [UInt8]) throws(EvaluationError) -> Bool) {
        var (own, ends): ([UInt8], [Int]) = ([], [])
        ends.reserveCapacity(sizes.count)
        for row in sizes.indices {
            let start = own.count
            if isMade[row] {
                do throws(EvaluationError) {
                    isMade[row] = try make(row, &own)
                } catch {
                    fail(row, error)
                }
            }
            if !isMade[row] { own.removeSubrange(start...) }
            sizes[row] += own.count - start
            ends.append(own.count)
        }
        parts.append(.own(own, ends: ends))
    }

    private mutating func fail(_ row: Int, _ error: EvaluationError) {
        isMade[row] = false
        if case .absent = error {} else { errors.append((Int32(row), error)) }
    }

    /// Lays out the keys.
    package mutating func finish() {
        var total = 0
        ends.reserveCapacity(sizes.count)
        // From here on where the next part of each key goes.
        for row in sizes.indices {
            let size = isMade[row] ? sizes[row] : 0
            sizes[row] = total
            total += size
            ends.append(total)
        }
        unsafe bytes = Array(unsafeUninitializedCapacity: total) { buffer, count in
            for part in parts {
                switch part {
                case .same(let same): unsafe lay(same, buffer)
                case .text(let column, let silent): unsafe lay(column, silent, buffer)
                case .own(let own, let ends): unsafe lay(own, ends, buffer)
                }
            }
            count = total
        }
    }

    private mutating func lay(_ same: [UInt8], _ buffer: UnsafeMutableBufferPointer<UInt8>) {
        for row in sizes.indices where isMade[row] {
            unsafe put(same.span, row, buffer)
        }
    }

    private mutating func lay(_ own: [UInt8], _ ends: [Int], _ buffer: UnsafeMutableBufferPointer<UInt8>) {
        var start = 0
        for row in sizes.indices {
            let end = ends[row]
            if isMade[row] { unsafe put(own.span.extracting(start..<end), row, buffer) }
            start = end
        }
    }

    private mutating func lay(_ column: Column, _ silent: [UInt8], _ buffer: UnsafeMutableBufferPointer<UInt8>) {
        let (states, texts, arena) = (column.states, column.texts, batch.arena)
        for row in sizes.indices where isMade[row] {
            guard states[row] == .present else {
                unsafe put(silent.span, row, buffer)
                continue
            }
            let text = texts[row]
            sizes[row] += unsafe ValueBytes.putHead(ofText: Int(text.length), in: buffer, at: sizes[row])
            unsafe put(arena.span.extracting(text.range), row, buffer)
        }
    }

    private mutating func put(_ bytes: Span<UInt8>, _ row: Int, _ buffer: UnsafeMutableBufferPointer<UInt8>) {
        let start = sizes[row]
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
            // There is room: `finish` made it for the sum of all sizes.
            unsafe (to + start).update(from: from, count: source.count)
        }
        sizes[row] = start + bytes.count
    }
}

/// Takes the first rows of a table as text.
package struct TableRows: EventReceiver {
    /// The rows; each has as many cells as it is written with.
    package private(set) var rows: [[String]] = []

    private let limit: Int

    /// Makes a receiver of so many rows at most.
    package init(limit: Int) {
        self.limit = limit
    }

    package var isFinished: Bool { rows.count >= limit }

    package func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name { .unknown }

    package mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        rows.append([])
        return true
    }

    package func reads(attribute name: Name) -> Bool { true }

    package mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        pad(to: Int(name.rawValue))
        rows[rows.count - 1].append(unsafe value.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) })
    }

    package func value(_ value: Span<UInt8>, at place: Place) {}

    package mutating func close(at end: Int, fields: Int) { pad(to: fields) }

    private mutating func pad(to count: Int) {
        while rows[rows.count - 1].count < count { rows[rows.count - 1].append("") }
    }
}

/// Collects the comments of an XML document that speak to shiplint, each with the element that follows it.
struct RemarkCollector {
    /// So many are kept.
    private static let limit = 1000

    /// The remarks so far.
    private(set) var remarks: [Remark] = []
    /// Remarks that wait for the next element, as indices.
    private var waiting: [Int] = []
    /// Remarks of which the element is open, with its depth, the innermost last.
    private var open: [(index: Int, depth: Int)] = []

    /// Whether nothing waits for an element to begin or end.
    var isIdle: Bool { waiting.isEmpty && open.isEmpty }

    /// Whether the text of a comment speaks to shiplint.
    static func isRemark(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        unsafe text.drop { $0 <= 0x20 }.starts(with: "shiplint".utf8)
    }

    /// Takes a comment that ends at an offset.
    mutating func comment(_ bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int) {
        let inner = unsafe bytes.drop { $0 <= 0x20 }
        guard unsafe Self.isRemark(inner), remarks.count < Self.limit else { return }
        let text = unsafe String(decoding: inner.prefix(2000), as: UTF8.self)
        // `<!--` and `-->` stand around the text.
        waiting.append(remarks.count)
        remarks.append(Remark(text: text, offset: max(0, end - bytes.count - 7)))
    }

    /// An element begins.
    mutating func start(at offset: Int, depth: Int) {
        for index in waiting {
            remarks[index].element = offset..<offset
            remarks[index].isOfRoot = depth == 1
            open.append((index, depth))
        }
        waiting.removeAll()
    }

    /// An element of some depth ends.
    mutating func end(at offset: Int, depth: Int) {
        // What stands before the end of its parent is followed by no element.
        waiting.removeAll()
        while let last = open.last, last.depth == depth {
            if let start = remarks[last.index].element?.lowerBound {
                remarks[last.index].element = start..<max(start, offset)
            }
            open.removeLast()
        }
    }
}

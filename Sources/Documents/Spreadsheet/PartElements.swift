/// Takes the elements of a small part of a workbook with their attributes, by local names.
struct PartElements: EventReceiver {
    /// An element.
    struct Element {
        /// Its name.
        var name: String
        /// The name of the element around it.
        var parent: String
        /// Its attributes.
        var attributes: [String: String] = [:]
    }

    /// The elements in order.
    private(set) var elements: [Element] = []
    private var names = [""]
    private var path: [String] = []
    /// Real workbooks have some thousand styles at most.
    private static let maximum = 1 << 20

    var isFinished: Bool { elements.count >= Self.maximum }

    mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        names.append(Self.string(local))
        return Name(rawValue: Int32(names.count - 1))
    }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        let text = names[Int(name.rawValue)]
        elements.append(Element(name: text, parent: path.last ?? ""))
        path.append(text)
        return true
    }

    func reads(attribute name: Name) -> Bool { true }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        elements[elements.count - 1].attributes[names[Int(name.rawValue)]] = Self.string(value)
    }

    mutating func value(_ value: Span<UInt8>, at place: Place) {}

    mutating func close(at end: Int, fields: Int) { _ = path.popLast() }

    private static func string(_ span: Span<UInt8>) -> String {
        unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

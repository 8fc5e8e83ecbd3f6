/// The texts that the cells of a workbook name by number, in one arena.
struct SharedStrings: EventReceiver {
    private(set) var arena: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    private var depth = 0
    /// More would be no real workbook.
    private static let maximum = 1 << 24

    private static let (item, text, run, list) = (
        Name(rawValue: 1), Name(rawValue: 2), Name(rawValue: 3), Name(rawValue: 4)
    )

    /// The bytes of a text; nothing where there is none with the number.
    func range(_ number: Int) -> Range<Int>? {
        guard ends.indices.contains(number) else { return nil }
        return (number == 0 ? 0 : ends[number - 1])..<ends[number]
    }

    var isFinished: Bool { ends.count >= Self.maximum }

    func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        if local.equals("si") { return Self.item }
        if local.equals("t") { return Self.text }
        if local.equals("r") { return Self.run }
        return local.equals("sst") ? Self.list : .unknown
    }

    /// Pronunciations and fonts are skipped.
    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        if name.isKnown { depth += 1 }
        return name.isKnown
    }

    func reads(attribute name: Name) -> Bool { false }

    func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {}

    mutating func value(_ value: Span<UInt8>, at place: Place) { CellText.append(value, to: &arena) }

    mutating func close(at end: Int, fields: Int) {
        // A text stands in an item of the list, or in runs of it.
        if depth == 2 { ends.append(arena.count) }
        depth -= 1
    }
}

/// Texts as Office writes them in XML.
enum CellText {
    /// Appends a text; `_x000D_` and the like stand for characters that XML does not allow (ECMA-376 part 1 §22.9.2.19).
    static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "_"), index + 6 < text.count, text[index + 1] == UInt8(ascii: "x"),
                text[index + 6] == UInt8(ascii: "_"), let character = hexadecimal(text, at: index + 2)
            {
                // A carriage return stands before a line feed and says nothing more.
                if character != "\r" { bytes.append(contentsOf: String(Character(character)).utf8) }
                index += 7
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
    }

    private static func hexadecimal(_ text: Span<UInt8>, at start: Int) -> Unicode.Scalar? {
        var value: UInt32 = 0
        for index in start..<(start + 4) {
            guard let digit = Character(Unicode.Scalar(text[index])).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return Unicode.Scalar(value)
    }
}

extension Span<UInt8> {
    /// Whether the bytes are those of an ASCII text.
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        // In bounds: both have so many bytes, and a static text lives as long as the program.
        for index in indices where unsafe self[index] != text.utf8Start[index] { return false }
        return true
    }
}

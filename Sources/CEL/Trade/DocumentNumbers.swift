/// The numbers in a cell that may name several documents, such as the invoices of a packing list: `INV-1, INV-2`.
public enum DocumentNumbers {
    /// The numbers, in their order, each once; a text that only looks like several is one.
    ///
    /// Numbers are parted by commas, semicolons, line ends, `、`, `&`, `and`, `和`, or a stroke between blanks; without
    /// blanks a stroke belongs to a number. Each must have a digit. O(n).
    public static func parts(of text: String) -> [String] {
        guard text.utf8.contains(where: { Self.separators.contains($0) || $0 >= 0x80 }) else { return [text] }
        var plain = text
        for word in [" and ", " und ", " / ", "，", "、", "；", "和", "及"] { plain.replace(word, with: ",") }
        var numbers: [String] = []
        for part in plain.split(whereSeparator: { ",;&\n\r".contains($0) }) {
            let number = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            guard number.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return [text] }
            if !numbers.contains(number) { numbers.append(number) }
        }
        return numbers.count > 1 && numbers.count <= 50 ? numbers : [text]
    }

    private static let separators = Set(",;&\n /".utf8)
}

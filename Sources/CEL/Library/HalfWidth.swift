/// Full-width letters, digits and signs of East Asian keyboards as those of ASCII.
public enum HalfWidth {
    /// A text with its full-width forms (Unicode block FF01 to FF5E) and ideographic spaces replaced.
    public static func of(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0xE3 }) else { return text }
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            if scalar.value == 0x3000 { return " " }
            guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
            return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

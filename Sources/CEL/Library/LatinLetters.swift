/// Latin letters with marks as those without: `Lázaro Cárdenas` and `Lazaro Cardenas`, `Hải Phòng` and `Hai Phong` are one.
public enum LatinLetters {
    /// Of U+00C0 to U+017F, in order; a blank where there is no letter.
    private static let plain: [UInt8] = Array(
        ("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
            + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8
    )

    /// The small letter without its marks; nothing for other characters, 0 for a mark that stands by itself.
    public static func plain(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0xC0...0x17F:
            let letter = plain[Int(scalar.value) - 0xC0]
            return letter == UInt8(ascii: " ") ? nil : letter
        case 0x1A0, 0x1A1, 0x1ECC...0x1EE3: return UInt8(ascii: "o")
        case 0x1AF, 0x1B0, 0x1EE4...0x1EF1: return UInt8(ascii: "u")
        case 0x218, 0x219: return UInt8(ascii: "s")
        case 0x21A, 0x21B: return UInt8(ascii: "t")
        case 0x300...0x36F: return 0
        case 0x1EA0...0x1EB7: return UInt8(ascii: "a")
        case 0x1EB8...0x1EC7: return UInt8(ascii: "e")
        case 0x1EC8...0x1ECB: return UInt8(ascii: "i")
        case 0x1EF2...0x1EF9: return UInt8(ascii: "y")
        default: return nil
        }
    }
}

internal import CEL
internal import Records

/// Names a finding by what it is about rather than where it stands, so that edits elsewhere, or the same data exported
/// once more, do not change it.
package enum Fingerprint {
    /// 64-bit FNV-1a over some parts.
    package static func hash(_ parts: [String]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x1F) &* 0x100_0000_01B3
        }
        return hash
    }

    /// A fingerprint as 16 hexadecimal digits.
    package static func hexadecimal(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// A value without its spelling: `1,234.50` is `1234.5`, and text is folded.
    static func canonical(_ value: String) -> String {
        let bytes = Array(value.utf8)
        guard case .success(let parsed) = NumberText.parse(bytes.span) else { return FoldedText.string(of: value) }
        let number = parsed.value.normalised.description
        return parsed.affix.isEmpty ? number : "\(number) \(FoldedText.string(of: parsed.affix))"
    }

    /// The fingerprint of one among several findings that are about the same: the first keeps theirs.
    static func ordinal(_ hash: UInt64, _ number: Int) -> UInt64 {
        number == 0 ? hash : Self.hash([hexadecimal(hash), "\(number)"])
    }
}

/// Names a finding by what it is about rather than where it stands, so that edits elsewhere do not change it.
enum Fingerprint {
    /// 64-bit FNV-1a over rule, document, field, subject and value, as 16 hexadecimal digits.
    static func make(_ parts: [String]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x1F) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

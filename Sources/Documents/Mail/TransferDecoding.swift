/// How the bodies of mails are written in ASCII (RFC 2045 §6).
enum TransferDecoding {
    /// Base64; what does not belong to it is left out.
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return decoded
    }

    /// Quoted-printable.
    ///
    /// - Returns: the bytes, and for each of their lines where it begins in the input.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], lineStarts: [Int]) {
        var decoded: [UInt8] = []
        var lineStarts = [bytes.startIndex]
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "=") else {
                decoded.append(byte)
                if byte == 0x0A { lineStarts.append(index) }
                continue
            }
            // A sign at the end of a line joins it with the next.
            var next = index
            while next < bytes.endIndex, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D { next += 1 }
            if next < bytes.endIndex, bytes[next] == 0x0A {
                index = next + 1
            } else if index + 1 < bytes.endIndex, let high = hex(bytes[index]), let low = hex(bytes[index + 1]) {
                decoded.append(high << 4 | low)
                if high << 4 | low == 0x0A { lineStarts.append(index + 2) }
                index += 2
            } else {
                decoded.append(byte)
            }
        }
        return (decoded, lineStarts)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Bytes in UTF-8; those of a character set that nobody here knows are taken as they are.
    static func utf8(_ bytes: [UInt8], from charset: String) -> [UInt8] {
        guard let encoding = TextEncoding(named: charset), encoding != .utf8 else { return bytes }
        var text: [UInt8] = []
        var stream = DecodedStream(SourceFile(path: "", bytes: bytes), encoding: encoding)
        // Bytes in memory are always readable.
        while (try? stream.read(into: &text)) ?? false {}
        return text
    }
}

/// The encoders extension: base64 (RFC 4648 §4).
extension Library {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static let encoders: [Function] = [
        function("base64.encode", [.bytes], .string) { arguments, context throws(EvaluationError) in
            guard case .bytes(let bytes) = arguments[0] else { throw context.noOverload("base64.encode") }
            return .string(encode(bytes))
        },
        function("base64.decode", [.string], .bytes) { arguments, context throws(EvaluationError) in
            guard let bytes = decode(try text(arguments, 0, context)) else { throw context.error("not base64") }
            return .bytes(bytes)
        },
    ]

    private static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<Swift.min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                let isFilled = index <= group.count
                text.append(isFilled ? alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; the filling at its end may be left out.
    private static func decode(_ text: String) -> [UInt8]? {
        var digits = Array(text.utf8)
        let filling = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard filling <= 2, filling == 0 || digits.count % 4 == 0 else { return nil }
        digits.removeLast(filling)
        guard digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for digit in digits {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}

/// Cuts an expression into tokens (CEL language definition, "Lexis").
struct Lexer {
    private let source: [UInt8]
    private var position = 0

    /// Makes a lexer.
    init(_ source: String) {
        self.source = Array(source.utf8)
    }

    /// All tokens, `end` last.
    static func tokens(of source: String) throws(CompileError) -> [Token] {
        var lexer = Lexer(source)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private func peek(_ ahead: Int = 0) -> UInt8 {
        position + ahead < source.count ? source[position + ahead] : 0
    }

    private func error(_ message: String, at offset: Int) -> CompileError {
        CompileError(offset: offset, message: message)
    }

    private mutating func next() throws(CompileError) -> Token {
        skipBlanks()
        let start = position
        guard position < source.count else { return Token(kind: .end, offset: start) }
        let byte = peek()
        if isDigit(byte) || (byte == UInt8(ascii: ".") && isDigit(peek(1))) { return try number() }
        if let string = try string() { return string }
        if byte == UInt8(ascii: "`") { return try quotedName() }
        if isNameStart(byte) {
            while isNameStart(peek()) || isDigit(peek()) { position += 1 }
            return Token(kind: .identifier(text(from: start)), offset: start)
        }
        if let symbol = Symbol(byte, peek(1)) {
            position += symbol.rawValue.utf8.count
            return Token(kind: .symbol(symbol), offset: start)
        }
        let rest = String(decoding: source[position...].prefix(4), as: UTF8.self)
        throw error(CELMessages.unexpectedCharacter(String(rest.prefix(1))), at: start)
    }

    private mutating func skipBlanks() {
        while position < source.count {
            let byte = peek()
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D {
                position += 1
            } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
                while position < source.count, peek() != 0x0A { position += 1 }
            } else {
                return
            }
        }
    }

    private func text(from start: Int) -> String { String(decoding: source[start..<position], as: UTF8.self) }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    }

    private mutating func quotedName() throws(CompileError) -> Token {
        let start = position
        position += 1
        while peek() != UInt8(ascii: "`") {
            let isAllowed = isNameStart(peek()) || isDigit(peek()) || ". -/".utf8.contains(peek())
            guard position < source.count, isAllowed else {
                throw error(CELMessages.unterminatedString, at: start)
            }
            position += 1
        }
        position += 1
        guard position - start > 2 else { throw error(CELMessages.unterminatedString, at: start) }
        let name = String(decoding: source[(start + 1)..<(position - 1)], as: UTF8.self)
        return Token(kind: .quotedName(name), offset: start)
    }

    private mutating func number() throws(CompileError) -> Token {
        let start = position
        if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") {
            position += 2
            while isHexDigit(peek()) { position += 1 }
            return suffixed(start)
        }
        while isDigit(peek()) { position += 1 }
        var isDouble = false
        if peek() == UInt8(ascii: "."), isDigit(peek(1)) {
            isDouble = true
            position += 1
            while isDigit(peek()) { position += 1 }
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
            if isDigit(peek(1 + sign)) {
                isDouble = true
                position += 1 + sign
                while isDigit(peek()) { position += 1 }
            }
        }
        return isDouble ? Token(kind: .double(text(from: start)), offset: start) : suffixed(start)
    }

    private mutating func suffixed(_ start: Int) -> Token {
        let digits = text(from: start)
        guard peek() | 0x20 == UInt8(ascii: "u") else { return Token(kind: .int(digits), offset: start) }
        position += 1
        return Token(kind: .uint(digits), offset: start)
    }

    // MARK: Strings

    private mutating func string() throws(CompileError) -> Token? {
        let start = position
        var (isRaw, isBytes) = (false, false)
        var quoteAt = 0
        while quoteAt < 2 {
            let letter = peek(quoteAt) | 0x20
            if letter == UInt8(ascii: "r"), !isRaw {
                isRaw = true
            } else if letter == UInt8(ascii: "b"), !isBytes {
                isBytes = true
            } else {
                break
            }
            quoteAt += 1
        }
        let quote = peek(quoteAt)
        guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        position += quoteAt
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        var bytes: [UInt8] = []
        while true {
            guard position < source.count else { throw error(CELMessages.unterminatedString, at: start) }
            let byte = peek()
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                position += isTriple ? 3 : 1
                break
            }
            if !isTriple, byte == 0x0A || byte == 0x0D { throw error(CELMessages.unterminatedString, at: start) }
            if byte == UInt8(ascii: "\\"), !isRaw {
                try escape(into: &bytes, isBytes: isBytes)
            } else {
                bytes.append(byte)
                position += 1
            }
        }
        if isBytes { return Token(kind: .bytes(bytes), offset: start) }
        return Token(kind: .string(String(decoding: bytes, as: UTF8.self)), offset: start)
    }

    private mutating func escape(into bytes: inout [UInt8], isBytes: Bool) throws(CompileError) {
        let start = position
        let letter = peek(1)
        position += 2
        if let simple = Self.escapes[letter] {
            bytes.append(simple)
            return
        }
        let code: UInt32?
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): code = digits(2, radix: 16)
        case UInt8(ascii: "u") where !isBytes: code = digits(4, radix: 16)
        case UInt8(ascii: "U") where !isBytes: code = digits(8, radix: 16)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            position -= 1
            code = digits(3, radix: 8)
        default: code = nil
        }
        guard let code else { throw error(CELMessages.badEscape, at: start) }
        if isBytes {
            bytes.append(UInt8(truncatingIfNeeded: code))
        } else {
            guard let scalar = Unicode.Scalar(code) else { throw error(CELMessages.badEscape, at: start) }
            bytes.append(contentsOf: String(Character(scalar)).utf8)
        }
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5C,
        UInt8(ascii: "?"): 0x3F, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22, UInt8(ascii: "`"): 0x60,
    ]

    private mutating func digits(_ count: Int, radix: Int) -> UInt32? {
        guard position + count <= source.count else { return nil }
        let text = String(decoding: source[position..<(position + count)], as: UTF8.self)
        guard text.utf8.allSatisfy(isHexDigit), let code = UInt32(text, radix: radix) else { return nil }
        position += count
        return code
    }
}

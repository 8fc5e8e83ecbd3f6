extension MarkupScanner {
    /// Reads text up to the next `<`.
    ///
    /// - Returns: its index, or a halt; then `position` is where to go on.
    @inlinable @inline(__always)
    mutating func readText(_ start: Int, _ window: MarkupWindow) -> Int {
        if !isCopied {
            let end = window.find(
                from: start,
                MarkupWindow.repeated(UInt8(ascii: "<")),
                MarkupWindow.repeated(UInt8(ascii: "&")),
                MarkupWindow.repeated(UInt8(ascii: "]")),
                passesBlanks: true
            )
            if window[end] == UInt8(ascii: "<") { return end }
        }
        return readLongText(start, window)
    }

    @usableFromInline
    mutating func readLongText(_ start: Int, _ window: MarkupWindow) -> Int {
        let isWanted = isLeaf && skipped == 0
        var place = start
        // What was not copied yet.
        var run = isCopied || !isWanted ? start : tagEnd
        while true {
            place = window.find(
                from: place,
                MarkupWindow.repeated(UInt8(ascii: "<")),
                MarkupWindow.repeated(UInt8(ascii: "&")),
                MarkupWindow.repeated(UInt8(ascii: "]")),
                passesBlanks: true
            )
            var length = 1
            switch window[place] {
            case UInt8(ascii: "<"):
                if isCopied { append(run, place, window) }
                return isCopied && text.count > limits.value ? Halt.unusual : place
            case 0x80...: length = window.character(at: place)
            case UInt8(ascii: "&"):
                length = readReference(place, window)
                if length > 0, isWanted {
                    beginCopy(window, upTo: run)
                    append(run, place, window)
                    appendReference()
                    run = place + length
                    if textStart < 0 { textStart = base + place }
                    textEnd = base + run
                }
            case UInt8(ascii: "]"): length = haltAtBracket(place, window)
            case 0x0D:
                // What follows tells whether it is half of a line end.
                if place + 1 >= window.count, !window.isLast {
                    length = Halt.more
                } else if isWanted {
                    beginCopy(window, upTo: run)
                    append(run, place, window)
                    run = place + 1
                    if window[run] != 0x0A {
                        text.append(0x0A)
                        if textStart < 0 { textStart = base + place }
                        textEnd = base + run
                    }
                }
            default: length = window.halt(at: place)
            }
            guard length > 0 else {
                if isCopied { append(run, place, window) }
                position = place
                return length
            }
            place += length
        }
    }

    /// Begins to keep the text of an element apart from the window.
    private mutating func beginCopy(_ window: MarkupWindow, upTo place: Int) {
        guard !isCopied else { return }
        isCopied = true
        text.removeAll(keepingCapacity: true)
        textStart = -1
        textEnd = -1
        append(tagEnd, place, window)
    }

    /// Appends bytes as they are written.
    private mutating func append(_ start: Int, _ end: Int, _ window: MarkupWindow) {
        guard start < end else { return }
        if textStart < 0 { textStart = base + start }
        textEnd = base + end
        unsafe text.append(contentsOf: window.bytes(start, end))
    }

    /// The end of a CDATA section must not stand in text.
    private func haltAtBracket(_ place: Int, _ window: MarkupWindow) -> Int {
        for further in 1...2 where window[place + further] != (further == 1 ? UInt8(ascii: "]") : UInt8(ascii: ">")) {
            return place + further >= window.count && !window.isLast ? Halt.more : 1
        }
        return Halt.unusual
    }

    // MARK: References

    /// Reads a reference to a character or to one of the five entities that are predefined.
    ///
    /// - Returns: its length, or a halt; `reference` is the character.
    mutating func readReference(_ place: Int, _ window: MarkupWindow) -> Int {
        var end = place + 1
        // No reference that is written by hand or by a program is longer.
        while window[end] != UInt8(ascii: ";") {
            guard end - place < 15, window[end] > 0x20, window[end] < 0x80 else { return window.halt(at: end) }
            end += 1
        }
        let name = unsafe window.bytes(place + 1, end)
        let value: UInt32?
        if window[place + 1] == UInt8(ascii: "#") {
            let isHexadecimal = window[place + 2] == UInt8(ascii: "x")
            value = unsafe Self.number(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
        } else {
            value = Self.entities.first { unsafe $0.name.elementsEqual(name) }?.character
        }
        guard let value, MarkupWindow.isCharacter(value) else { return Halt.unusual }
        reference = value
        return end + 1 - place
    }

    private static let entities: [(name: [UInt8], character: UInt32)] = [
        (Array("amp".utf8), 0x26), (Array("lt".utf8), 0x3C), (Array("gt".utf8), 0x3E), (Array("quot".utf8), 0x22),
        (Array("apos".utf8), 0x27),
    ]

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: UInt32) -> UInt32? {
        guard unsafe !digits.isEmpty else { return nil }
        return unsafe digits.reduce(0 as UInt32?) { value, byte in
            guard let value, value <= 0x10_FFFF, let digit = Self.digit(byte), digit < radix else { return nil }
            return value * radix + digit
        }
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Appends the character of the last reference.
    mutating func appendReference() {
        guard let scalar = Unicode.Scalar(reference) else { return }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
    }

    // MARK: Comments, instructions, sections

    /// Reads a comment, a processing instruction or a CDATA section in content.
    ///
    /// - Returns: the index behind it, or a halt.
    @usableFromInline
    mutating func readMarkup(_ place: Int, _ window: MarkupWindow) -> Int {
        let isWanted = isLeaf && skipped == 0
        if window.has("<![CDATA[", at: place) {
            let start = place + 9
            let end = endOfSection(start, window)
            guard end >= 0 else { return end }
            if isWanted {
                beginCopy(window, upTo: place)
                append(start, end, window)
                // An empty section has a place all the same.
                if textStart < 0 { textStart = base + start }
                textEnd = base + end
                guard text.count <= limits.value else { return Halt.unusual }
            }
            return end + 3
        }
        let end = window[place + 1] == UInt8(ascii: "?") ? endOfInstruction(place, window) : endOfComment(place, window)
        // What speaks to shiplint is collected with the elements that follow.
        if end >= 0, unsafe RemarkCollector.isRemark(window.bytes(place, end).dropFirst(4)) { return Halt.unusual }
        if end >= 0, isWanted { beginCopy(window, upTo: place) }
        return end
    }

    private func endOfSection(_ start: Int, _ window: MarkupWindow) -> Int {
        let bracket = UInt8(ascii: "]")
        var place = start
        while true {
            place = window.find(from: place, bracket)
            var length = 1
            switch window[place] {
            case bracket:
                if window[place + 1] == bracket, window[place + 2] == UInt8(ascii: ">") { return place }
            case 0x80...: length = window.character(at: place)
            case 0x0D: break
            default: length = window.halt(at: place)
            }
            guard length > 0 else { return length }
            place += length
        }
    }

    private func endOfComment(_ start: Int, _ window: MarkupWindow) -> Int {
        guard window.has("<!--", at: start) else {
            return window.count - start < 9 ? window.halt(at: window.count) : Halt.unusual
        }
        let hyphen = UInt8(ascii: "-")
        var place = start + 4
        while true {
            place = window.find(from: place, hyphen)
            var length = 1
            switch window[place] {
            case hyphen:
                guard window[place + 1] == hyphen else { break }
                return window[place + 2] == UInt8(ascii: ">") ? place + 3 : window.halt(at: place + 2)
            case 0x80...: length = window.character(at: place)
            case 0x0D: break
            default: length = window.halt(at: place)
            }
            guard length > 0 else { return length }
            place += length
        }
    }

    private func endOfInstruction(_ start: Int, _ window: MarkupWindow) -> Int {
        var place = start + 2
        while MarkupNames.isPart(window[place]), window[place] < 0x80 { place += 1 }
        let target = unsafe window.bytes(start + 2, place)
        // libxml2 knows what a target may be; real ones begin with a letter, and `xml` is reserved.
        if place < window.count {
            guard unsafe MarkupNames.isLetter(target.first),
                unsafe !target.contains(UInt8(ascii: ":")),
                unsafe target.count != 3 || target.contains(where: { !"xmlXML".utf8.contains($0) })
            else { return Halt.unusual }
            guard MarkupWindow.isBlank(window[place]) || window[place] == UInt8(ascii: "?") else { return Halt.unusual }
            guard window[place] != UInt8(ascii: "?") || window[place + 1] == UInt8(ascii: ">") else {
                return window.halt(at: place + 1)
            }
        }
        let mark = UInt8(ascii: "?")
        while true {
            place = window.find(from: place, mark)
            var length = 1
            switch window[place] {
            case mark: if window[place + 1] == UInt8(ascii: ">") { return place + 2 }
            case 0x80...: length = window.character(at: place)
            case 0x0D: break
            default: length = window.halt(at: place)
            }
            guard length > 0 else { return length }
            place += length
        }
    }
}

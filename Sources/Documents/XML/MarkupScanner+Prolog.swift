extension MarkupScanner {
    /// Reads what stands before the root element.
    ///
    /// - Returns: why it stopped, or nothing where the root begins.
    @usableFromInline
    mutating func scanProlog(_ window: MarkupWindow) -> Stop? {
        if base == 0, position == 0 {
            // A byte order mark, and `<?xml` with what follows.
            guard window.count >= 9 || window.isLast else { return .more }
            guard window.count >= 4 else { return .unusual }
            let start = window.has("\u{FEFF}", at: 0) ? 3 : 0
            var end = start
            if window.has("<?xml", at: start), MarkupWindow.isBlank(window[start + 5]) {
                end = endOfDeclaration(start + 5, window)
                guard end >= 0 else { return stop(end) }
            } else if start == 0, window[0] != UInt8(ascii: "<"), !MarkupWindow.isBlank(window[0]) {
                return .unusual
            }
            position = end
        }
        let root = readMiscellany(window)
        guard root >= 0 else { return stop(root) }
        guard window[root] == UInt8(ascii: "<") else { return stop(window.halt(at: root)) }
        guard root + 1 < window.count else { return stop(window.halt(at: root + 1)) }
        guard window[root + 1] != UInt8(ascii: "!") else { return .unusual }
        part = .content
        return nil
    }

    /// Reads what stands behind the root element.
    @usableFromInline
    mutating func scanEpilog(_ window: MarkupWindow) -> Stop {
        let place = readMiscellany(window)
        guard place >= 0 else { return stop(place) }
        if place >= window.count { return window.isLast ? .end : .more }
        return place + 1 >= window.count && !window.isLast ? .more : .unusual
    }

    private func stop(_ halt: Int) -> Stop { halt == Halt.more ? .more : .unusual }

    /// Reads blanks, comments and processing instructions.
    ///
    /// - Returns: the index of what is none of these, or a halt; `position` is where to go on.
    private mutating func readMiscellany(_ window: MarkupWindow) -> Int {
        while true {
            let place = window.behindBlanks(position)
            position = place
            guard window[place] == UInt8(ascii: "<") else { return place }
            switch window[place + 1] {
            case UInt8(ascii: "?"): break
            case UInt8(ascii: "!"): guard window[place + 2] != UInt8(ascii: "D") else { return place }
            default: return place
            }
            // A CDATA section is text, and there is none outside of the root.
            guard window[place + 2] != UInt8(ascii: "[") else { return Halt.unusual }
            let end = readMarkup(place, window)
            guard end >= 0 else { return end }
            position = end
        }
    }

    /// Reads the XML declaration as nearly everybody writes it.
    private func endOfDeclaration(_ start: Int, _ window: MarkupWindow) -> Int {
        var end = start
        while window[end] != UInt8(ascii: ">") {
            guard end - start < 200, window[end] < 0x80, window[end] >= 0x20 || MarkupWindow.isBlank(window[end]) else {
                return window.halt(at: end)
            }
            end += 1
        }
        let version = unsafe readPseudoAttribute("version", start, window) { unsafe $0.elementsEqual("1.0".utf8) }
        guard var place = version else { return Halt.unusual }
        place =
            unsafe readPseudoAttribute("encoding", place, window) { value in
                guard unsafe MarkupNames.isLetter(value.first) else { return false }
                return unsafe value.allSatisfy { MarkupNames.isPart($0) && $0 < 0x80 && $0 != UInt8(ascii: ":") }
            } ?? place
        place =
            unsafe readPseudoAttribute("standalone", place, window) {
                unsafe $0.elementsEqual("yes".utf8) || $0.elementsEqual("no".utf8)
            } ?? place
        place = window.behindBlanks(place)
        return window.has("?>", at: place) ? place + 2 : Halt.unusual
    }

    /// The place behind a part of the XML declaration; nothing where it is not there as it should be.
    private func readPseudoAttribute(
        _ name: StaticString,
        _ start: Int,
        _ window: MarkupWindow,
        isValue: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Int? {
        var place = window.behindBlanks(start)
        guard place > start, window.has(name, at: place) else { return nil }
        place = window.behindBlanks(place + name.utf8CodeUnitCount)
        guard window[place] == UInt8(ascii: "=") else { return nil }
        place = window.behindBlanks(place + 1)
        let quote = window[place]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        let begin = place + 1
        place = begin
        while window[place] != quote {
            guard window[place] > 0x20 else { return nil }
            place += 1
        }
        return unsafe isValue(window.bytes(begin, place)) ? place + 1 : nil
    }
}

/// The paragraphs of a text: runs of lines between blank ones, parted where what is quoted begins or ends.
struct TextParagraphs {
    /// A paragraph.
    struct Paragraph {
        /// Its bytes in the text, without the last line end.
        var range: Range<Int>
        /// Whether it repeats an earlier message: lines that begin with `>`, and all behind the mark of a reply.
        var isQuoted: Bool
    }

    /// The paragraphs, in order.
    private(set) var paragraphs: [Paragraph] = []
    private var open: Paragraph?
    /// Whether the mark of an earlier message was met.
    private var isBehindMark = false

    /// Finds the paragraphs of a text.
    ///
    /// O(n).
    ///
    /// - Parameters:
    ///   - text: UTF-8, with or without a byte order mark.
    ///   - isQuoted: whether the whole text is known to be quoted.
    init(_ text: [UInt8], isQuoted: Bool = false) {
        isBehindMark = isQuoted
        var line = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while line < text.count {
            let stop = text[line...].firstIndex(of: 0x0A) ?? text.count
            let end = stop > line && text[stop - 1] == 0x0D ? stop - 1 : stop
            take(text[line..<end])
            line = stop + 1
        }
        close()
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        guard let first = line.first(where: { $0 > 0x20 }) else {
            close()
            return
        }
        if !isBehindMark, Self.isMark(line) {
            close()
            isBehindMark = true
        }
        let isQuoted = isBehindMark || first == UInt8(ascii: ">")
        if let paragraph = open, paragraph.isQuoted == isQuoted {
            open?.range = paragraph.range.lowerBound..<line.endIndex
        } else {
            close()
            open = Paragraph(range: line.startIndex..<line.endIndex, isQuoted: isQuoted)
        }
    }

    private mutating func close() {
        if let open { paragraphs.append(open) }
        open = nil
    }

    /// Whether a line is what mail programs put above the message that is answered or forwarded.
    private static func isMark(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count < 400 else { return false }
        let text = String(decoding: line, as: UTF8.self)
        let bare = text.drop { "-_=* ".contains($0) }
        let isRuled = text.count - bare.count >= 3
        if isRuled, ruledMarks.contains(where: { bare.lowercased().hasPrefix($0) }) { return true }
        let lower = text.lowercased()
        return lower.hasPrefix("on ") && lower.hasSuffix("wrote:")
            || (text.hasSuffix("写道：") || text.hasSuffix("写道:") || text.hasSuffix("寫道："))
    }

    private static let ruledMarks = [
        "original message", "forwarded message", "original email", "原始邮件", "原邮件", "转发邮件", "转发的邮件", "回复的邮件", "原始郵件",
    ]
}

/// A message taken apart: what is to be read, and what is only attached.
struct MailMessage {
    /// A part that is text.
    struct Text {
        /// The text in UTF-8.
        var bytes: [UInt8]
        /// Its paragraphs, with their places in the file.
        var paragraphs: [(paragraph: TextParagraphs.Paragraph, place: Place)]
    }

    /// The fields of the message itself.
    let headers: MailHeaders
    /// The texts, in order.
    private(set) var texts: [Text] = []
    /// The names of the files attached, and where each part begins.
    private(set) var attachments: [(name: String, offset: Int)] = []

    private let bytes: [UInt8]

    /// Levels of parts within parts.
    private static let maximumDepth = 16

    /// Takes a message apart.
    ///
    /// O(n) for each level of parts.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        headers = MailHeaders(bytes, in: 0..<bytes.count)
        take(headers, headers.bodyStart..<bytes.count, isQuoted: false, depth: 0)
    }

    private mutating func take(_ headers: MailHeaders, _ body: Range<Int>, isQuoted: Bool, depth: Int) {
        guard depth < Self.maximumDepth else { return }
        let type = headers.mediaType
        if type.hasPrefix("multipart/"), let boundary = headers.parameter("boundary", of: "content-type") {
            var parts = parts(of: body, boundary).map { range in (MailHeaders(bytes, in: range), range.upperBound) }
            // Of the same text in several forms the plain one is read, else the last, which is the fullest.
            if type == "multipart/alternative",
                let chosen = parts.firstIndex(where: { $0.0.mediaType == "text/plain" }) ?? parts.indices.last
            {
                parts = [parts[chosen]]
            }
            for (headers, end) in parts {
                take(headers, headers.bodyStart..<end, isQuoted: isQuoted, depth: depth + 1)
            }
        } else if headers.isAttachment || !(type.hasPrefix("text/") || type == "message/rfc822") {
            attachments.append((headers.fileName ?? type, body.lowerBound))
        } else if type == "message/rfc822" {
            // A message within a message was sent before.
            let inner = MailHeaders(bytes, in: body)
            take(inner, inner.bodyStart..<body.upperBound, isQuoted: true, depth: depth + 1)
        } else {
            takeText(headers, body, isHTML: type == "text/html", isQuoted: isQuoted)
        }
    }

    private mutating func takeText(_ headers: MailHeaders, _ body: Range<Int>, isHTML: Bool, isQuoted: Bool) {
        let transfer = headers.field("content-transfer-encoding").map {
            String(decoding: $0.value, as: UTF8.self).lowercased()
        }
        let charset = headers.parameter("charset", of: "content-type") ?? "utf-8"
        var lineStarts: [Int]?
        let raw: [UInt8]
        switch transfer {
        case "base64"?: raw = TransferDecoding.base64(bytes[body])
        case "quoted-printable"?:
            let decoded = TransferDecoding.quotedPrintable(bytes[body])
            (raw, lineStarts) = (decoded.bytes, decoded.lineStarts)
        default:
            raw = Array(bytes[body])
            lineStarts = [body.lowerBound] + body.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        }
        let text = TransferDecoding.utf8(raw, from: charset)
        let whole = Place(offset: body.lowerBound, length: body.count)
        guard !isHTML else {
            for block in HTMLText.blocks(of: text) {
                let found = TextParagraphs(block.text, isQuoted: isQuoted || block.isQuoted).paragraphs
                texts.append(Text(bytes: block.text, paragraphs: found.map { ($0, whole) }))
            }
            return
        }
        let paragraphs = TextParagraphs(text, isQuoted: isQuoted).paragraphs
        guard let lineStarts else {
            texts.append(Text(bytes: text, paragraphs: paragraphs.map { ($0, whole) }))
            return
        }
        // Lines stay lines in every encoding of mails, so a paragraph is found by the lines it takes.
        var line = 0
        var position = 0
        let placed = paragraphs.map { paragraph -> (TextParagraphs.Paragraph, Place) in
            while position < paragraph.range.lowerBound {
                if text[position] == 0x0A { line += 1 }
                position += 1
            }
            let first = min(line, lineStarts.count - 1)
            while position < paragraph.range.upperBound {
                if text[position] == 0x0A { line += 1 }
                position += 1
            }
            let next = line + 1 < lineStarts.count ? lineStarts[line + 1] : body.upperBound
            var end = next
            while end > lineStarts[first], bytes[end - 1] <= 0x20 { end -= 1 }
            return (paragraph, Place(offset: lineStarts[first], length: end - lineStarts[first]))
        }
        texts.append(Text(bytes: text, paragraphs: placed))
    }

    /// The ranges between the lines `--boundary`, up to `--boundary--` or the end.
    private func parts(of body: Range<Int>, _ boundary: String) -> [Range<Int>] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [Range<Int>] = []
        var start: Int?
        var line = body.lowerBound
        while line < body.upperBound {
            let stop = bytes[line..<body.upperBound].firstIndex(of: 0x0A) ?? body.upperBound
            if bytes[line..<stop].starts(with: mark) {
                if let start { parts.append(start..<line) }
                start = min(stop + 1, body.upperBound)
                if bytes[line..<stop].dropFirst(mark.count).starts(with: "--".utf8) { return parts }
            }
            line = stop + 1
        }
        if let start { parts.append(start..<body.upperBound) }
        return parts
    }
}

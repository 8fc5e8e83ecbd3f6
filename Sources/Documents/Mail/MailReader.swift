/// Reads a mail message (RFC 5322 with MIME): its fields `subject`, `from`, `to`, `date` and `messageId`, the names of its
/// attachments as `attachment`, and its text as `paragraph` elements, as `TextReader` gives them.
package enum MailReader {
    /// Reads a file.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        limits: Limits = Limits(),
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = ReadOutcome()
        do throws(SyntaxFault) {
            // A message is ASCII; its parts say how they are encoded.
            let bytes = try TextReader.text(of: source, .utf8, limits)
            outcome.bytes = bytes.count
            let message = MailMessage(bytes)
            outcome.unread = message.attachments.map(\.name)
            let names = TextNames(&receiver)
            guard receiver.open(names.root, index: -1, at: 0) else { return outcome }
            for (name, field) in fields {
                guard let field = message.headers.field(field) else { continue }
                let place = Place(offset: field.range.lowerBound, length: field.range.count)
                let text = EncodedWords.decode(field.value)
                give(name, name == "date" ? date(text) : text, at: place, to: &receiver)
            }
            for attachment in message.attachments {
                give("attachment", attachment.name, at: Place(offset: attachment.offset, length: 0), to: &receiver)
            }
            for text in message.texts where !receiver.isFinished {
                for paragraph in text.paragraphs {
                    names.give(text.bytes, paragraph.paragraph, at: paragraph.place, limits, &outcome, to: &receiver)
                }
            }
            receiver.close(at: bytes.count, fields: 0)
        } catch {
            outcome.note(error)
        }
        return outcome
    }

    /// What is given of the header, by the name of the event.
    private static let fields = [
        ("subject", "subject"), ("from", "from"), ("to", "to"), ("date", "date"), ("messageId", "message-id"),
    ]

    /// Whether a file begins like a message: with fields that mails have.
    static func looksLikeMail(_ text: [UInt8], path: String) -> Bool {
        let headers = MailHeaders(text, in: 0..<min(text.count, 16 << 10))
        let known: Set = [
            "from", "to", "date", "subject", "received", "return-path", "message-id", "mime-version", "delivered-to",
            "content-type",
        ]
        let count = headers.fields.count { known.contains($0.name) }
        return path.lowercased().hasSuffix(".eml") ? count >= 1 : count >= 4
    }

    /// A date without the day of the week before it and the name of the zone behind it.
    private static func date(_ text: String) -> String {
        let bare = text.firstIndex(of: ",").map { text[text.index(after: $0)...] } ?? text[...]
        return String(bare.prefix { $0 != "(" }.drop { $0 == " " })
    }

    private static func give<Receiver: EventReceiver & ~Copyable>(
        _ name: String,
        _ value: String,
        at place: Place,
        to receiver: inout Receiver
    ) {
        guard receiver.open(TextNames.resolve(name, &receiver), index: -1, at: place.offset) else { return }
        let bytes = Array(value.utf8)
        receiver.value(bytes.span, at: place)
        receiver.close(at: place.offset + place.length, fields: 0)
    }
}

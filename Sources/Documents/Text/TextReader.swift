/// Reads plain text: paragraphs parted by blank lines, as elements `paragraph` of the document `$`, each with the
/// attributes `quoted` and, where it shows, `language`.
package enum TextReader {
    /// Reads a file.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        limits: Limits = Limits(),
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = ReadOutcome()
        do throws(SyntaxFault) {
            let text = try text(of: source, encoding, limits)
            outcome.bytes = text.count
            let names = TextNames(&receiver)
            guard receiver.open(names.root, index: -1, at: 0) else { return outcome }
            if String(validating: text, as: UTF8.self) == nil {
                outcome.note(SyntaxFault(.invalidEncoding, at: 0, detail: "UTF-8", isFatal: false))
            }
            for paragraph in TextParagraphs(text).paragraphs where !receiver.isFinished {
                let place = Place(offset: paragraph.range.lowerBound, length: paragraph.range.count)
                names.give(text, paragraph, at: place, limits, &outcome, to: &receiver)
            }
            receiver.close(at: text.count, fields: 0)
        } catch {
            outcome.note(error)
        }
        return outcome
    }

    /// The whole of a file as UTF-8.
    static func text(
        of source: SourceFile,
        _ encoding: TextEncoding,
        _ limits: Limits
    ) throws(SyntaxFault) -> [UInt8] {
        var text: [UInt8] = []
        var stream = DecodedStream(source, encoding: encoding)
        while try stream.read(into: &text) {
            guard text.count <= limits.jsonSize else { throw SyntaxFault(.sizeLimit, detail: "\(limits.jsonSize)") }
        }
        guard !text.isEmpty else { throw SyntaxFault(.emptyFile) }
        return text
    }
}

/// The names that texts and mails give, as one receiver numbers them.
struct TextNames {
    /// The document.
    let root: Name
    private let paragraph: Name
    private let quoted: Name
    private let language: Name

    /// Asks a receiver for the numbers.
    init<Receiver: EventReceiver & ~Copyable>(_ receiver: inout Receiver) {
        root = Self.resolve("$", &receiver)
        paragraph = Self.resolve("paragraph", &receiver)
        quoted = Self.resolve("quoted", &receiver)
        language = Self.resolve("language", &receiver)
    }

    /// The number of a name without a namespace.
    static func resolve<Receiver: EventReceiver & ~Copyable>(_ name: String, _ receiver: inout Receiver) -> Name {
        let empty: [UInt8] = []
        return receiver.resolve(namespace: empty.span, local: Array(name.utf8).span, prefix: empty.span)
    }

    /// Gives a paragraph, which stands at a place of the decoded document, with its attributes.
    func give<Receiver: EventReceiver & ~Copyable>(
        _ text: [UInt8],
        _ paragraph: TextParagraphs.Paragraph,
        at place: Place,
        _ limits: Limits,
        _ outcome: inout ReadOutcome,
        to receiver: inout Receiver
    ) {
        let range = paragraph.range
        guard range.count <= limits.value else {
            outcome.note(SyntaxFault(.valueLimit, at: place.offset, detail: "\(limits.value)", isFatal: false))
            return
        }
        guard receiver.open(self.paragraph, index: -1, at: place.offset) else { return }
        give(quoted, paragraph.isQuoted ? "true" : "false", at: place.offset, to: &receiver)
        if let guess = LanguageGuess.language(of: text[range]) {
            give(language, guess, at: place.offset, to: &receiver)
        }
        receiver.value(text.span.extracting(range), at: place)
        receiver.close(at: place.offset + place.length, fields: 0)
    }

    private func give<Receiver: EventReceiver & ~Copyable>(
        _ name: Name,
        _ value: StaticString,
        at offset: Int,
        to receiver: inout Receiver
    ) {
        guard receiver.reads(attribute: name) else { return }
        // A static text lives as long as the program.
        let bytes = unsafe Span(_unsafeStart: value.utf8Start, count: value.utf8CodeUnitCount)
        receiver.attribute(name, bytes, at: Place(offset: offset, length: 0))
    }
}

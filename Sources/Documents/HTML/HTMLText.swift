/// The text of an HTML page, with blank lines between its blocks and quoted parts told apart.
final class HTMLText: HTMLCallbacks {
    /// The blocks, in order.
    private(set) var blocks: [(text: [UInt8], isQuoted: Bool)] = []

    private var text: [UInt8] = []
    private var isBlank = true
    private var hidden = 0
    private var quotes: [String] = []
    private var quoteDepth: [Int] = []
    private var depth = 0

    /// Takes the text of a page in UTF-8.
    static func blocks(of html: [UInt8]) -> [(text: [UInt8], isQuoted: Bool)] {
        let text = HTMLText()
        HTMLParser.parse(html, into: text)
        text.endBlock()
        return text.blocks
    }

    override func start(_ name: String, _ attributes: [String: String]) {
        depth += 1
        if Self.hidden.contains(name) { hidden += 1 }
        if name == "br" {
            text.append(0x0A)
            isBlank = true
        }
        if Self.blocks.contains(name) { endBlock() }
        let marks = "\(attributes["class"] ?? "") \(attributes["id"] ?? "")".lowercased()
        if name == "blockquote" || Self.quoteMarks.contains(where: marks.contains) {
            endBlock()
            quotes.append(name)
            quoteDepth.append(depth)
        }
    }

    override func end(_ name: String) {
        if Self.hidden.contains(name) { hidden = max(0, hidden - 1) }
        if Self.blocks.contains(name) { endBlock() }
        if let last = quoteDepth.last, last >= depth, quotes.last == name {
            endBlock()
            quotes.removeLast()
            quoteDepth.removeLast()
        }
        depth -= 1
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0 else { return }
        unsafe append(bytes)
    }

    /// Blanks of any number are one, as a browser shows them.
    private func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte > 0x20 {
                text.append(byte)
                isBlank = false
            } else if !isBlank {
                text.append(0x20)
                isBlank = true
            }
        }
    }

    private func endBlock() {
        if text.contains(where: { $0 > 0x20 }) { blocks.append((text, !quotes.isEmpty)) }
        text.removeAll()
        isBlank = true
    }

    private static let hidden: Set<String> = ["script", "style", "head", "title"]
    private static let blocks: Set<String> = [
        "p", "div", "table", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "body", "hr",
        "pre",
        "section", "article", "header", "footer",
    ]
    /// Classes and ids with which mail programs mark the message that is answered.
    private static let quoteMarks = [
        "gmail_quote", "quoted", "moz-cite", "divrplyfwdmsg", "isreplycontent", "yahoo_quoted",
    ]
}

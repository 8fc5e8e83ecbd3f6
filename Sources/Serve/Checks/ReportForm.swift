/// A form of the report, as the program writes it.
enum ReportForm: String, CaseIterable, Sendable {
    case json, html, text, csv, xlsx, sarif, junit, markdown, jsonl

    /// Its media type.
    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .html: "text/html"
        case .text: "text/plain"
        case .csv: "text/csv"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .sarif: "application/sarif+json"
        case .junit: "application/xml"
        case .markdown: "text/markdown"
        case .jsonl: "application/jsonl"
        }
    }

    /// The content type that an answer has.
    var contentType: String { self == .xlsx ? mediaType : mediaType + "; charset=utf-8" }

    /// What its files end with.
    var suffix: String { self == .text ? "txt" : self == .junit ? "xml" : self == .markdown ? "md" : rawValue }

    /// The form that an `Accept` header prefers (RFC 9110, 12.5.1); JSON where it takes anything.
    ///
    /// - Returns: nothing where it takes none of them.
    init?(accepting header: String?) {
        guard let header, !header.isEmpty else {
            self = .json
            return
        }
        var best: (form: Self, quality: Double)?
        for range in header.split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.trimming(while: \.isWhitespace).lowercased() }
            guard let type = parts.first else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            guard quality > (best?.quality ?? 0) else { continue }
            let form = Self.allCases.first { form in
                type == "*/*" || type == form.mediaType
                    || type.hasSuffix("/*") && form.mediaType.hasPrefix(type.dropLast())
            }
            if let form { best = (form, quality) }
        }
        guard let best else { return nil }
        self = best.form
    }
}

extension Substring {
    /// The text without what stands around it.
    fileprivate func trimming(while isLeftOut: (Character) -> Bool) -> Substring {
        var text = self.drop(while: isLeftOut)
        while let last = text.last, isLeftOut(last) { text.removeLast() }
        return text
    }
}

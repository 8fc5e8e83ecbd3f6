internal import CEL
internal import Documents
package import Linting
package import Records
internal import Rules

/// The report as one page that needs nothing beside it: no network, no other file.
///
/// The page is `HTML/Page/report.html` with its style, its script and the report as data. The script draws everything with
/// text nodes, so that nothing of a document is ever markup, and a content security policy lets nothing but this very
/// script and style run. Where no script runs, the findings stand there as a list.
package struct HTMLReport {
    /// Findings that the list without a script has.
    private static let plainLimit = 500

    private let words: ReportsMessages

    /// Makes a reporter; the language is the one that is shown first.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// The style of every page, and its script: the same for all reports of a version.
    private static let style = file("look.css") + "\n" + file("report.css")
    private static let script = "\"use strict\";\n(() => {\n" + scripts.joined(separator: "\n") + "})();\n"

    /// What a content security policy has to allow for the page, as `script-src` and `style-src`; a page that shows a report
    /// in a frame of its own making needs them in its own policy too.
    package static let sources = (
        script: "'sha256-\(FileDigest.base64(of: script))'", style: "'sha256-\(FileDigest.base64(of: style))'"
    )

    /// The whole page.
    package func render(_ report: Report) -> String {
        let values = [
            "language": words.language == .chinese ? "zh-Hans" : "en",
            "title": HTMLText.escaped(title(report)),
            "style": Self.style,
            "styleSource": Self.sources.style,
            "script": Self.script,
            "scriptSource": Self.sources.script,
            "plain": plain(report),
            "data": HTMLText.script(HTMLData(language: words.language).object(report).compact),
        ]
        return Self.fill(Self.file("report.html"), values)
    }

    private func title(_ report: Report) -> String {
        let verdicts = report.dossiers.map { "\($0.path): \(words.readiness($0.readiness))" }
        let shown = verdicts.prefix(3).joined(separator: "; ") + (verdicts.count > 3 ? " …" : "")
        return "shiplint: \(shown)"
    }

    private func plain(_ report: Report) -> String {
        var html = ""
        for dossier in report.dossiers {
            html += "<h1>\(HTMLText.escaped("\(dossier.path): \(words.readiness(dossier.readiness))"))</h1>\n"
        }
        let ranked = report.worstFirst
        let items = ranked.prefix(Self.plainLimit).map { entry in
            let finding = entry.finding
            let place = finding.location.position.map { "\(finding.location.path):\($0.line)" } ?? entry.path
            let line = "\(place): \(words.severity(finding.severity)): \(finding.message[words.language])"
            return "<li>\(HTMLText.escaped(line))</li>\n"
        }
        html += "<ul>\n\(items.joined())</ul>\n"
        if ranked.count > items.count {
            html += "<p>\(HTMLText.escaped(words.moreRows(ranked.count - items.count)))</p>\n"
        }
        for entry in report.dossiers.flatMap(\.notCheckedByWeight) {
            let path = entry.path.map { "\($0): " } ?? ""
            html += "<p>\(HTMLText.escaped("\(words.notChecked): \(path)\(entry.reason[words.language])"))</p>\n"
        }
        return html
    }

    // MARK: The page's files

    private static func file(_ name: String) -> String {
        PageFiles.all.first { $0.path == name }.map { "\($0.text)" } ?? ""
    }

    /// The scripts in the order of their names.
    private static var scripts: [String] {
        PageFiles.all.filter { $0.path.hasSuffix(".js") }.map { "\($0.text)" }
    }

    /// A template with values for `{{name}}`; what stands in a value is never filled in.
    private static func fill(_ template: String, _ values: [String: String]) -> String {
        var parts = template.split(separator: "{{", omittingEmptySubsequences: false)
        var text = String(parts.removeFirst())
        for part in parts {
            guard let end = part.firstRange(of: "}}") else { continue }
            text += values[String(part[..<end.lowerBound])] ?? ""
            text += part[end.upperBound...]
        }
        return text
    }
}

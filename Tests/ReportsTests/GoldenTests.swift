import Foundation
import Linting
import Records
import Reports
import Testing

/// Every form of the report over one shared set of findings, as it was last read and approved.
///
/// `SHIPLINT_RECORD=1` writes them anew; then read the difference.
struct GoldenTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let format: ReportFormat
        let language: Language
        var testDescription: String { "\(format.rawValue) \(language.rawValue)" }
        var file: String { "sample.\(language.rawValue).\(format.rawValue)" }
    }

    /// Forms that are text; those with both languages inside are recorded once.
    static let cases = ReportFormat.allCases.filter { !$0.isBinary }.flatMap { format in
        ([.json, .jsonl, .html].contains(format) ? [Language.english] : Language.allCases).map {
            Case(format: format, language: $0)
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

    @Test(arguments: cases)
    func report(_ form: Case) throws {
        let bytes = try form.format.render(
            SampleReport.report,
            ReportFormat.Options(language: form.language)
        )
        let golden = Self.folder.appending(path: form.file)
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil { try Data(bytes).write(to: golden) }
        let expected = try Data(contentsOf: golden)
        #expect(
            String(decoding: bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self),
            "read the difference; SHIPLINT_RECORD=1 swift test --filter GoldenTests records it"
        )
    }

    @Test("no form shows what a terminal, a browser or a spreadsheet would obey", arguments: cases)
    func hostileValues(_ form: Case) throws {
        let bytes = try form.format.render(SampleReport.report, ReportFormat.Options(language: form.language))
        let text = String(decoding: bytes, as: UTF8.self)
        let obeyed = text.unicodeScalars.filter { scalar in
            (scalar.value < 0x20 && !"\n\r".unicodeScalars.contains(scalar)) || scalar.value == 0x7F
                || (0x202A...0x202E).contains(scalar.value)
        }
        #expect(obeyed.isEmpty)
        switch form.format {
        case .markdown, .html, .junit, .checkstyle:
            #expect(!text.contains("<script>alert"))
            #expect(!text.contains("<img"))
            #expect(!text.contains("@everyone") || form.format != .markdown)
        case .csv:
            for line in text.split(whereSeparator: \.isNewline).dropFirst() {
                let cells = line.split(separator: ",").map { $0.drop { $0 == "\"" } }
                #expect(cells.allSatisfy { !"=+-@".contains($0.first ?? "x") })
            }
        default: break
        }
    }
}

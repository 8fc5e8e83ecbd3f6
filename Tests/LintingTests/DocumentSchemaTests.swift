import Foundation
import Reports
import Rules
import Testing

/// `schemas/document.schema.json` follows from the vocabulary.
struct DocumentSchemaTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "schemas/document.schema.json")

    @Test("the schema is that of the vocabulary")
    func isCurrent() throws {
        let text = DocumentSchema.text(of: try BuiltIn.vocabulary())
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(recorded == text, "SHIPLINT_RECORD=1 swift test --filter DocumentSchemaTests writes it anew")
    }
}

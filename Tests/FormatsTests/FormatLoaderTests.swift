import Formats
import Records
import Testing

/// Wrong formats are refused with line, column and the nearest name.
struct FormatLoaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let yaml: String
        let message: String
    }

    static let cases: [Case] = [
        Case(
            testDescription: "an unknown field",
            yaml: """
                format: f
                title: {en: f, zh: f}
                syntax: json
                kind: packing-list
                detect: {json: {requires: [a]}}
                records:
                  line: {each: lines/item, partNumbr: part}
                """,
            message: "partNumber"
        ),
        Case(
            testDescription: "an unknown kind",
            yaml: """
                format: f
                title: {en: f, zh: f}
                syntax: json
                kind: packing-lists
                """,
            message: "packing-list"
        ),
        Case(
            testDescription: "an unknown key",
            yaml: """
                format: f
                title: {en: f, zh: f}
                syntax: json
                kind: packing-list
                recrods: {}
                """,
            message: "records"
        ),
    ]

    @Test(arguments: cases)
    func refuses(_ test: Case) throws {
        let vocabulary = try FormatFixture.vocabulary.get()
        let error = #expect(throws: DefinitionErrors.self) {
            try FormatLoader.load(DefinitionFile(path: "f.yaml", text: test.yaml), vocabulary: vocabulary)
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("f.yaml:"))
        #expect(text.contains(test.message), "\(text)")
    }

    @Test("all built-in formats load")
    func builtIn() throws {
        #expect(try FormatFixture.formats.get().count >= 43)
    }
}

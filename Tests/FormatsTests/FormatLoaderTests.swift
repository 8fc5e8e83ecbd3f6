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
        Case(
            testDescription: "an unknown block",
            yaml: """
                format: f
                title: {en: f, zh: f}
                syntax: json
                kind: packing-list
                document: {use: json.documents}
                """,
            message: "did you mean 'json.document'"
        ),
        Case(
            testDescription: "a block of several mappings beside fields",
            yaml: """
                format: f
                title: {en: f, zh: f}
                syntax: json
                kind: packing-list
                records: {party: {name: name, use: json.parties}}
                """,
            message: "stands alone"
        ),
    ]

    @Test(arguments: cases)
    func refuses(_ test: Case) throws {
        let vocabulary = try FormatFixture.vocabulary.get()
        let error = #expect(throws: DefinitionErrors.self) {
            let file = DefinitionFile(path: "f.yaml", text: test.yaml)
            return try FormatLoader.load(file, vocabulary: vocabulary, blocks: FormatFixture.blocks)
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

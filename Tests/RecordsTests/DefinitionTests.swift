import Records
import Testing

/// What is said of a vocabulary that is wrong.
struct DefinitionTests {
    private func fault(in text: String) -> String {
        do {
            _ = try Vocabulary.load(DefinitionFile(path: "vocabulary.yaml", text: text))
            return ""
        } catch {
            return error.description
        }
    }

    @Test func unknownTypeNamesTheNearest() {
        let message = fault(
            in: """
                kinds: {}
                records:
                  document:
                    en: header
                    zh: 单证
                    fields:
                      total: {type: decimel, en: total, zh: 合计}
                """
        )
        #expect(message.contains("vocabulary.yaml:7:21: 'decimel' is no type"))
        #expect(message.contains("did you mean 'decimal'?"))
        #expect(message.hasSuffix("\n" + String(repeating: " ", count: 24) + "^"))
    }

    @Test func unknownKeyNamesTheNearest() {
        let message = fault(in: "kind: {}\nrecords: {document: {en: a, zh: b}}\n")
        #expect(message.contains("the vocabulary has no key 'kind'; did you mean 'kinds'?"))
    }

    @Test func brokenYAMLSaysWhere() {
        #expect(fault(in: "kinds: {a: [}\n").contains("vocabulary.yaml:1:"))
    }

    @Test func caretCountsWideCharacters() {
        let file = DefinitionFile(path: "a.yaml", text: "名称: 值")
        let error = DefinitionError(file: file, line: 1, column: 5, message: "here")
        #expect(error.description == "a.yaml:1:5: here\n    名称: 值\n          ^")
    }
}

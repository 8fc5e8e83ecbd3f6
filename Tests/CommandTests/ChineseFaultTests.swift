import Foundation
import TestSupport
import Testing

@testable import shiplint

/// Faults of packs, formats and configuration, told in Chinese.
struct ChineseFaultTests {
    @Test("every fault that the loaders word has its Chinese beside it")
    func complete() throws {
        let known = Set(ChineseDefinitions.phrases.map(\.english))
        let faults = try Self.worded()
        #expect(faults.count > 90)
        for fault in faults.sorted() where !known.contains(fault) {
            Issue.record("Sources/shiplint/Chinese/ChineseDefinitions.swift lacks \"\(fault)\"")
        }
        for phrase in known.subtracting(faults).sorted() { Issue.record("no loader says \"\(phrase)\" any more") }
    }

    @Test("everything that a fault can be about has its Chinese")
    func nouns() throws {
        let nouns = try Self.sources().flatMap { Self.calls(of: ["as: "], in: $0, isBare: true) }
        #expect(nouns.count > 100)
        for noun in Set(nouns).sorted() where !noun.hasPrefix("'") {
            let said = Translation.fault("expected \(noun.replacing("…", with: "x")) as a mapping")
            let isChinese = said.hasSuffix("应为映射") && !said.contains(noun.prefix { $0 != "…" })
            #expect(isChinese, "\(noun): \(said)")
        }
    }

    @Test(
        "what a fault is about, the name that was meant and the place within a text are told",
        arguments: [
            ("a pack has no key 'rulez'; did you mean 'rules'?", "规则包没有键“rulez”；是否指“rules”？"),
            ("an entry of 'files' lacks 'path'", "“files”的条目缺少“path”"),
            ("'line' has no field 'quantty'; did you mean 'quantity'?", "“line”没有字段“quantty”；是否指“quantity”？"),
            ("expected ')', found the end, in 'size(x' at character 7", "应为“)”，实为结尾，见“size(x”第 7 个字符"),
            ("'fatal' is not a severity: expected note, warning, error", "“fatal”不是严重程度：应为 note, warning, error"),
        ]
    )
    func faults(english: String, chinese: String) { #expect(Translation.fault(english) == chinese) }

    /// A file that is broken, how it is given, and what is said of it.
    struct Broken: Sendable, CustomTestStringConvertible {
        let file: String
        let text: String
        let arguments: [String]
        let said: String
        var testDescription: String { said }
    }

    @Test(
        "a broken pack, format or configuration is told with its place and its own line, and status 2",
        arguments: [
            Broken(
                file: "pack.yaml",
                text: "pack: own\ntitle: Own\nrulez: []\n",
                arguments: ["--packs", "pack.yaml"],
                said: "pack.yaml:3:1: 规则包没有键“rulez”；是否指“rules”？\n    rulez: []\n    ^\n"
            ),
            Broken(
                file: "shiplint.yaml",
                text: "stage: 晚 # format: a rule\n",
                arguments: [],
                said: "shiplint.yaml:1:8: 没有阶段“晚”\n    stage: 晚 # format: a rule\n           ^\n"
            ),
            Broken(
                file: "shiplint.yaml",
                text: "failOn: [\n",
                arguments: [],
                said: "shiplint.yaml:2:1: 不是 YAML：did not find expected node content\n"
            ),
        ]
    )
    func told(_ broken: Broken) async throws {
        try await TemporaryFolder.with([broken.file: broken.text, "a.csv": "a,b\n"]) { folder in
            let outcome = try Program.shiplint(["check", "--lang", "zh"] + broken.arguments, in: folder)
            #expect(outcome.status == 2)
            #expect(outcome.errors.hasSuffix(broken.said), "\(outcome.errors)")
        }
    }

    @Test("a file that cannot be read is told in Chinese")
    func unreadable() async throws {
        try await TemporaryFolder.with(["a.xlsx": "PK\u{3}\u{4}broken"]) { folder in
            let outcome = try Program.shiplint(["inspect", "--lang", "zh", "a.xlsx"], in: folder)
            #expect(outcome.status == 2)
            #expect(outcome.errors.hasPrefix("shiplint: a.xlsx：文件在此处中断"), "\(outcome.errors)")
        }
    }

    // MARK: What the sources say

    /// The faults as their sources word them, with `…` for what is filled in; without the name that may have been meant.
    private static func worded() throws -> Set<String> {
        let calls = ["report(", ".error(", " error(", "DefinitionError(", "run("]
        var faults = try sources().flatMap { Self.calls(of: calls, in: $0) }
        let messages = Program.repository.appending(path: "Sources/CEL/Parsing/CELMessages.swift")
        faults += Self.calls(of: ["enum CELMessages {"], in: try String(contentsOf: messages, encoding: .utf8))
        return Set(
            faults.filter { $0.contains(" ") && !$0.hasPrefix(";") }.map { fault in
                var fault = fault.replacing("……", with: "…")
                // A name that may have been meant follows the one that is not known.
                if fault.hasSuffix("…"), let last = fault.dropLast().last, "'e".contains(last) { fault.removeLast() }
                return fault
            }
        ).subtracting(notFaults)
    }

    /// Names of what was expected, and parts of sentences.
    private static let notFaults: Set<String> = [
        "the end of the expression", "an expression", "a name", "the name of a variable", "the end",
    ]

    private static func sources() throws -> [String] {
        let folders = [
            "Records", "Rules", "Formats/Definition", "Linting/Configuration", "Linting/Suppression", "Linting/Tables",
            "Linting/Recognising",
        ]
        return try folders.flatMap { folder -> [String] in
            let url = Program.repository.appending(path: "Sources/\(folder)")
            let files = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)?.allObjects as? [URL]
            return try (files ?? []).filter { $0.pathExtension == "swift" }.map { file in
                // Comments quote what they like.
                try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter {
                    !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//")
                }.joined(separator: "\n")
            }
        }
    }

    /// The texts that stand in calls of functions.
    ///
    /// In those with a brace, all to the end of the file. A bare one stands at once behind the name, and is the only one.
    private static func calls(of names: [String], in source: String, isBare: Bool = false) -> [String] {
        names.flatMap { name -> [String] in
            source.ranges(of: name).flatMap { range -> [String] in
                var rest = source[range.upperBound...]
                guard !isBare else { return rest.first == "\"" ? [text(&rest)] : [] }
                return texts(in: &rest, until: name.hasSuffix("{") ? nil : ")")
            }
        }
    }

    /// The texts up to the bracket that closes; those joined by `+` are one.
    private static func texts(in rest: inout Substring, until end: Character?) -> [String] {
        var (found, depth, isJoined): ([String], Int, Bool) = ([], 1, false)
        while let character = rest.first, depth > 0 {
            if character == "\"" {
                let text = text(&rest)
                if isJoined, let last = found.popLast() { found.append(last + text) } else { found.append(text) }
                isJoined = false
                continue
            }
            if end != nil { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
            if !character.isWhitespace { isJoined = character == "+" }
            rest.removeFirst()
        }
        return found
    }

    /// A text from its quote on, with `…` for each interpolation.
    private static func text(_ rest: inout Substring) -> String {
        var text = ""
        rest.removeFirst()
        while let character = rest.popFirst(), character != "\"" {
            guard character == "\\" else {
                text.append(character)
                continue
            }
            guard let next = rest.popFirst(), next == "(" else { continue }
            var depth = 1
            while depth > 0, let inner = rest.first {
                if inner == "\"" {
                    _ = Self.text(&rest)
                    continue
                }
                depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
                rest.removeFirst()
            }
            text += "…"
        }
        return text
    }
}

import Foundation
import TestSupport
import Testing

/// What a newcomer types first.
struct FirstStepsTests {
    private static let invoice = """
        Invoice No.,INV-1
        Seller,"Haiyu ""Parts"" Co., Ltd."
        Part No,Qty,Unit Price,Amount
        A-100,2,3.00,6.00

        """

    // MARK: init

    @Test("init writes a configuration that works, and lists what cannot be read", arguments: ["en", "zh"])
    func initialise(_ language: String) async throws {
        let files = [
            "a/invoice.csv": Self.invoice, "b/invoice.csv": Self.invoice.replacing("INV-1", with: "INV-2"),
            "scans/packing list 7.pdf": "%PDF-1.4\n", "scans/证书,A.pdf": "%PDF-1.4\n",
        ]
        try await TemporaryFolder.with(files) { folder in
            let made = try Program.shiplint(["init", "--lang", language, "."], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            let text = try String(contentsOf: folder.appending(path: "shiplint.yaml"), encoding: .utf8)
            #expect(text.contains(#"name: "Haiyu \"Parts\" Co., Ltd.""#))
            #expect(text.contains(#"dossiers: ["a", "b"]"#))
            #expect(text.contains("language: \(language)"))
            let register = try String(contentsOf: folder.appending(path: "register.csv"), encoding: .utf8)
            #expect(
                register == """
                    file,kind,title,number,issue date,valid until
                    scans/packing list 7.pdf,packing-list,,,,
                    "scans/证书,A.pdf",certificate,,,,

                    """
            )
            let check = try Program.shiplint(["check", "--fail-on", "never", "."], in: folder)
            #expect(check.status == 0, "\(check.errors)")
            #expect(check.output.contains("register.csv"))
            // Nothing is overwritten.
            let again = try Program.shiplint(["init", "."], in: folder)
            #expect(again.status == 2)
            #expect(try String(contentsOf: folder.appending(path: "shiplint.yaml"), encoding: .utf8) == text)
        }
    }

    @Test("where schemas are installed beside the program, init names the configuration's in its first line")
    func initSchema() async throws {
        try await TemporaryFolder.with(["files/invoice.csv": Self.invoice]) { folder in
            let root = folder.resolvingSymlinksInPath()
            let schemas = root.appending(path: "share/shiplint/schemas")
            for place in [schemas, root.appending(path: "bin")] {
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            }
            let (schema, program) = (
                schemas.appending(path: "configuration.schema.json"), root.appending(path: "bin/shiplint")
            )
            try Data("{}".utf8).write(to: schema)
            try FileManager.default.copyItem(at: Program.path, to: program)
            let result = try Program.run(program, ["init", "files"], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            let text = try String(contentsOf: folder.appending(path: "files/shiplint.yaml"), encoding: .utf8)
            #expect(text.hasPrefix("# yaml-language-server: $schema=\(schema.path())\n"), "\(text.prefix(200))")
        }
    }

    @Test("init in a folder without a document says how to go on")
    func initialiseNothing() async throws {
        try await TemporaryFolder.with(["notes.pdf": "%PDF-1.4\n"]) { folder in
            let made = try Program.shiplint(["init"], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            let text = try String(contentsOf: folder.appending(path: "shiplint.yaml"), encoding: .utf8)
            #expect(text.contains("No document was recognised"))
        }
        #expect(try Program.shiplint(["init", "/nowhere"]).status == 2)
    }

    // MARK: explain

    @Test(
        "explain says what, why, on what basis, with a pass, a fail and how to silence it",
        arguments: ["en", "zh"]
    )
    func explain(_ language: String) throws {
        let result = try Program.shiplint(["explain", "transaction/line-amount", "--lang", language])
        #expect(result.status == 0)
        let wanted =
            language == "en"
            ? ["why  ", "basis  ", "practice of the trade", "passes", "fails", "→ amount 11.00 is not", "suppress:"]
            : ["原因", "依据", "行业惯例", "合格示例", "不合格示例", "→ 金额 11.00 不等于", "suppress:"]
        for word in wanted { #expect(result.output.contains(word), "\(word) is missing") }
    }

    @Test("what explain advises is taken as it stands")
    func explainedConfiguration() async throws {
        let text = try Program.shiplint(["explain", "transaction/line-amount"]).output
        let lines = text.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.hasSuffix("rules:") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("or before an element") })
        let yaml = lines[start..<end].map { $0.dropFirst(2) }.joined(separator: "\n").replacing("…", with: "1")
        try await TemporaryFolder.with(["invoice.csv": Self.invoice, "shiplint.yaml": yaml]) { folder in
            let result = try Program.shiplint(["check", "--fail-on", "never", "."], in: folder)
            #expect(result.status == 0, "\(result.errors)")
        }
    }

    @Test("an unknown rule is offered the nearest", arguments: ["line-amount", "transaction/line-amout"])
    func unknownRule(_ name: String) throws {
        let result = try Program.shiplint(["explain", name])
        #expect(result.status == 2)
        #expect(result.errors.contains("did you mean 'transaction/line-amount'?"))
    }

    @Test(
        "findings of no pack are explained too",
        arguments: ["syntax/truncated", "suppression/unused", "baseline/gone"]
    )
    func ownRules(_ name: String) throws {
        let result = try Program.shiplint(["explain", name])
        #expect(result.status == 0)
        #expect(result.output.contains("why"))
    }

    // MARK: doctor

    @Test("doctor says what is loaded from where, and which rules had nothing to do")
    func doctor() async throws {
        let files = [
            "invoice.csv": Self.invoice, "old/invoice.csv": Self.invoice,
            "shiplint.yaml": "ignore: [old]\nrules: {transaction/line-amount: off}\n",
        ]
        try await TemporaryFolder.with(files) { folder in
            let result = try Program.shiplint(["doctor"], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            for wanted in [
                "configuration: ./shiplint.yaml", "pack transaction: ", "left out: ./old",
                "./invoice.csv: commercial-invoice-table", "off by the configuration (1): transaction/line-amount",
                "no document of letter-of-credit",
            ] { #expect(result.output.contains(wanted), "\(wanted) is missing") }
        }
    }

    // MARK: Shells and manual

    @Test("completions are scripts of their shell", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) async throws {
        let script = try Program.shiplint(["completions", shell]).output
        #expect(script.contains("shiplint") && script.contains("changed-since"))
        let program = ["/bin/\(shell)", "/usr/bin/\(shell)"].first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let program else { return }
        try await TemporaryFolder.with(["script": script]) { folder in
            let path = folder.appending(path: "script").path()
            let result = try Program.run(URL(filePath: program), ["-n", path])
            #expect(result.status == 0, "\(result.errors)")
        }
        #expect(try Program.shiplint(["completions", "csh"]).status == 2)
    }

    @Test(
        "every command has a manual page",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"))
    )
    func manual() async throws {
        try await TemporaryFolder.with([String: String]()) { folder in
            let script = Program.repository.appending(path: "Scripts/generate-manual").path()
            let made = try Program.run(
                URL(filePath: "/usr/bin/python3"),
                [script, Program.path.path(), folder.path()]
            )
            #expect(made.status == 0, "\(made.errors)")
            let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            #expect(pages.contains("shiplint.1") && pages.contains("shiplint-check.1"))
            let page = try String(contentsOf: folder.appending(path: "shiplint-fix.1"), encoding: .utf8)
            #expect(page.contains("\\fB\\-\\-unsafe\\fR"))
            #expect(page.contains(".SH EXIT STATUS"))
        }
    }

    // MARK: Chinese

    /// What the program says of a command and those below it.
    private struct Help: Decodable {
        struct Argument: Decodable {
            let abstract: String?
            let shouldDisplay: Bool
        }

        let commandName: String
        let abstract: String?
        let discussion: String?
        let arguments: [Argument]?
        let subcommands: [Help]?

        /// Sentences that the help prints.
        var sentences: [String] {
            [abstract, discussion].compactMap { $0 } + (arguments ?? []).filter(\.shouldDisplay).compactMap(\.abstract)
        }
    }

    @Test("all help is there in Chinese")
    func chineseHelp() throws {
        let dump = try Program.shiplint(["--experimental-dump-help"]).output
        let root = try #require(
            try JSONDecoder().decode([String: Either<Help>].self, from: Data(dump.utf8))["command"]?.value
        )
        func check(_ help: Help, _ path: [String]) throws {
            let output = try Program.shiplint(path + ["--help"], environment: ["LC_ALL": "zh_CN.UTF-8"]).output
            for sentence in help.sentences.flatMap({ $0.split(separator: "\n") }) where sentence.contains(" ") {
                let isCommandLine = sentence.hasPrefix("For ") && sentence.contains(">")
                #expect(
                    isCommandLine || !output.contains(sentence),
                    "add the Chinese of '\(sentence)' to Sources/shiplint/Chinese/ChineseHelp.swift"
                )
            }
            for inner in help.subcommands ?? [] where inner.commandName != "help" {
                try check(inner, path + [inner.commandName])
            }
        }
        try check(root, [])
    }

    /// A value of a dictionary that holds others of another type too.
    private struct Either<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
    }

    @Test(
        "what commands say is there in Chinese",
        arguments: [
            (["rules", "show", "--lang", "zh", "transaction/line-amount"], "行金额等于数量乘单价"),
            (["rules", "test", "--lang", "zh", "own.yaml"], "own/rule：没有 pass 用例"),
            (["formats", "list", "--lang", "zh"], "装箱单"), (["inspect", "--lang", "zh", "invoice.csv"], "编码"),
            (["readiness", "--lang", "zh"], "的准备情况"), (["dossier", "--lang", "zh"], "商业发票"),
            (["check", "--lang", "zh", "--statistics"], "内存峰值"), (["doctor", "--lang", "zh"], "已加载"),
            (["policy", "list", "--lang", "zh"], "现行规定"), (["fix", "--lang", "zh"], "剩余："),
        ]
    )
    func chineseOutput(_ arguments: [String], _ words: String) async throws {
        let own = """
            pack: own
            title: {en: Own, zh: 自定}
            rules:
              - id: rule
                title: {en: A quantity is positive, zh: 数量为正}
                severity: warning
                each: line
                check: line.quantity.value > 0
                at: quantity
                message: {en: "{line.quantity} is not positive", zh: "{line.quantity} 不是正数"}
                why: {en: Nothing is sold otherwise., zh: 否则无货可卖。}
                basis: {status: practice, source: our terms, verified: 2026-11-24}
                tests:
                  - fail: {line: {quantity: 0 PCE}}
            """
        let result = try await TemporaryFolder.with(["invoice.csv": Self.invoice, "own.yaml": own]) { folder in
            try Program.shiplint(arguments, in: folder)
        }
        #expect((result.output + result.errors).contains(words), "\(result.output)\(result.errors)")
    }

    @Test(
        "errors are there in Chinese",
        arguments: [
            (["check", "--lang", "zh", "/nowhere"], "没有此文件或文件夹"),
            (["check", "--lang", "zh", "--nosuch"], "没有选项“--nosuch”"),
            (["check", "--lang=zh", "--as-of", "x"], "--as-of “x”不是"),
            (["explain", "--lang", "zh", "line-amount"], "是否指“transaction/line-amount”？"),
            (["check", "--lang", "zh", "--baseline", "/nowhere"], "没有此基线文件"),
            (["check", "--lang", "zh", "--output", "json=/nowhere/x"], "无法写入"),
            (["check", "--lang", "zh", "--output", "json", "--output", "sarif"], "不能同时输出到标准输出"),
            (["check", "--lang", "zh", "--horizon", "soon"], "--horizon 应为"),
            (["policy", "show", "--lang", "zh", "nosuch"], "没有政策“nosuch”"),
            (["policy", "list", "--lang", "zh", "--market", "ZZ"], "--market “ZZ”既不是国家"),
            (["rules", "test", "--lang", "zh", "nosuch"], "没有规则包“nosuch”"),
            (["formats", "show", "--lang", "zh", "nosuch"], "没有格式“nosuch”"),
            (["verify", "--lang", "zh", "nosuch.json"], "无法读取"),
        ]
    )
    func chineseErrors(_ arguments: [String], _ words: String) async throws {
        let result = try await TemporaryFolder.with(["invoice.csv": Self.invoice]) { folder in
            try Program.shiplint(arguments, in: folder)
        }
        #expect(result.status == 2)
        #expect(result.errors.contains(words), "\(result.errors)")
    }
}

import Foundation
import TestSupport
import Testing

/// What scripts and CI systems rely on.
struct GateCommandTests {
    private static let invoice = "Invoice No.,INV-1\nPart No,Qty,Unit Price,Amount\nA-100 ,2,3.00,7.00\n"

    @Test(
        "exit statuses",
        arguments: [
            (["--version"], 0), (["--help"], 0), (["check", "--fail-on", "never", "."], 0), (["check", "."], 1),
            (["check", "--nosuch", "."], 2), (["nosuch"], 2), (["check", "--fail-on", "errors", "."], 2),
            (["check", "nowhere"], 2), (["check", "--as-of", "today", "."], 2),
            (["check", "--output", "json=no/x", "."], 2),
            (["check", "--baseline", "nowhere", "."], 2), (["check", "--write-baseline", "no/known.tsv", "."], 2),
            (["check", "--horizon", "soon", "."], 2), (["fix", "--diff", "."], 1), (["rules", "show", "no/rule"], 2),
        ] as [([String], Int32)]
    )
    func statuses(_ arguments: [String], _ status: Int32) async throws {
        let result = try await TemporaryFolder.with(["invoice.csv": Self.invoice]) { folder in
            try Program.shiplint(arguments, in: folder)
        }
        #expect(result.status == status, "\(result.errors)")
        #expect((status == 2) == !result.errors.isEmpty || arguments.contains("--diff"))
    }

    @Test("a baseline that was written silences what it lists, and one that cannot be written leaves nothing behind")
    func baseline() async throws {
        try await TemporaryFolder.with(["invoice.csv": Self.invoice]) { folder in
            #expect(try Program.shiplint(["check", "--write-baseline", "known.tsv", "."], in: folder).status == 0)
            let result = try Program.shiplint(
                ["check", "--fail-on", "note", "--baseline", "known.tsv", "."],
                in: folder
            )
            #expect(result.status == 0, "\(result.output)")
            #expect(result.output.contains("known from the baseline"))
            _ = try Program.shiplint(["check", "--write-baseline", "no/known.tsv", "."], in: folder)
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
            #expect(names == ["invoice.csv", "known.tsv"])
        }
    }

    @Test("a reader that closes the pipe early is no error")
    func closedPipe() async throws {
        let examples = Program.repository.appending(path: "examples").path()
        let command = "set -o pipefail; '\(Program.path.path())' check --fail-on never '\(examples)' | head -1"
        let result = try Program.run(URL(filePath: "/bin/bash"), ["-c", command])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.isEmpty)
    }

    @Test(
        "what a full disk does not take is an error of every command",
        arguments: ["rules list", "policy list", "doctor"]
    )
    func fullDisk(_ command: String) async throws {
        try await TemporaryFolder.with(["invoice.csv": Self.invoice]) { folder in
            let line = "'\(Program.path.path())' \(command) > /dev/full"
            let result = try Program.run(URL(filePath: "/bin/bash"), ["-c", line], in: folder)
            #expect(result.status == 2)
            #expect(result.errors.contains("cannot be written"), "\(result.errors)")
        }
    }

    @Test("fix mends in place, and a patch of it is taken by patch")
    func fix() async throws {
        try await TemporaryFolder.with(["invoice.csv": Self.invoice]) { folder in
            let file = folder.appending(path: "invoice.csv")
            let diff = try Program.shiplint(["fix", "--diff", "."], in: folder)
            #expect(try String(contentsOf: file, encoding: .utf8) == Self.invoice)
            #expect(diff.output.contains("\n-A-100 ,2,3.00,7.00\n+A-100,2,3.00,7.00\n"))
            let result = try Program.shiplint(["fix", "--fail-on", "never", "."], in: folder)
            #expect(result.status == 0)
            #expect(result.output.contains("write 'A-100' instead of 'A-100 ' [spelling/line-numbers]"))
            #expect(try String(contentsOf: file, encoding: .utf8) == Self.invoice.replacing("A-100 ", with: "A-100"))
        }
    }

    @Test("only what changed since a commit is checked")
    func changedSince() async throws {
        let other = Self.invoice.replacing("INV-1", with: "INV-2")
        try await TemporaryFolder.with(["a/invoice.csv": Self.invoice, "b/invoice.csv": other]) { folder in
            func git(_ arguments: [String]) throws {
                let name = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
                let result = try Program.run(URL(filePath: "/usr/bin/git"), name + arguments, in: folder)
                try #require(result.status == 0, "\(result.errors)")
            }
            try git(["init", "--quiet"])
            try git(["add", "."])
            try git(["commit", "--quiet", "--message", "first"])
            let none = try Program.shiplint(["check", "--changed-since", "main", "."], in: folder)
            #expect(none.status == 0)
            #expect(none.errors == "no dossier is touched by what changed since main\n")
            try other.replacing("7.00", with: "9.00").write(
                to: folder.appending(path: "b/invoice.csv"),
                atomically: true,
                encoding: .utf8
            )
            let changed = try Program.shiplint(["check", "--changed-since", "main", "."], in: folder)
            #expect(changed.status == 1)
            #expect(changed.output.contains("b/invoice.csv") && !changed.output.contains("a/invoice.csv"))
            let unknown = try Program.shiplint(["check", "--changed-since", "--upload-pack=x", "."], in: folder)
            #expect(unknown.status == 2)
        }
    }

    /// The options that files for CI systems give to `shiplint check` are there.
    @Test(arguments: ["templates/shiplint.yml", "Scripts/github-action", ".pre-commit-hooks.yaml", "docs/ci.md"])
    func options(_ name: String) throws {
        let text = try String(contentsOf: Program.repository.appending(path: name), encoding: .utf8)
        let known = try ["check", "fix"].map { try Program.shiplint([$0, "--help"]).output }.joined()
        let options = text.matches(of: #/(?:^|[\s`\[])(--[a-z]+(?:-[a-z]+)*)/#).map { String($0.1) }
        let others = ["--rm", "--volume", "--tag"]
        #expect(!options.isEmpty)
        for option in Set(options).subtracting(others) { #expect(known.contains(option), "\(name) gives \(option)") }
    }

    @Test("the GitHub action's inputs become options")
    func action() async throws {
        let manifest = try String(contentsOf: Program.repository.appending(path: "action.yml"), encoding: .utf8)
        let names = manifest.matches(of: #/(?m)^  ([a-z-]+):$/#).map { String($0.1) }
        #expect(names.contains("changed-since"))
        let script = Program.repository.appending(path: "Scripts/github-action")
        let text = try String(contentsOf: script, encoding: .utf8)
        for name in names where name != "paths" { #expect(text.contains(name.uppercased()), "\(name) is not read") }
        try await TemporaryFolder.with(["a b/invoice.csv": Self.invoice]) { folder in
            let summary = folder.appending(path: "summary.md")
            let environment = [
                "SHIPLINT": Program.path.path(), "INPUT_PATHS": "a b\n", "INPUT_FAIL-ON": "never", "INPUT_LANG": "zh",
                "INPUT_SARIF": "out.sarif", "INPUT_BASELINE": "", "GITHUB_STEP_SUMMARY": summary.path(),
            ]
            let result = try Program.run(script, [], in: folder, environment: environment)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.contains("::error file=a b/invoice.csv"))
            #expect(result.output.contains("金额"))
            #expect(try !Data(contentsOf: summary).isEmpty)
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "out.sarif").path()))
        }
    }
}

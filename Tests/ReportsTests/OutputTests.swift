import Foundation
import TestSupport
import Testing

/// Where reports go: each whole or not at all, and a clear word where that cannot be.
struct OutputTests {
    private static let invoice = """
        Commercial Invoice,HC-1
        No,Part No,Description,Qty,Unit,Unit Price,Amount
        1,A-1,Brake pad,10,PCS,2.00,21.00

        """

    private func dossier(_ body: (URL) async throws -> Void) async throws {
        try await TemporaryFolder.with(["in/commercial-invoice.csv": Self.invoice], body)
    }

    @Test("several reports at once")
    func several() async throws {
        try await dossier { folder in
            let forms = ["json", "jsonl", "sarif", "junit", "gitlab", "checkstyle", "markdown", "csv", "xlsx", "html"]
            let outputs = forms.flatMap { ["--output", "\($0)=out.\($0)"] }
            let outcome = try Program.shiplint(["check", "in", "--output", "github"] + outputs, in: folder)
            #expect(outcome.status == 1, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("::error "))
            for form in forms {
                let file = folder.appending(path: "out.\(form)")
                #expect(try Data(contentsOf: file).count > 100, "\(form)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == forms.count + 1)
        }
    }

    @Test("a report in the checked folder is not checked itself, however often it is written")
    func ownReports() async throws {
        try await dossier { folder in
            let arguments = ["check", "in", "--output", "json=in/report.json", "--output", "csv=in/report.csv"]
            for _ in 0..<2 {
                _ = try Program.shiplint(arguments, in: folder)
                let report = try String(contentsOf: folder.appending(path: "in/report.json"), encoding: .utf8)
                #expect(!report.contains("report.csv"))
                #expect(!report.contains("format/unrecognised"))
            }
        }
    }

    @Test("a job's summary is added to what other steps wrote")
    func summary() async throws {
        try await dossier { folder in
            let summary = folder.appending(path: "summary.md")
            try "# Before\n".write(to: summary, atomically: true, encoding: .utf8)
            _ = try Program.shiplint(
                ["check", "in", "--output", "github"],
                in: folder,
                environment: ["GITHUB_STEP_SUMMARY": summary.path()]
            )
            let text = try String(contentsOf: summary, encoding: .utf8)
            #expect(text.hasPrefix("# Before\n## ❌ in: not ready"))
        }
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let arguments: [String]
        let says: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Refused(name: "unknown form", arguments: ["--output", "pdf"], says: "pdf"),
        Refused(name: "no file", arguments: ["--output", "json="], says: "json="),
        Refused(
            name: "two on standard output",
            arguments: ["--output", "json", "--output", "csv"],
            says: "standard output"
        ),
        Refused(name: "one file twice", arguments: ["--output", "json=a", "--output", "csv=a"], says: "written to a"),
    ])
    func usage(_ refused: Refused) async throws {
        try await dossier { folder in
            let outcome = try Program.shiplint(["check", "in"] + refused.arguments, in: folder)
            #expect(outcome.status != 0 && outcome.status != 1)
            #expect(outcome.errors.contains(refused.says), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("a folder that is not there, a folder in the file's place", arguments: ["nowhere/r.json", "in"])
    func unwritable(_ path: String) async throws {
        try await dossier { folder in
            let outcome = try Program.shiplint(["check", "in", "--output", "json=\(path)"], in: folder)
            #expect(outcome.status == 2)
            #expect(outcome.errors.hasPrefix("shiplint: \(path): "), "\(outcome.errors)")
        }
    }

    @Test("a full disk leaves the report that was there")
    func fullDisk() async throws {
        try await dossier { folder in
            // A limit on the size of files is what a full disk looks like to a program; the signal is ignored by the shell.
            let report = folder.appending(path: "r.html")
            try "before".write(to: report, atomically: true, encoding: .utf8)
            let program = Program.repository.appending(path: ".build/debug/shiplint").path()
            let outcome = try Program.shell(
                "trap '' XFSZ; ulimit -f 16; \"$1\" check in --output html=r.html",
                [program],
                in: folder
            )
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("r.html: cannot be written"), "\(outcome.errors)")
            #expect(try String(contentsOf: report, encoding: .utf8) == "before")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() == ["in", "r.html"])
        }
    }

    @Test("a full device is an error, a closed pipe is not")
    func devices() async throws {
        try await dossier { folder in
            let program = Program.repository.appending(path: ".build/debug/shiplint").path()
            let full = try Program.shell("\"$1\" check in --output json > /dev/full", [program], in: folder)
            #expect(full.status == 2)
            #expect(full.errors.contains("standard output: cannot be written"))
            let closed = try Program.shell(
                "{ \"$1\" check in --output json; echo $? >&2; } | true",
                [program],
                in: folder
            )
            #expect(closed.errors == "1\n")
        }
    }

    @Test("a cell of ten megabytes is shortened in every report")
    func hugeCell() async throws {
        let long = "\"" + String(repeating: "x", count: 10_000_000) + "\""
        // A number that is none, a document's number, a part number and a text that a rule quotes.
        let huge = Self.invoice.replacing("21.00", with: long).replacing("HC-1", with: long)
            .replacing("A-1", with: long)
        try await TemporaryFolder.with(["in/commercial-invoice.csv": huge]) { folder in
            let forms = ["text", "json", "sarif", "junit", "csv", "html"]
            let outcome = try Program.shiplint(
                ["check", "in"] + forms.flatMap { ["--output", "\($0)=out.\($0)"] },
                in: folder
            )
            #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
            for form in forms {
                #expect(try Data(contentsOf: folder.appending(path: "out.\(form)")).count < 300_000, "\(form)")
            }
        }
    }
}

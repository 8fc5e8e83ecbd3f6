import Foundation
import TestSupport
import Testing

/// `shiplint verify` repeats the run of a report.
struct VerifyTests {
    private static let invoice = """
        Commercial Invoice,HC-1
        No,Part No,Description,Qty,Unit,Unit Price,Amount
        1,A-1,Brake pad,10,PCS,2.00,21.00

        """

    private func recorded(_ body: (URL) throws -> Void) async throws {
        let files = ["in/commercial-invoice.csv": Self.invoice, "in/label.jpg": "\u{0}\u{1}\u{2}"]
        try await TemporaryFolder.with(files) { folder in
            let made = try Program.shiplint(
                ["check", "in", "--as-of", "2026-11-24", "--output", "json=in/report.json"],
                in: folder
            )
            try #require(made.status == 1, "\(made.errors)")
            try body(folder)
        }
    }

    private func verify(_ folder: URL, _ arguments: [String] = []) throws -> Program.Outcome {
        try Program.shiplint(["verify", "in/report.json", "--lang", "en"] + arguments, in: folder)
    }

    @Test func holds() async throws {
        try await recorded { folder in
            let outcome = try verify(folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.hasSuffix("  the report holds\n"))
        }
    }

    @Test("a mended amount: the file and the findings differ")
    func mended() async throws {
        try await recorded { folder in
            let file = folder.appending(path: "in/commercial-invoice.csv")
            try Self.invoice.replacing("21.00", with: "20.00").write(to: file, atomically: true, encoding: .utf8)
            let outcome = try verify(folder)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("file changed: in/commercial-invoice.csv"))
            #expect(outcome.output.contains("no longer found: in/commercial-invoice.csv: amount 21.00 is not"))
            let json = try verify(folder, ["--output", "json"])
            #expect(json.output.contains("\"holds\": false"))
        }
    }

    @Test("one byte of a picture counts too, and so does a file more or less")
    func files() async throws {
        try await recorded { folder in
            try "\u{0}\u{1}\u{3}".write(to: folder.appending(path: "in/label.jpg"), atomically: true, encoding: .utf8)
            try "hello".write(to: folder.appending(path: "in/letter.txt"), atomically: true, encoding: .utf8)
            let outcome = try verify(folder)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("file changed: in/label.jpg"))
            #expect(outcome.output.contains("new file: in/letter.txt"))
        }
    }

    @Test(
        "what is no report, or one of another version, is said",
        arguments: [
            ("{}", "is no report of shiplint"), ("[1, 2", "in/report.json"), ("", "is no report"),
            ("{\"shiplint\": \"9\", \"asOf\": \"2026-11-24\", \"run\": {}, \"dossiers\": []}", "version 9"),
        ]
    )
    func unusable(_ text: String, _ says: String) async throws {
        try await recorded { folder in
            try text.write(to: folder.appending(path: "in/report.json"), atomically: true, encoding: .utf8)
            let outcome = try verify(folder)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains(says), "\(outcome.errors)")
        }
    }
}

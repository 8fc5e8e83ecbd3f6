import Foundation
import TestSupport
import Testing

/// A supplier that checks itself.
struct SelfAssessmentTests {
    @Test("init --self-assessment writes questions that are read as a supplier's profile", arguments: ["en", "zh"])
    func selfAssessment(_ language: String) async throws {
        try await TemporaryFolder.with([String: String]()) { folder in
            let made = try Program.shiplint(
                [
                    "init", "--self-assessment", "--categories", "charging-equipment", "--markets", "EU", "--stage",
                    "catalogue", "--lang", language,
                ],
                in: folder
            )
            #expect(made.status == 0, "\(made.errors)")
            let configuration = try String(contentsOf: folder.appending(path: "shiplint.yaml"), encoding: .utf8)
            for line in [
                #"packs: ["self-assessment"]"#, #"categories: ["charging-equipment"]"#, #"markets: ["EU"]"#,
                "stage: catalogue",
            ] {
                #expect(configuration.split(separator: "\n").contains(Substring(line)), "\(line) is missing")
            }
            let profile = folder.appending(path: "supplier-profile.csv")
            let questions = try String(contentsOf: profile, encoding: .utf8)
            #expect(questions.contains(language == "en" ? "Service points" : "服务网点"))
            // Each open question is told.
            let count = questions.split(separator: "\n").count - 1
            let asked = try Program.shiplint(["check", "--output", "json", "."], in: folder).output
            #expect(asked.components(separatedBy: #""rule": "supplier/question-unanswered""#).count - 1 == count)
            // What is answered is kept by a second run, and asked no more.
            let answered = questions.replacing(",,,\n", with: ",yes,certificate 1,2026-11-01\n")
            try Data(answered.utf8).write(to: profile)
            try FileManager.default.removeItem(at: folder.appending(path: "shiplint.yaml"))
            let again = try Program.shiplint(["init", "--self-assessment", "--lang", language], in: folder)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try String(contentsOf: profile, encoding: .utf8) == answered)
            let rest = try Program.shiplint(["check", "--as-of", "2026-11-25", "--output", "json", "."], in: folder)
            #expect(rest.status == 0, "\(rest.errors)")
            #expect(!rest.output.contains("supplier/question-unanswered"))
        }
    }

    @Test("a category that is not there is told with those that are", arguments: ["en", "zh"])
    func unknownCategory(_ language: String) async throws {
        try await TemporaryFolder.with([String: String]()) { folder in
            let made = try Program.shiplint(["init", "--categories", "chargers", "--lang", language], in: folder)
            #expect(made.status == 2)
            #expect(made.errors.contains("charging-equipment"), "\(made.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
        }
    }

    @Test("what a category needs is told before any product is there")
    func owed() async throws {
        try await TemporaryFolder.with([String: String]()) { folder in
            let made = try Program.shiplint(
                [
                    "init", "--self-assessment", "--categories", "充电桩", "--markets", "EU", "--stage",
                    "before-shipment",
                ],
                in: folder
            )
            #expect(made.status == 0, "\(made.errors)")
            let owed = try Program.shiplint(["readiness", "--as-of", "2026-11-25", "."], in: folder)
            #expect(owed.status != 2, "\(owed.errors)")
            for word in ["charging-equipment", "EU", "by the configuration", "missing"] {
                #expect(owed.output.contains(word), "\(word) is missing in \(owed.output)")
            }
            let asked = ["readiness", "--output", "html", "--as-of", "2026-11-25", "."]
            let page = try Program.shiplint(asked, in: folder)
            #expect(page.status == owed.status, "\(page.errors)")
            #expect(page.output.lowercased().hasPrefix("<!doctype html"))
            #expect(page.output.contains(#""readinessMatrix":{"#))
        }
    }
}

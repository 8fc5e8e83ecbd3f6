import Foundation
import TestSupport
import Testing

/// The self-assessment in a browser.
@Suite(.timeLimit(.minutes(10)))
struct AssessmentPageTests {
    /// What was seen in one language.
    struct Language: Decodable, Sendable {
        let heading: String
        let empty: String
        let owed: Matrix
        let filled: String
        let fills: Matrix
        let taken: [String: Taken]
        let saved: Answers
        let csv: Table
        let read: Answers
        let broken: String
        let problem: String
        let mended: String
        let asked: String
        let begun: String
        let judged: String
    }

    /// The report with its matrix.
    struct Matrix: Decodable, Sendable {
        let states: [String: Int]
        let text: String

        subscript(state: String) -> Int { states[state] ?? 0 }
    }

    /// A file that was downloaded, and whether it tells what others should not see.
    struct Taken: Decodable, Sendable {
        let name: String
        let tells: Bool
    }

    /// The form of answers.
    struct Answers: Decodable, Sendable {
        let count: String
        let rows: [String: [String]]
    }

    /// The answers as a file.
    struct Table: Decodable, Sendable {
        let name: String
        let header: [String]
        let rows: Int
        let first: [String]
    }

    /// A distributor's own requirement, in both languages.
    private static let pack = """
        pack: northgate-energy
        title: {en: Requirements of Northgate Energy, zh: 北门能源的要求}
        rules:
          - id: complaints
            title: {en: Complaints have an address, zh: 投诉有联系人}
            severity: error
            each: answer
            when: answer.question == "20"
            check: has(answer.answer)
            message: {en: Northgate asks for an answer to question 20, zh: 北门能源要求回答第20题}
            why: {en: Its customers write there., zh: 其客户向该处反映问题。}
            basis: {status: practice, source: "Northgate Energy, supplier handbook, 4.2"}

        """

    @Test(
        "what is owed is told before anything is uploaded, and fills; answers, packs and results come and go; in both languages",
        .enabled(if: RunningServer.hasBrowser, "Scripts/install-test-tools installs a browser")
    )
    func assessed() async throws {
        let files = ["pack.yaml": Self.pack, "broken.yaml": "pack: northgate-energy\nbroken: 1\n"]
        try await TemporaryFolder.with(files) { folder in
            try await RunningServer.with { server in
                let arguments = [
                    RunningServer.example("charging-stations-eu/faulty"), "--secret", "90312",
                    "--pack", folder.appending(path: "pack.yaml").path(),
                    "--broken", folder.appending(path: "broken.yaml").path(),
                ]
                Self.judge(try await server.drive("assess.py", arguments))
            }
        }
    }

    private static func judge(_ seen: SeenPages<Language>) {
        let english = [
            "What your goods need before they can be sold", "Ready, with warnings", "EU declaration of conformity",
            "Not ready", "Self-assessment", "2 of 20 answered", "3 of 20 answered", "Answer", "Could not be checked",
            "Northgate asks for an answer",
        ]
        let chinese = [
            "产品上市之前需要具备什么", "可以发运，但有警告", "欧盟符合性声明", "尚不能发运", "供应商自评", "已回答 2/20", "已回答 3/20", "回答",
            "无法检查", "北门能源要求回答",
        ]
        for (language, words) in [(seen.en, english), (seen.zh, chinese)] {
            #expect(language.heading == words[0])

            // Nothing is there before a file is; what comes with the files is counted in their cells.
            #expect(language.empty == words[1])
            #expect(language.owed.text.contains(words[2]))
            #expect(language.owed["there"] == 0 && language.owed["missing"] > 0)
            #expect(language.filled == words[3])
            #expect(language.fills["there"] > 20 && language.fills["contradicting"] > 0)

            #expect(language.taken.count == 6)
            for (form, taken) in language.taken {
                #expect(taken.tells == !form.contains("share"), "\(form)")
                #expect(taken.name == "\(words[4]).\(form.prefix { $0 != "&" })")
            }

            let first = ["宁波海川 \"Hc\", Co., Ltd.", "营业执照 licence", "2026-11-02"]
            #expect(language.saved.count == words[5])
            #expect(language.saved.rows == ["01": first, "19": ["12 months", "", ""]])
            #expect(language.csv.name == "supplier-profile.csv")
            #expect(language.csv.header.count == 5 && language.csv.header[2] == words[7])
            #expect(language.csv.rows == 20)
            #expect(language.csv.first.suffix(3) == first[...])
            #expect(language.read.count == words[6])
            #expect(language.read.rows == language.saved.rows.merging(["03": ["Ningbo, Beilun", "", ""]]) { $1 })

            #expect(language.broken == words[8])
            #expect(language.problem.contains("pack.yaml:2:1: ") && language.problem.contains("broken: 1"))
            #expect(!language.problem.contains("../"))
            #expect(language.mended == words[3] && language.begun == words[3])
            #expect(language.asked.contains(words[9]) && language.judged.contains(words[9]))
            #expect(!language.fills.text.contains(words[9]))
        }
        seen.expectSound(looks: 20)
        #expect(seen.overflows.count == 10)
    }
}

internal import ArgumentParser
internal import Linting
internal import Records

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// `shiplint init`.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first shiplint.yaml, from what is found in a folder.",
        discussion: """
            Asks nothing and overwrites nothing. Files that cannot be read, such as scans, are listed in register.csv, \
            where their kind, number and dates may be filled in.
            """
    )

    @Argument(help: "The folder; the current one if none.", completion: .directory)
    var folder = "."

    @Flag(help: "A supplier's self-assessment: with its packs, and supplier-profile.csv with the questions to answer.")
    var selfAssessment = false

    @OptionGroup var shipment: ShipmentOptions

    @OptionGroup var language: LanguageOptions

    func run() async throws {
        let language = language.language()
        func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }
        let (configuration, register) = ("\(folder)/shiplint.yaml", "\(folder)/register.csv")
        guard !Self.exists(configuration) else {
            throw UsageError(
                message: say(
                    "\(configuration): is there already, and is left as it is",
                    "\(configuration)：已存在，未作改动"
                )
            )
        }
        var choices = FirstConfiguration.Choices()
        choices.packs = selfAssessment ? [SelfAssessment.packs] : []
        choices.markets = CommaList.items(of: shipment.markets)
        choices.categories = try shipment.categoryNames(in: language)
        choices.stage = shipment.stage
        if selfAssessment { try writeQuestions(in: language, say) }
        let first = try await FirstConfiguration.make(
            for: folder,
            language: language,
            schema: Installation.configurationSchema,
            choices: choices
        )
        try WholeFile.write(Array(first.configuration.utf8), to: configuration)
        Terminal.print(
            say(
                "\(configuration): written; \(first.recognised) documents are recognised\n",
                "\(configuration)：已写入；识别到 \(first.recognised) 份单证\n"
            )
        )
        if let text = first.register {
            if Self.exists(register) {
                Terminal.print(say("\(register): is there already\n", "\(register)：已存在，未作改动\n"))
            } else {
                try WholeFile.write(Array(text.utf8), to: register)
                Terminal.print(
                    say(
                        "\(register): written; fill in what the \(first.listed) files are that cannot be read\n",
                        "\(register)：已写入；请补充 \(first.listed) 个无法读取的文件的信息\n"
                    )
                )
            }
        }
        Terminal.print(say("next: shiplint check \(folder)\n", "下一步：shiplint check \(folder)\n"))
    }

    /// Writes the questions that no file answers.
    private func writeQuestions(in language: Language, _ say: (String, String) -> String) throws {
        let profile = "\(folder)/supplier-profile.csv"
        guard !Self.exists(profile) else {
            Terminal.print(say("\(profile): is there already\n", "\(profile)：已存在，未作改动\n"))
            return
        }
        try WholeFile.write(Array(SelfAssessment.questions(in: language).utf8), to: profile)
        Terminal.print(
            say(
                "\(profile): written; fill in the answers and what proves them\n",
                "\(profile)：已写入；请填写回答和证明材料\n"
            )
        )
    }

    private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}

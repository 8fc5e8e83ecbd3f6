internal import Records

/// What `rules test` and `formats test` print, in both languages.
struct CaseText {
    private let language: Language

    init(_ language: Language) { self.language = language }

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    private func told(_ message: String) -> String { language == .english ? message : Translation.error(message) }

    /// A line about a rule whose cases are not the matter.
    func note(_ rule: String, _ message: String) -> String {
        say("\(rule): note: \(message)\n", "\(rule)：提示：\(told(message))\n")
    }

    /// Prints what failed, and how many passed.
    ///
    /// - Parameter results: the rule or format of each case, and what is wrong, nothing where it passed.
    /// - Throws: the exit status of findings where one failed.
    func print(_ results: [(name: String, fault: String?)]) throws {
        for (name, fault) in results {
            if let fault { Terminal.print("\(name)\(say(": ", "："))\(told(fault))\n") }
        }
        let failed = results.count { $0.fault != nil }
        let passed = results.count - failed
        Terminal.print(say("\(passed) passed, \(failed) failed\n", "\(passed) 个通过，\(failed) 个失败\n"))
        if failed > 0 { throw ExitStatus.findings }
    }
}

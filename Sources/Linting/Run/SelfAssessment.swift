package import Records
internal import Rules

/// What a supplier that checks itself for a distributor is asked, beside what its files say.
package enum SelfAssessment {
    /// The set of packs that it is judged by.
    package static let packs = "self-assessment"

    /// A question, and what is answered.
    package struct Entry: Sendable {
        /// The number of the question; nothing where it has none.
        package var number = ""
        /// The question.
        package var question = ""
        /// The answer; nothing where it is still open.
        package var answer = ""
        /// What proves it.
        package var evidence = ""
        /// When it was answered, as 2026-11-25.
        package var date = ""

        /// An empty row.
        package init() {}
    }

    /// The questions, still to be answered.
    ///
    /// - Parameter language: their language.
    /// - Returns: the questions in their order.
    package static func entries(in language: Language) -> [Entry] {
        let list = BuiltIn.codeLists["self-assessment-question"]
        let column = language == .english ? "name_en" : "name_zh"
        return (list?.rows.keys.sorted() ?? []).map { code in
            var entry = Entry()
            (entry.number, entry.question) = (code, list?.cell(code, column) ?? "")
            return entry
        }
    }

    /// A table that is read as a `supplier-profile`.
    ///
    /// - Parameters:
    ///   - entries: its rows.
    ///   - language: the language of its header.
    /// - Returns: CSV with a header, one question a row.
    package static func table(of entries: [Entry], in language: Language) -> String {
        let header = language == .english ? "No,Question,Answer,Evidence,Date" : "题号,问题,回答,证明材料,日期"
        let rows = entries.map { entry in
            [entry.number, entry.question, entry.answer, entry.evidence, entry.date].map(CommaSeparated.quoted)
                .joined(separator: ",")
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    /// A table of the questions whose answers are still to be filled in, which is read as a `supplier-profile`.
    ///
    /// - Parameter language: the language of the questions.
    /// - Returns: CSV with a header, one question a row.
    package static func questions(in language: Language) -> String {
        table(of: entries(in: language), in: language)
    }
}

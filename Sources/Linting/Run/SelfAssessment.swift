package import Records
internal import Rules

/// What a supplier that checks itself for a distributor is asked, beside what its files say.
package enum SelfAssessment {
    /// The set of packs that it is judged by.
    package static let packs = "self-assessment"

    /// A table of the questions whose answers are still to be filled in, which is read as a `supplier-profile`.
    ///
    /// - Parameter language: the language of the questions.
    /// - Returns: CSV with a header, one question a row.
    /// - Throws: faults of the built-in lists, which the project's tests keep from happening.
    package static func questions(in language: Language) throws(DefinitionErrors) -> String {
        let list = BuiltIn.codeLists["self-assessment-question"]
        let column = language == .english ? "name_en" : "name_zh"
        let header = language == .english ? "No,Question,Answer,Evidence,Date" : "题号,问题,回答,证明材料,日期"
        let rows = (list?.rows.keys.sorted() ?? []).map { code in
            "\(code),\(CommaSeparated.quoted(list?.cell(code, column) ?? "")),,,"
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }
}

internal import Records

/// The wording of mends, and of why one is not made.
enum FixMessages {
    /// What a mend does.
    static func write(_ text: String, insteadOf old: String) -> LocalizedText {
        LocalizedText(english: "write '\(text)' instead of '\(old)'", chinese: "将“\(old)”改写为“\(text)”")
    }

    /// A mend of a document that somebody else made.
    static let notOurs = LocalizedText(
        english: "the document is not one of our own: who issued it must mend it",
        chinese: "此单证并非我方出具，须由出具方修改"
    )

    /// A mend of a file that is not changed byte by byte.
    static let workbook = LocalizedText(
        english: "such files, workbooks among them, are never changed: mend it in the program that wrote it",
        chinese: "此类文件（如工作簿）不会被改动：请在生成它的程序中修正"
    )
}

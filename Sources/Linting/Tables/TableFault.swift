package import Records

/// Why a reference table says nothing.
package struct TableFault: Error {
    /// Whether what was supplied is broken; otherwise it only lacks what some check asks.
    package let isBroken: Bool
    /// What is wrong, with the file, and how to mend it.
    package let reason: LocalizedText

    /// A file that cannot be used.
    static func broken(_ english: String, _ chinese: String) -> TableFault {
        TableFault(isBroken: true, reason: LocalizedText(english: english, chinese: chinese))
    }

    /// A table or column that is not among what was supplied.
    static func lacking(_ english: String, _ chinese: String) -> TableFault {
        TableFault(isBroken: false, reason: LocalizedText(english: english, chinese: chinese))
    }
}

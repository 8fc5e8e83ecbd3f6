/// Something in a file's bytes that is not as its syntax demands.
package struct SyntaxFault: Error, Sendable {
    /// The sorts of faults; the raw value is the rule's id behind `syntax/`.
    package enum Code: String, CaseIterable, Sendable {
        case truncated
        case notWellFormed = "not-well-formed"
        case invalidEncoding = "invalid-encoding"
        case entityDeclared = "entity-declared"
        case nestingLimit = "nesting-limit"
        case valueLimit = "value-limit"
        case columnLimit = "column-limit"
        case sizeLimit = "size-limit"
        case nulByte = "nul-byte"
        case unterminatedQuote = "unterminated-quote"
        case strayQuote = "stray-quote"
        case emptyFile = "empty-file"
        case duplicateKey = "duplicate-key"
        case trailingContent = "trailing-content"
        case unreadable
        case notAFile = "not-a-file"
        case rowLimit = "row-limit"
        case passwordProtected = "password-protected"
        case unsupportedWorkbook = "unsupported-workbook"
        case hiddenRows = "hidden-rows"
        case hiddenSheet = "hidden-sheet"
        case formulaWithoutValue = "formula-without-value"
        case errorValue = "error-value"
        case quotedTwice = "quoted-twice"
        case digitsLost = "digits-lost"
        case wrongEncoding = "wrong-encoding"
        case wrongExtension = "wrong-extension"
        /// Some lines are written in UTF-8, and the file as a whole in another encoding.
        case mixedEncoding = "mixed-encoding"
        case changedDuringRead = "changed-during-read"
    }

    /// What sort of fault it is.
    package let code: Code
    /// The byte of the decoded document; nothing where the file as a whole is meant.
    package let offset: Int?
    /// What the messages quote: a reason, a limit, a key.
    package let detail: String
    /// Whether reading stopped there.
    package let isFatal: Bool

    /// Makes a fault.
    package init(_ code: Code, at offset: Int? = nil, detail: String = "", isFatal: Bool = true) {
        self.code = code
        self.offset = offset
        self.detail = detail
        self.isFatal = isFatal
    }
}

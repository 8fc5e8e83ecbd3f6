/// One token of an expression.
struct Token {
    /// The sorts of tokens.
    enum Kind: Equatable {
        case identifier(String)
        /// A name in backquotes, which may hold characters that names do not have.
        case quotedName(String)
        case int(String)
        case uint(String)
        case double(String)
        case string(String)
        case bytes([UInt8])
        /// An operator or a bracket, as written.
        case symbol(Symbol)
        case end
    }

    /// What it is.
    var kind: Kind
    /// The first byte in the source.
    var offset: Int
}

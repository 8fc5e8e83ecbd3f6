/// Sets of allowed values that `inCodeList` asks, and tables that `lookup` asks.
public protocol CodeListSource: Sendable {
    /// The names of the lists, for errors.
    var names: [String] { get }

    /// Whether a value is in a list today; nothing if there is no such list.
    func contains(_ value: String, in list: String) -> Bool?

    /// The value of a column for a code of a list; nothing if the list, the code or the column is not there.
    func lookup(_ code: String, in list: String, column: String) -> String?

    /// The code of a list that a text means: the code itself, a name or another spelling, in any script; a code that was
    /// replaced gives what replaces it. Nothing if no entry is meant or there is no such list.
    func code(meaning text: String, in list: String) -> String?

    /// The reference table that `inTable` asks by a name; nothing if there is none.
    func table(named name: String) -> (any ReferenceTable)?
}

/// A larger table that is asked whether it has a row.
public protocol ReferenceTable: AnyObject, Sendable {
    /// Whether some row begins with the parts of a key, which unit separators (0x1F) part; an empty part fits any value.
    ///
    /// - Returns: nothing where the table has not what it takes to say.
    func holds(_ key: ArraySlice<UInt8>) -> Bool?
}

extension CodeListSource {
    /// There is no table.
    public func table(named name: String) -> (any ReferenceTable)? { nil }
}

/// No lists at all.
public struct NoCodeLists: CodeListSource {
    /// Makes it.
    public init() {}

    /// None.
    public var names: [String] { [] }

    /// There is no list.
    public func contains(_ value: String, in list: String) -> Bool? { nil }

    /// There is no list.
    public func lookup(_ code: String, in list: String, column: String) -> String? { nil }

    /// There is no list.
    public func code(meaning text: String, in list: String) -> String? { nil }
}

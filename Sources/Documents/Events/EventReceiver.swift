/// Takes the events of a document, the same for all syntaxes.
///
/// XML `<a x="1">t</a>` is open(a), attribute(x), value(t), close. A JSON member is open(key), value, close, and array
/// elements repeat the member's name, so `"lines":[{},{}]` reads like two elements `lines`; elements of other arrays are
/// named `item`, the whole document `$`. A CSV row is open(row), an attribute for each cell that is not empty, close.
@usableFromInline package protocol EventReceiver: ~Copyable {
    /// The number of a name; asked once for each distinct XML name, and for each JSON key.
    mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name

    /// An element, member or row begins.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - index: its place in a JSON array, else -1.
    ///   - offset: of its `<`, of the JSON value, of the row.
    /// - Returns: false to skip what is inside: no further event is given for it, nor its close.
    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool

    /// Whether an attribute or cell of what is open is wanted; asked before it is unescaped.
    func reads(attribute name: Name) -> Bool

    /// An attribute or a cell.
    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place)

    /// The text of an element without children, trimmed; a JSON string unescaped, a number or truth value as written.
    mutating func value(_ value: Span<UInt8>, at place: Place)

    /// What was opened ends.
    ///
    /// - Parameters:
    ///   - end: the offset behind it.
    ///   - fields: of a row how many cells it has, else 0.
    mutating func close(at end: Int, fields: Int)

    /// Whether nothing more is wanted.
    var isFinished: Bool { get }

    /// Whether it is asked what it wants, so that of a large JSON document only a little is read.
    static var isSelective: Bool { get }

    /// Whether something in a range of the document is wanted.
    func wants(_ range: Range<Int>) -> Bool
}

extension EventReceiver where Self: ~Copyable {
    @usableFromInline package static var isSelective: Bool { false }

    @usableFromInline package func wants(_ range: Range<Int>) -> Bool { true }
}

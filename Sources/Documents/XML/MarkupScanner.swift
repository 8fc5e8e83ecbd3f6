/// Reads XML 1.0 with namespaces byte by byte, in windows: all documents without a DOCTYPE that are well-formed.
///
/// It stops where something is not well-formed, a limit is met, or something is so seldom that it is not worth a line here
/// (an undeclared prefix, a version other than 1.0, thousands of names). libxml2 then reads the document from its start and
/// goes on where the scanner stopped, so it alone decides what is a fault, and what it says.
///
/// A token is scanned when all of it is there: where the bytes end first, `scan` asks for more and begins the token again.
/// Owns the stack and the list of attributes from `init` to `deinit`. The stack has room for every depth up to the limit,
/// which is checked before a level is added.
@safe @usableFromInline
struct MarkupScanner: ~Copyable {
    /// Why a scan returned.
    @usableFromInline
    enum Stop {
        /// Further bytes are needed.
        case more
        /// libxml2 has to judge what stands here.
        case unusual
        /// The document ended.
        case end
        /// An element begins at which the reader was told to stop.
        case boundary
        /// The receiver wants nothing more.
        case finished
    }

    /// The parts of a document.
    @usableFromInline
    enum Part {
        case prolog
        case content
        case epilog
    }

    /// An open element.
    @usableFromInline
    struct Level {
        /// Its name, as an index.
        @usableFromInline var name: Int32
        /// The scope around it.
        @usableFromInline var scope: Int32
        /// The offset of its `<`.
        @usableFromInline var offset: Int

        @usableFromInline
        init(name: Int32, scope: Int32, offset: Int) {
            self.name = name
            self.scope = scope
            self.offset = offset
        }
    }

    /// An attribute of the tag that is read, as indices of bytes.
    @usableFromInline
    struct Attribute {
        @usableFromInline var name: Int32
        /// Whether its value is what is written.
        @usableFromInline var isPlain: Bool
        @usableFromInline var start: Int
        @usableFromInline var end: Int
    }

    /// Where a reader was told to stop: the first element with these ancestors that begins at or behind an offset.
    struct Boundary {
        var offset: Int
        var ancestors: [Int]
    }

    static let maximumAttributes = 512

    @usableFromInline let limits: Limits
    @usableFromInline let maximumDepth: Int

    // MARK: Where the scanner is

    /// The offset of the window's first byte.
    @usableFromInline var base = 0
    /// The index of the next byte.
    @usableFromInline var position = 0
    /// The index behind the last tag; an element's text begins there.
    @usableFromInline var tagEnd = 0
    @usableFromInline var part = Part.prolog
    @usableFromInline var depth = 0
    /// Levels inside a subtree that nobody reads.
    @usableFromInline var skipped = 0
    /// Whether the element around has no children so far.
    @usableFromInline var isLeaf = false
    @usableFromInline var scope: Int32 = 0

    // MARK: What it knows

    @usableFromInline var names = MarkupNames()
    @usableFromInline var scopes = MarkupScopes()
    @usableFromInline let stack: UnsafeMutablePointer<Level>
    /// The name that is expected of the next start tag.
    @usableFromInline var expected: Int32 = 0
    /// The name that lets it be expected.
    @usableFromInline var expecting = 0
    @usableFromInline var expectsChild = false

    // MARK: The tag that is read

    @usableFromInline let attributes: UnsafeMutablePointer<Attribute>
    @usableFromInline var attributeCount = 0
    /// Whether a name among them has a prefix.
    @usableFromInline var hasPrefixes = false
    var declarations: [MarkupScopes.Binding] = []
    @usableFromInline var hasDeclarations = false
    var tag: UInt32 = 0

    // MARK: The text that is read

    /// Whether `text` holds what was read of the element's text, for it is not what is written.
    @usableFromInline var isCopied = false
    @usableFromInline var text: [UInt8] = []
    @usableFromInline var textStart = -1
    @usableFromInline var textEnd = -1
    /// The last reference that was read.
    var reference: UInt32 = 0

    // MARK: Where it is to stop

    @usableFromInline var boundaryIndex = Int.max
    var boundary: Boundary?

    init(limits: Limits) {
        self.limits = limits
        maximumDepth = limits.depth
        unsafe stack = UnsafeMutablePointer.allocate(capacity: max(1, limits.depth + 1))
        unsafe attributes = UnsafeMutablePointer.allocate(capacity: Self.maximumAttributes)
    }

    @inlinable deinit {
        unsafe stack.deallocate()
        unsafe attributes.deallocate()
    }

    // MARK: Windows

    /// The index of the first byte that is still needed.
    var kept: Int { isLeaf && !isCopied && skipped == 0 && part == .content ? min(tagEnd, position) : position }

    /// Notes that bytes at the front of the window are gone.
    mutating func drop(_ count: Int) {
        base += count
        position -= count
        tagEnd -= count
        placeBoundary()
    }

    /// The offset behind the last tag whose events were given.
    var given: Int { base + tagEnd }

    /// Tells where to stop.
    mutating func stop(at boundary: Boundary) {
        self.boundary = boundary
        placeBoundary()
    }

    /// The elements that are open.
    var context: XMLContext {
        var elements: [XMLContext.Element] = []
        for index in 0..<depth {
            // In bounds: the stack holds `depth` levels.
            let level = unsafe stack[index]
            let inner = unsafe index + 1 < depth ? stack[index + 1].scope : scope
            elements.append(
                XMLContext.Element(
                    name: Array(names.text(Int(level.name))),
                    offset: level.offset,
                    bindings: inner == level.scope ? [] : scopes.bindings(in: inner)
                )
            )
        }
        return XMLContext(elements: elements)
    }

    /// Begins in the middle of a document, before an element.
    ///
    /// - Returns: false where that is not possible.
    mutating func begin(in context: XMLContext, at offset: Int) -> Bool {
        guard context.depth <= maximumDepth else { return false }
        for element in context.elements {
            let name = names.find(element.name)
            guard name > 0, let inner = scopes.enter(element.bindings, in: scope) else { return false }
            // In bounds: there are no more elements than levels.
            unsafe stack[depth] = Level(name: Int32(name), scope: scope, offset: element.offset)
            depth += 1
            scope = inner
        }
        base = offset
        part = .content
        return true
    }

    private mutating func placeBoundary() { boundaryIndex = boundary.map { $0.offset - base } ?? Int.max }

    /// Whether the element that begins here is one to stop at.
    @usableFromInline
    func isBoundary() -> Bool {
        guard let boundary, depth == boundary.ancestors.count, skipped == 0 else { return false }
        return boundary.ancestors.indices.allSatisfy { unsafe stack[$0].offset == boundary.ancestors[$0] }
    }

    // MARK: Scanning

    /// Reads the window from where the scanner is.
    @inlinable
    mutating func scan<Receiver: EventReceiver & ~Copyable>(
        _ window: MarkupWindow,
        into receiver: inout Receiver
    ) -> Stop {
        if part == .prolog, let stop = scanProlog(window) { return stop }
        if part == .content, let stop = scanContent(window, into: &receiver) { return stop }
        return scanEpilog(window)
    }

    @inlinable
    mutating func scanContent<Receiver: EventReceiver & ~Copyable>(
        _ window: MarkupWindow,
        into receiver: inout Receiver
    ) -> Stop? {
        var place = position
        while true {
            if window[place] != UInt8(ascii: "<") {
                let end = readText(place, window)
                guard end >= 0 else { return end == Halt.more ? .more : .unusual }
                place = end
            }
            let end: Int
            switch window[place + 1] {
            case UInt8(ascii: "/"): end = readEndTag(place, window, into: &receiver)
            case UInt8(ascii: "!"), UInt8(ascii: "?"): end = readMarkup(place, window)
            default:
                if place >= boundaryIndex, isBoundary() {
                    position = place
                    return .boundary
                }
                end = readStartTag(place, window, into: &receiver)
            }
            guard end >= 0 else {
                position = place
                return end == Halt.more ? .more : .unusual
            }
            place = end
            // Something was closed where `isLeaf` is false, and a receiver may be content then.
            if !isLeaf {
                if depth == 0 {
                    part = .epilog
                    position = place
                    return receiver.isFinished ? .finished : nil
                }
                if receiver.isFinished {
                    position = place
                    return .finished
                }
            }
        }
    }

    /// Reads an end tag.
    ///
    /// - Returns: the index behind it, or a halt.
    @inlinable @inline(__always)
    mutating func readEndTag<Receiver: EventReceiver & ~Copyable>(
        _ place: Int,
        _ window: MarkupWindow,
        into receiver: inout Receiver
    ) -> Int {
        guard depth > 0 else { return Halt.unusual }
        // In bounds: depth is at least 1 and never above the limit.
        let level = unsafe stack[depth - 1]
        let index = Int(level.name)
        guard names.matches(index, window, at: place + 2) else { return haltInEndTag(place, window) }
        var end = unsafe place + 2 + Int(names.entries[index].length)
        if window[end] != UInt8(ascii: ">") {
            end = window.behindBlanks(end)
            guard window[end] == UInt8(ascii: ">") else { return window.halt(at: end) }
        }
        end += 1
        if skipped > 0 {
            skipped -= 1
        } else {
            if isLeaf, !giveText(upTo: place, window, into: &receiver) { return Halt.unusual }
            receiver.close(at: base + end, fields: 0)
        }
        isLeaf = false
        depth -= 1
        scope = level.scope
        tagEnd = end
        expected = unsafe names.entries[index].sibling
        expecting = index
        expectsChild = false
        return end
    }

    /// Gives the text of an element that ends.
    ///
    /// - Returns: false where it is longer than allowed.
    @inlinable @inline(__always)
    mutating func giveText<Receiver: EventReceiver & ~Copyable>(
        upTo place: Int,
        _ window: MarkupWindow,
        into receiver: inout Receiver
    ) -> Bool {
        if isCopied { return giveCopy(into: &receiver) }
        var (first, last) = (tagEnd, place)
        guard last - first <= limits.value else { return false }
        while first < last, window[first] <= 0x20 { first += 1 }
        guard first < last else { return true }
        while window[last - 1] <= 0x20 { last -= 1 }
        unsafe receiver.value(
            Span(_unsafeElements: window.bytes(first, last)),
            at: Place(offset: base + first, length: last - first)
        )
        return true
    }

    /// Gives a text that was copied.
    @inlinable
    @inline(never)
    mutating func giveCopy<Receiver: EventReceiver & ~Copyable>(into receiver: inout Receiver) -> Bool {
        isCopied = false
        guard let first = text.firstIndex(where: { $0 > 0x20 }), let last = text.lastIndex(where: { $0 > 0x20 }) else {
            return true
        }
        // Text that holds references is shorter than its source, so its place covers the whole source.
        let isPlain = textEnd - textStart == text.count
        let place =
            isPlain
            ? Place(offset: textStart + first, length: last + 1 - first)
            : Place(offset: textStart, length: textEnd - textStart)
        receiver.value(text.span.extracting(first..<(last + 1)), at: place)
        return true
    }

    /// Reads a start tag.
    ///
    /// - Returns: the index behind it, or a halt.
    @inlinable @inline(__always)
    mutating func readStartTag<Receiver: EventReceiver & ~Copyable>(
        _ place: Int,
        _ window: MarkupWindow,
        into receiver: inout Receiver
    ) -> Int {
        var index = Int(expected)
        var end = unsafe place + 1 + Int(names.entries[index].length)
        if !names.matches(index, window, at: place + 1) || MarkupNames.isPart(window[end]) {
            index = findElement(at: place + 1, window)
            guard index > 0 else { return index }
            end = unsafe place + 1 + Int(names.entries[index].length)
        }
        attributeCount = 0
        hasDeclarations = false
        var isEmpty = false
        if window[end] != UInt8(ascii: ">") {
            end = readAttributes(end, window, of: index)
            guard end >= 0 else { return end }
            isEmpty = window[end] == UInt8(ascii: "/")
            end += isEmpty ? 1 : 0
        }
        end += 1
        guard depth < maximumDepth, !isLeaf || place - tagEnd <= limits.value else { return Halt.unusual }
        let outer = scope
        if skipped > 0 {
            if !isEmpty { skipped += 1 }
        } else {
            guard enterScope(), isResolved(index, into: &receiver) else { return Halt.unusual }
            if unsafe receiver.open(Name(rawValue: names.entries[index].name), index: -1, at: base + place) {
                for number in 0..<attributeCount {
                    unsafe giveAttribute(attributes[number], window, into: &receiver)
                }
                if isEmpty { receiver.close(at: base + end, fields: 0) }
            } else if !isEmpty {
                skipped = 1
            }
            if isEmpty { scope = outer }
        }
        if !isEmpty {
            unsafe stack[depth] = Level(name: Int32(index), scope: outer, offset: base + place)
            depth += 1
        }
        isLeaf = !isEmpty
        isCopied = false
        tagEnd = end
        expected = unsafe isEmpty ? names.entries[index].sibling : names.entries[index].child
        expecting = index
        expectsChild = !isEmpty
        return end
    }
}

extension MarkupScanner {
    /// The name of a start tag that is not the one expected.
    ///
    /// - Returns: its index, or a halt.
    @usableFromInline
    mutating func findElement(at place: Int, _ window: MarkupWindow) -> Int {
        guard place < window.count else { return window.halt(at: place) }
        let index = names.find(at: place, window, isAttribute: false)
        guard index > 0 else { return index }
        if expectsChild {
            unsafe names.entries[expecting].child = Int32(index)
        } else {
            unsafe names.entries[expecting].sibling = Int32(index)
        }
        return index
    }

    /// Whether the name of an end tag is not read yet or is another than that of the start tag.
    @usableFromInline
    func haltInEndTag(_ place: Int, _ window: MarkupWindow) -> Int {
        var end = place + 2
        while MarkupNames.isPart(window[end]) { end += 1 }
        return window.halt(at: end)
    }

    /// Reads the attributes of a start tag.
    ///
    /// - Parameters:
    ///   - start: the index behind the element's name.
    ///   - window: the bytes.
    ///   - element: the element's name.
    /// - Returns: the index of the `>` or `/>`, or a halt.
    @usableFromInline
    mutating func readAttributes(_ start: Int, _ window: MarkupWindow, of element: Int) -> Int {
        tag &+= 1
        hasPrefixes = false
        var place = start
        var previous = element
        while true {
            let end = window[place] == UInt8(ascii: " ") ? place + 1 : place
            let next = window.behindBlanks(end)
            switch window[next] {
            case UInt8(ascii: ">"): return next
            case UInt8(ascii: "/"): return window[next + 1] == UInt8(ascii: ">") ? next : window.halt(at: next + 1)
            default: guard next > place, next < window.count else { return window.halt(at: next) }
            }
            var index = unsafe Int(names.entries[previous].attribute)
            place = unsafe next + Int(names.entries[index].length)
            if !names.matches(index, window, at: next) || window[place] != UInt8(ascii: "=") {
                index = names.find(at: next, window, isAttribute: true)
                guard index > 0 else { return index }
                unsafe names.entries[previous].attribute = Int32(index)
                place = unsafe window.behindBlanks(next + Int(names.entries[index].length))
                guard window[place] == UInt8(ascii: "=") else { return window.halt(at: place) }
            }
            previous = index
            place = readValue(place + 1, window, of: index)
            guard place >= 0 else { return place }
        }
    }

    /// Reads an attribute's value.
    ///
    /// - Parameters:
    ///   - start: the index behind the `=`.
    ///   - window: the bytes.
    ///   - name: the attribute's.
    /// - Returns: the index behind the quote that ends it, or a halt.
    private mutating func readValue(_ start: Int, _ window: MarkupWindow, of name: Int) -> Int {
        var place = window.behindBlanks(start)
        let quote = window[place]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return window.halt(at: place) }
        place += 1
        var value = Attribute(name: Int32(name), isPlain: true, start: place, end: place)
        var isASCII = true
        while true {
            place = window.find(
                from: place,
                MarkupWindow.repeated(quote),
                MarkupWindow.repeated(UInt8(ascii: "<")),
                MarkupWindow.repeated(UInt8(ascii: "&")),
                passesBlanks: false
            )
            let byte = window[place]
            if byte == quote { break }
            var length = 1
            switch byte {
            case UInt8(ascii: "&"):
                length = readReference(place, window)
                value.isPlain = false
            case 0x09, 0x0A, 0x0D: value.isPlain = false
            case 0x80...:
                length = window.character(at: place)
                isASCII = false
            default: return window.halt(at: place)
            }
            guard length > 0 else { return length }
            place += length
        }
        value.end = place
        // An attribute may stand once in a tag.
        guard place - value.start <= limits.value, attributeCount < Self.maximumAttributes,
            unsafe names.entries[name].tag != tag
        else { return Halt.unusual }
        unsafe names.entries[name].tag = tag
        switch unsafe names.entries[name].role {
        case .element, .attribute:
            if unsafe names.entries[name].prefix > 0 { hasPrefixes = true }
            // In bounds: the count was checked.
            unsafe attributes[attributeCount] = value
            attributeCount += 1
        case .defaultNamespace, .namespace:
            guard value.isPlain, isASCII else { return Halt.unusual }
            if !hasDeclarations { declarations.removeAll(keepingCapacity: true) }
            hasDeclarations = true
            declarations.append(
                MarkupScopes.Binding(
                    prefix: Array(names.text(name).dropFirst(6)),
                    namespace: unsafe Array(window.bytes(value.start, value.end))
                )
            )
        }
        return place + 1
    }

    /// Enters the scope of a start tag.
    ///
    /// - Returns: false where libxml2 has to judge it.
    @inlinable @inline(__always)
    mutating func enterScope() -> Bool { !hasDeclarations || enterDeclaredScope() }

    @usableFromInline
    mutating func enterDeclaredScope() -> Bool {
        guard let inner = scopes.enter(declarations, in: scope) else { return false }
        scope = inner
        return true
    }

    // MARK: Names

    /// Sees to it that the names of a start tag have their numbers.
    ///
    /// - Returns: false where a prefix is not declared.
    @inlinable @inline(__always)
    mutating func isResolved<Receiver: EventReceiver & ~Copyable>(_ index: Int, into receiver: inout Receiver) -> Bool {
        guard unsafe names.entries[index].scope == scope || resolve(index, in: scope, into: &receiver) else {
            return false
        }
        return attributeCount == 0 || !hasPrefixes || areResolved(into: &receiver)
    }

    @usableFromInline
    mutating func areResolved<Receiver: EventReceiver & ~Copyable>(into receiver: inout Receiver) -> Bool {
        for number in 0..<attributeCount {
            let index = unsafe Int(attributes[number].name)
            guard unsafe names.entries[index].prefix > 0, unsafe names.entries[index].scope != scope else { continue }
            guard resolve(index, in: scope, into: &receiver) else { return false }
        }
        return true
    }

    @usableFromInline
    mutating func resolve<Receiver: EventReceiver & ~Copyable>(
        _ index: Int,
        in scope: Int32,
        into receiver: inout Receiver
    ) -> Bool {
        var name = scopes.name(index, in: scope)
        if name == nil {
            let text = names.text(index)
            let prefix = unsafe text.prefix(Int(names.entries[index].prefix))
            let local = prefix.isEmpty ? text : text.dropFirst(prefix.count + 1)
            // The default namespace is not that of attributes.
            let isBare = unsafe prefix.isEmpty && names.entries[index].role == .attribute
            guard let namespace = isBare ? [] : scopes.namespace(of: prefix, in: scope) else { return false }
            let resolved = receiver.resolve(namespace: namespace.span, local: local.span, prefix: prefix.span)
            scopes.remember(resolved, index, in: scope)
            name = resolved
        }
        unsafe names.entries[index].name = name?.rawValue ?? 0
        unsafe names.entries[index].scope = scope
        return true
    }

    // MARK: Attributes

    @inlinable @inline(__always)
    mutating func giveAttribute<Receiver: EventReceiver & ~Copyable>(
        _ attribute: Attribute,
        _ window: MarkupWindow,
        into receiver: inout Receiver
    ) {
        let index = Int(attribute.name)
        // Names without a prefix mean the same in every scope.
        if unsafe names.entries[index].scope < 0 { _ = resolve(index, in: 0, into: &receiver) }
        let name = unsafe Name(rawValue: names.entries[index].name)
        guard receiver.reads(attribute: name) else { return }
        let place = Place(offset: base + attribute.start, length: attribute.end - attribute.start)
        guard attribute.isPlain else {
            copy(attribute, window)
            receiver.attribute(name, text.span, at: place)
            return
        }
        unsafe receiver.attribute(name, Span(_unsafeElements: window.bytes(attribute.start, attribute.end)), at: place)
    }

    /// Copies a value with its references resolved and blanks made spaces (XML 1.0 §3.3.3).
    @usableFromInline
    mutating func copy(_ attribute: Attribute, _ window: MarkupWindow) {
        text.removeAll(keepingCapacity: true)
        var place = attribute.start
        while place < attribute.end {
            switch window[place] {
            case UInt8(ascii: "&"):
                // It was checked when the tag was read.
                place += max(1, readReference(place, window))
                appendReference()
                continue
            case 0x0D where window[place + 1] == 0x0A: break
            case 0x09, 0x0A, 0x0D: text.append(0x20)
            case let byte: text.append(byte)
            }
            place += 1
        }
    }
}

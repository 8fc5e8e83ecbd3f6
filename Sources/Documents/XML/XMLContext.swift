/// The elements that are open somewhere in a document: what a reader must know to begin there.
package struct XMLContext: Sendable, Equatable {
    /// An open element.
    struct Element: Sendable, Equatable {
        /// Its name as it is written.
        var name: [UInt8]
        /// The offset of its `<`, which tells it from others of its name.
        var offset: Int
        /// The namespaces that it declares.
        var bindings: [MarkupScopes.Binding]
    }

    /// The elements, the outermost first.
    var elements: [Element]

    /// How many elements are open.
    package var depth: Int { elements.count }

    /// The numbers of the elements' names, the outermost first; nothing where libxml2 would have to judge them.
    package func names<Receiver: EventReceiver & ~Copyable>(resolvedBy receiver: inout Receiver) -> [Name]? {
        var scopes = MarkupScopes()
        var scope: Int32 = 0
        var names: [Name] = []
        for element in elements {
            guard let inner = scopes.enter(element.bindings, in: scope) else { return nil }
            scope = inner
            let parts = element.name.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            let prefix = parts.count == 2 ? parts[0] : []
            guard let local = parts.last, let namespace = scopes.namespace(of: prefix, in: scope) else { return nil }
            names.append(receiver.resolve(namespace: namespace.span, local: local.span, prefix: prefix.span))
        }
        return names
    }
}

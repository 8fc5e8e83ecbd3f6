/// The sets of namespace bindings that a document has in force here and there, each kept once.
///
/// A scope is a small number; 0 is that of the document, in which nothing is declared.
@usableFromInline
struct MarkupScopes {
    /// What a prefix stands for; the empty prefix is the default namespace.
    struct Binding: Hashable, Sendable {
        /// The prefix.
        var prefix: [UInt8]
        /// The namespace; empty for none.
        var namespace: [UInt8]
    }

    private struct Key: Hashable {
        var outer: Int32
        var bindings: [Binding]
    }

    /// Sets that a document may have before libxml2 takes it over.
    private static let maximum = 1 << 12
    private static let xml = Array("xml".utf8)
    private static let xmlNamespace = Array("http://www.w3.org/XML/1998/namespace".utf8)
    private static let xmlnsNamespace = Array("http://www.w3.org/2000/xmlns/".utf8)

    private var scopes: [Key] = [Key(outer: -1, bindings: [])]
    private var known: [Key: Int32] = [:]
    /// The numbers of names in scopes: the name's index above the scope.
    private var names: [Int64: Name] = [:]

    init() {}

    /// The scope inside an element that declares something.
    ///
    /// - Returns: the scope, or nothing where a declaration is one that libxml2 has to judge.
    mutating func enter(_ bindings: [Binding], in outer: Int32) -> Int32? {
        guard !bindings.isEmpty else { return outer }
        for binding in bindings {
            guard binding.namespace != Self.xmlNamespace, binding.namespace != Self.xmlnsNamespace,
                !binding.namespace.isEmpty || binding.prefix.isEmpty
            else { return nil }
        }
        let key = Key(outer: outer, bindings: bindings)
        if let scope = known[key] { return scope }
        guard scopes.count < Self.maximum else { return nil }
        scopes.append(key)
        known[key] = Int32(scopes.count - 1)
        return Int32(scopes.count - 1)
    }

    /// What a prefix stands for; nothing where it is not declared.
    func namespace(of prefix: ArraySlice<UInt8>, in scope: Int32) -> [UInt8]? {
        var scope = scope
        while scope >= 0 {
            let key = scopes[Int(scope)]
            if let binding = key.bindings.first(where: { $0.prefix.elementsEqual(prefix) }) { return binding.namespace }
            scope = key.outer
        }
        if prefix.isEmpty { return [] }
        return prefix.elementsEqual(Self.xml) ? Self.xmlNamespace : nil
    }

    /// The bindings that a scope adds to the one around it.
    func bindings(in scope: Int32) -> [Binding] { scopes[Int(scope)].bindings }

    /// The number of a name in a scope, if it was asked for before.
    func name(_ index: Int, in scope: Int32) -> Name? { names[Int64(index) << 32 | Int64(scope)] }

    /// Remembers the number of a name in a scope.
    mutating func remember(_ name: Name, _ index: Int, in scope: Int32) {
        names[Int64(index) << 32 | Int64(scope)] = name
    }
}

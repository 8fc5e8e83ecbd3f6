internal import Records

/// The namespaces of a format by prefix; versions of a standard may have several for the same names.
///
/// Where files may have none at all, that is named first, for attributes have none either.
struct Namespaces: Sendable {
    private var byPrefix: [String: [String]] = [:]

    /// For each further namespace the one that stands for it.
    private(set) var representatives: [String: String] = [:]

    /// Reads `namespaces`, where `default` is the one of names without a prefix; faults are reported.
    init(_ node: DefinitionNode?, _ scope: inout DefinitionScope) {
        for pair in node?.pairs ?? [] {
            guard let name = pair.key.text else { continue }
            let namespaces = scope.texts(pair.value, as: "a namespace")
            byPrefix[name == "default" ? "" : name] = namespaces
            for namespace in namespaces.dropFirst() { representatives[namespace] = namespaces[0] }
        }
    }

    /// Whether there is a prefix.
    func has(_ prefix: String) -> Bool { byPrefix[prefix] != nil }

    /// The namespace that stands for all of a prefix; none for an unknown one.
    func representative(of prefix: String) -> String { byPrefix[prefix]?.first ?? "" }

    /// All namespaces of a prefix.
    func all(of prefix: String) -> [String] { byPrefix[prefix] ?? [""] }
}

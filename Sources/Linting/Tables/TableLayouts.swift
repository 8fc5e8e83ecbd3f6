internal import Records
internal import Rules

/// How tables that everybody knows are laid out: which tables and columns answer what rules ask (`rules/tables.yaml`).
struct TableLayouts: Sendable {
    /// What one question needs.
    struct Relation: Sendable {
        /// The names that its first table may have.
        var tables: [String]
        /// Further tables, each with the column by which its rows belong to those before.
        var joins: [(tables: [String], column: String)] = []
        /// The columns of a row; an optional one that is not there fits anything.
        var columns: [(name: String, isOptional: Bool)]
    }

    /// A set of tables.
    struct Layout: Sendable {
        /// What people call it.
        var title: LocalizedText
        /// Whether a report says that it was not supplied.
        var isMissed: Bool
        /// Words by which a table says that a value is not known or does not apply.
        var unknown: [String]
        /// By the column of an id, the table and the column that name it.
        var names: [String: (table: String, column: String)]
        /// By the name of a question what it needs.
        var relations: [String: Relation]
    }

    /// By the name of the set.
    let layouts: [String: Layout]

    /// The layouts that the program carries, read on first use.
    static func builtIn() throws(DefinitionErrors) -> TableLayouts { try loaded.get() }

    private static let loaded: Result<TableLayouts, DefinitionErrors> = {
        guard let file = BuiltIn.files(below: "tables.yaml").first else { return .failure(DefinitionErrors([])) }
        do throws(DefinitionErrors) { return .success(try load(file)) } catch { return .failure(error) }
    }()

    /// Reads layouts.
    ///
    /// - Throws: every fault of the file.
    static func load(_ file: DefinitionFile) throws(DefinitionErrors) -> TableLayouts {
        let root = try DefinitionNode.parse(file)
        var scope = DefinitionScope()
        scope.check(root, allows: ["tables"], as: "the tables")
        var layouts: [String: Layout] = [:]
        for pair in root["tables"]?.pairs ?? [] {
            guard let name = scope.text(pair.key, as: "the name of a set of tables") else { continue }
            layouts[name] = layout(pair.value, name, &scope)
        }
        try scope.check()
        return TableLayouts(layouts: layouts)
    }

    private static func layout(_ node: DefinitionNode, _ name: String, _ scope: inout DefinitionScope) -> Layout? {
        scope.check(node, allows: ["title", "isMissed", "unknown", "names", "relations"], as: "'\(name)'")
        guard let title = node["title"].flatMap({ scope.localized($0, as: "'title'") }) else {
            scope.report("'\(name)' lacks 'title'", at: node)
            return nil
        }
        let isMissed = node["isMissed"]?.text != "false"
        var layout = Layout(title: title, isMissed: isMissed, unknown: [], names: [:], relations: [:])
        layout.unknown = node["unknown"].map { scope.texts($0, as: "a word") } ?? []
        for pair in node["names"]?.pairs ?? [] {
            let parts = scope.texts(pair.value, as: "a table and its column")
            guard let id = pair.key.text, parts.count == 2 else {
                scope.report("expected a table and its column", at: pair.value)
                continue
            }
            layout.names[id] = (parts[0], parts[1])
        }
        for pair in node["relations"]?.pairs ?? [] {
            scope.check(pair.value, allows: ["from", "join", "columns"], as: "a relation")
            guard let name = pair.key.text, let from = pair.value["from"], let columns = pair.value["columns"] else {
                scope.report("a relation needs 'from' and 'columns'", at: pair.value)
                continue
            }
            var relation = Relation(tables: scope.texts(from, as: "a table"), columns: [])
            relation.columns = scope.texts(columns, as: "a column").map { text in
                text.hasPrefix("?") ? (String(text.dropFirst()), true) : (text, false)
            }
            for join in pair.value["join"]?.items ?? [] {
                scope.check(join, allows: ["table", "on"], as: "an entry of 'join'")
                guard let table = join["table"], let column = scope.text("on", of: join, as: "an entry of 'join'")
                else { continue }
                relation.joins.append((scope.texts(table, as: "a table"), column))
            }
            layout.relations[name] = relation
        }
        return layout
    }
}

internal import CEL
internal import Records
internal import Rules
internal import Synchronization

/// The tables that a configuration names under `tables:`, by set: `vcdb: reference/vcdb`.
///
/// A rule asks for `set/question` where `rules/tables.yaml` knows the set, for `name` or `name/table` of a user's own lists.
package final class ReferenceTables: Sendable {
    /// What can be told of a table.
    package struct Status: Sendable {
        /// The name by which rules ask for it.
        package let name: String
        /// Rows loaded; nothing where it could not be.
        package let rows: Int?
        /// Why it says nothing.
        package let fault: TableFault?
    }

    /// By set the path.
    package let paths: [String: String]
    private let tables = Mutex<[String: LazyTable]>([:])

    /// Takes the paths of a configuration.
    package init(_ paths: [String: String] = [:]) {
        self.paths = paths
    }

    /// The set to which a table belongs.
    package static func set(of table: String) -> String { String(table.prefix { $0 != "/" }) }

    /// Whether the set of a table was supplied.
    package func isSupplied(_ table: String) -> Bool { paths[Self.set(of: table)] != nil }

    /// The table of a name; the same each time.
    func table(named name: String) -> LazyTable {
        tables.withLock { tables in
            if let known = tables[name] { return known }
            let paths = paths
            let table = LazyTable(name: name) { name throws(TableFault) in try Self.load(name, paths) }
            tables[name] = table
            return table
        }
    }

    /// The tables that were asked, in order of their names.
    package var asked: [Status] {
        tables.withLock { Array($0.values) }.sorted { $0.name < $1.name }.compactMap { table in
            switch table.state {
            case .unasked: nil
            case .loaded(let relation): Status(name: table.name, rows: relation.count, fault: nil)
            case .failed(let fault): Status(name: table.name, rows: nil, fault: fault)
            }
        }
    }

    /// Checks that what the configuration names is there; nothing is opened.
    ///
    /// - Throws: a `UsageError` that names the path.
    package func checkPaths() throws(UsageError) {
        for (name, path) in paths.sorted(by: { $0.key < $1.key }) where !TextFile.exists(path) {
            throw UsageError(message: "\(path): there is no such file or folder; 'tables' names it for '\(name)'")
        }
    }

    /// Throws what made a table that was asked unusable; the run cannot vouch for what it did not find.
    package func checkAsked() throws(UsageError) {
        for status in asked {
            if let fault = status.fault, fault.isBroken { throw UsageError(message: fault.reason.english) }
        }
        // A table of which nothing at all can be used is the wrong one.
        for (set, own) in Dictionary(grouping: asked, by: { Self.set(of: $0.name) }).sorted(by: { $0.key < $1.key }) {
            guard own.allSatisfy({ $0.fault != nil }), let fault = own.first?.fault else { continue }
            throw UsageError(message: "\(fault.reason.english); nothing of the table '\(set)' can be used")
        }
    }

    private static func load(_ name: String, _ paths: [String: String]) throws(TableFault) -> Relation {
        let set = set(of: name)
        guard let path = paths[set] else {
            throw .lacking("the table '\(set)' is not supplied", "未提供对照表“\(set)”")
        }
        var loader = RelationLoader(file: try TableFile(path: path))
        let question = name.dropFirst(set.count + 1)
        let layouts: TableLayouts
        do throws(DefinitionErrors) {
            layouts = try TableLayouts.builtIn()
        } catch {
            throw .broken("\(error)", "\(error)")
        }
        guard let layout = layouts.layouts[set] else {
            return try loader.load(table: question.isEmpty ? nil : String(question))
        }
        guard let relation = layout.relations[String(question)] else {
            throw .lacking("nobody knows how '\(set)' answers '\(question)'", "“\(set)”中没有“\(question)”")
        }
        return try loader.load(relation, layout)
    }
}

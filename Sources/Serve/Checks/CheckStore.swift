internal import Foundation
internal import GRDB

/// The checks that are remembered, in SQLite.
struct CheckStore: Sendable {
    private let database: DatabaseQueue

    /// Opens the store, or makes it; in memory without a path.
    ///
    /// - Throws: where the file cannot be used.
    init(_ path: String?) throws {
        if let path {
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
            database = try DatabaseQueue(path: path, configuration: configuration)
        } else {
            database = try DatabaseQueue()
        }
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.create(table: "checks") { table in
                table.primaryKey("id", .text)
                for column in ["visitor", "previous", "markets", "stage", "asOf", "readiness", "problem"] {
                    table.column(column, .text)
                }
                for column in ["name", "state", "language"] { table.column(column, .text).notNull() }
                for column in ["created", "files", "bytes", "errors", "warnings", "notes"] {
                    table.column(column, .integer).notNull()
                }
            }
            try database.create(index: "checksByVisitor", on: "checks", columns: ["visitor", "created"])
        }
        migrator.registerMigration("2") { database in
            try database.alter(table: "checks") { table in
                table.add(column: "categories", .text)
                table.add(column: "isAssessment", .boolean).notNull().defaults(to: false)
            }
        }
        try migrator.migrate(database)
    }

    /// Remembers a new check.
    func insert(_ record: CheckRecord) async throws {
        try await database.write { try record.insert($0) }
    }

    /// A check.
    ///
    /// - Throws: `Refusal` where there is none.
    func find(_ id: CheckID) async throws -> CheckRecord {
        guard let record = try await database.read({ try CheckRecord.fetchOne($0, key: id.description) }) else {
            throw Refusal.noSuchCheck
        }
        return record
    }

    /// Changes a check in one piece, so that two requests never undo each other; gives what it is then.
    ///
    /// - Throws: `Refusal` where there is none, and what the change throws.
    func change(
        _ id: CheckID,
        _ change: @escaping @Sendable (inout CheckRecord) throws -> Void
    ) async throws -> CheckRecord {
        try await database.write { database in
            guard var record = try CheckRecord.fetchOne(database, key: id.description) else {
                throw Refusal.noSuchCheck
            }
            try change(&record)
            try record.update(database)
            return record
        }
    }

    /// The newest checks first, those of one browser or all.
    func list(of visitor: String?) async throws -> [CheckRecord] {
        try await database.read { database in
            let all = CheckRecord.order(Column("created").desc).limit(500)
            return try (visitor.map { all.filter(Column("visitor") == $0) } ?? all).fetchAll(database)
        }
    }

    /// Forgets a check.
    func delete(_ id: CheckID) async throws {
        _ = try await database.write { try CheckRecord.deleteOne($0, key: id.description) }
    }

    /// The checks that were cut short by the end of an earlier process: none of them has a result to lose.
    func unfinished() async throws -> [CheckRecord] {
        try await database.read { database in
            try CheckRecord.filter(["open", "waiting", "running"].contains(Column("state"))).fetchAll(database)
        }
    }

    /// The checks that were made before a time; only those that still wait for files, if so said.
    func made(before time: Int, onlyOpen: Bool = false) async throws -> [CheckRecord] {
        try await database.read { database in
            let old = CheckRecord.filter(Column("created") < time)
            let asked =
                onlyOpen
                ? old.filter(Column("state") == "open") : old.filter(["finished", "failed"].contains(Column("state")))
            return try asked.fetchAll(database)
        }
    }

    /// The names of all checks.
    func names() async throws -> Set<String> {
        try await database.read { Set(try String.fetchAll($0, sql: "SELECT id FROM checks")) }
    }
}

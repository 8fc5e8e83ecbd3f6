internal import Synchronization

/// The rows of a code list, read when somebody first asks: most runs ask few of the lists.
final class DeferredCodeTable: Sendable {
    private let file: DefinitionFile
    private let made = AtomicLazyReference<CodeTable>()

    /// Defers the reading of a list that the program carries; that all of them can be read is tested.
    init(_ file: DefinitionFile) {
        self.file = file
    }

    /// Takes a list that was read already.
    init(_ table: CodeTable, of file: DefinitionFile) {
        self.file = file
        _ = made.storeIfNil(table)
    }

    /// The rows.
    var table: CodeTable {
        if let table = made.load() { return table }
        return made.storeIfNil((try? CodeTable(file)) ?? .empty)
    }
}

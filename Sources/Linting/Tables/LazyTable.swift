internal import CEL
internal import Synchronization

/// A reference table that is loaded when a rule first asks it, once, whatever task that is.
final class LazyTable: ReferenceTable {
    /// What is known of it.
    enum State: Sendable {
        case unasked
        case loaded(Relation)
        case failed(TableFault)
    }

    /// The name by which rules ask for it.
    let name: String
    private let load: @Sendable (String) throws(TableFault) -> Relation
    private let kept = Mutex(State.unasked)

    /// Makes a table that nothing is known of.
    init(name: String, load: @escaping @Sendable (String) throws(TableFault) -> Relation) {
        self.name = name
        self.load = load
    }

    /// What is known of it by now.
    var state: State { kept.withLock { $0 } }

    /// Gives it rows, for the cases of rules.
    func give(_ relation: Relation?) {
        kept.withLock { $0 = relation.map { .loaded($0) } ?? .unasked }
    }

    func holds(_ key: ArraySlice<UInt8>) -> Bool? {
        let relation = kept.withLock { state -> Relation? in
            if case .unasked = state {
                do throws(TableFault) { state = .loaded(try load(name)) } catch { state = .failed(error) }
            }
            if case .loaded(let relation) = state { return relation }
            return nil
        }
        return relation?.holds(key)
    }
}

internal import Dispatch
internal import Synchronization

/// Finds lines, columns and addresses of places, by reading a file once more.
package enum Locator {
    /// The positions of places.
    ///
    /// - Parameters:
    ///   - places: in any order.
    ///   - source: the file.
    ///   - prologue: its syntax, encoding and dialect.
    ///   - isSideBySide: whether lines are counted on another thread than the addresses.
    /// - Returns: as many positions, in the order of the places; nothing where the file cannot be read any more.
    package static func locate(
        _ places: [Place],
        in source: SourceFile,
        prologue: Prologue,
        isSideBySide: Bool = false
    ) -> [SourcePosition]? {
        guard !places.isEmpty else { return [] }
        let order = places.indices.sorted { places[$0].offset < places[$1].offset }
        let sorted = order.map { places[$0] }
        guard let found = positions(sorted, in: source, prologue, isSideBySide), found.count == places.count else {
            return nil
        }
        var positions = [SourcePosition?](repeating: nil, count: places.count)
        for (position, target) in zip(found, order) { positions[target] = position }
        return positions.compactMap { $0 }
    }

    /// The positions of places that ascend.
    private static func positions(
        _ places: [Place],
        in source: SourceFile,
        _ prologue: Prologue,
        _ isSideBySide: Bool
    ) -> [SourcePosition]? {
        if case .sheet = prologue.medium {
            var receiver = CellFinder(places)
            _ = RowReader.read(source, prologue, into: &receiver)
            return receiver.finish()
        }
        let addresses = Mutex<[(address: String, cell: Int?)]>([])
        let group = DispatchGroup()
        @Sendable func findAddresses() {
            let found = Self.addresses(places, in: source, prologue)
            addresses.withLock { $0 = found }
        }
        if isSideBySide {
            DispatchQueue.global(qos: .userInitiated).async(group: group, execute: findAddresses)
        } else {
            findAddresses()
        }
        let lines = try? LineFinder.find(places, in: source, encoding: prologue.encoding)
        group.wait()
        return lines.map { zip($0, addresses.withLock { $0 }) }?.map { line, address in
            var position = line
            position.address = address.address
            position.cell = address.cell
            return position
        }
    }

    private static func addresses(
        _ places: [Place],
        in source: SourceFile,
        _ prologue: Prologue
    ) -> [(address: String, cell: Int?)] {
        var receiver = AddressReceiver(targets: places.map(\.offset), syntax: prologue.syntax)
        prologue.read(source, into: &receiver)
        return receiver.results()
    }
}

/// Finds lines, columns and addresses of places, by reading a file once more.
package enum Locator {
    /// The positions of places.
    ///
    /// - Parameters:
    ///   - places: in any order.
    ///   - source: the file.
    ///   - prologue: its syntax, encoding and dialect.
    /// - Returns: as many positions, in the order of the places; nothing where the file cannot be read any more.
    package static func locate(_ places: [Place], in source: SourceFile, prologue: Prologue) -> [SourcePosition]? {
        guard !places.isEmpty else { return [] }
        let order = places.indices.sorted { places[$0].offset < places[$1].offset }
        let sorted = order.map { places[$0] }
        guard let lines = try? LineFinder.find(sorted, in: source, encoding: prologue.encoding) else { return nil }
        let addresses = addresses(sorted, in: source, prologue)
        var positions = [SourcePosition?](repeating: nil, count: places.count)
        for (index, target) in order.enumerated() {
            var position = lines[index]
            position.address = addresses[index].address
            position.cell = addresses[index].cell
            positions[target] = position
        }
        return positions.compactMap { $0 }
    }

    private static func addresses(
        _ places: [Place],
        in source: SourceFile,
        _ prologue: Prologue
    ) -> [(address: String, cell: Int?)] {
        var receiver = AddressReceiver(targets: places.map(\.offset), syntax: prologue.syntax)
        switch prologue.syntax {
        case .xml: _ = XMLReader.read(source, encoding: prologue.encoding, into: &receiver)
        case .json, .jsonLines:
            _ = JSONReader.read(
                source,
                encoding: prologue.encoding,
                isLines: prologue.syntax == .jsonLines,
                into: &receiver
            )
        case .table:
            _ = CSVReader.read(source, encoding: prologue.encoding, dialect: prologue.dialect, into: &receiver)
        case .mail, .text, .binary, .empty: break
        }
        return receiver.results()
    }
}

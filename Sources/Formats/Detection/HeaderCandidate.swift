internal import CEL
internal import Records

/// Rows of a table that may be its header; what its cells may be called does not depend on the format.
struct HeaderCandidate {
    /// The first row, from 0.
    let row: Int
    /// How many rows it takes.
    let height: Int
    /// The columns' texts.
    let texts: [String]
    /// The names of the columns; nothing for blank cells and for prose.
    let names: [HeaderName?]

    /// Every row, and every two rows one below the other.
    static func all(in rows: [[String]], units: UnitTable) -> [HeaderCandidate] {
        var known: [String: HeaderName] = [:]
        func name(_ text: String) -> HeaderName? {
            guard !text.isEmpty, text.utf8.count < 200 else { return nil }
            if let name = known[text] { return name }
            let name = HeaderName(text)
            known[text] = name
            return name
        }
        return rows.indices.flatMap { row in
            (1...2).filter { row + $0 <= rows.count }.map { height in
                let texts = height == 1 ? rows[row] : joined(rows[row], rows[row + 1], units)
                return HeaderCandidate(row: row, height: height, texts: texts, names: texts.map(name))
            }
        }
    }

    /// The texts of two header rows joined: an upper cell spans the blank ones to its right.
    private static func joined(_ first: [String], _ second: [String], _ units: UnitTable) -> [String] {
        var upper = ""
        // A row of nothing but units measures the names above it; in any other "CTNS" is a name.
        let isUnits = second.allSatisfy { $0.isEmpty || unit($0, units) != nil }
        return (0..<max(first.count, second.count)).map { index in
            let own = index < first.count ? first[index] : ""
            let lower = index < second.count ? second[index] : ""
            if !own.isEmpty { upper = own }
            guard !lower.isEmpty else { return own }
            if isUnits, let unit = unit(lower, units) { return own.isEmpty ? lower : "\(own) (\(unit))" }
            // The unit in the upper cell's brackets holds for all below it.
            return HeaderName(upper).bracketed.map { "\(lower) (\($0))" } ?? lower
        }
    }

    /// The unit that a cell of the second row is, in brackets or bare.
    private static func unit(_ text: String, _ units: UnitTable) -> String? {
        let plain = HeaderName.trim(text)
        if plain.hasPrefix("(") || plain.hasPrefix("（"), let bracketed = HeaderName(text).bracketed,
            plain.count <= bracketed.count + 2
        {
            return bracketed
        }
        return units.index(of: plain).flatMap { $0 == 0 ? nil : plain }
    }
}

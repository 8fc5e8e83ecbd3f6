internal import CEL
internal import Linting

extension Report {
    /// By what the report was made, and from which bytes: the program, the day and the packs, then the SHA-256 of each pack
    /// and file, where the run worked them out.
    func madeLines(_ words: ReportsMessages) -> [String] {
        let names = packs.map(\.name).joined(separator: ", ")
        var lines = [
            words.made(ProgramVersion.current, asOf.description)
                + (names.isEmpty ? "" : "\(words.separator)\(words.packs): \(names)")
        ]
        lines += packs.compactMap { pack in pack.sha256.map { "  \($0)  \(words.packs) \(pack.name)" } }
        for dossier in dossiers {
            lines += dossier.digests.sorted { $0.key < $1.key }.map { "  \($0.value)  \(TextEscape.printable($0.key))" }
        }
        return lines
    }
}

extension Report.Dossier {
    /// How many findings are known and not counted, by where that is said.
    func suppressedLines(_ words: ReportsMessages) -> [String] {
        Suppression.Source.allCases.compactMap { source in
            suppressedCounts[source].flatMap { $0 > 0 ? words.suppressed($0, source) : nil }
        }
    }
}

package import Linting
package import Records

/// What the documents of a dossier are to each other: shipments as trees, with the references that link them.
package struct DossierReport {
    private let words: ReportsMessages
    private let language: Language

    /// Makes a reporter in a language.
    package init(language: Language) {
        words = ReportsMessages(language: language)
        self.language = language
    }

    /// The picture of every dossier.
    package func render(_ report: Report) -> String {
        report.dossiers.map { lines($0).map(TextEscape.printable).joined(separator: "\n") + "\n" }.joined(
            separator: "\n"
        )
    }

    private func lines(_ dossier: Report.Dossier) -> [String] {
        var lines = [words.dossier(dossier.path), "  \(words.stage): \(dossier.stage[language])"]
        for shipment in dossier.shipments where !shipment.members.isEmpty {
            lines.append("  " + (shipment.name.isEmpty ? words.documents : words.shipment(shipment.name)))
            for member in shipment.members where !member.isShared { lines += self.lines(member, in: dossier) }
            let shared = shipment.members.filter(\.isShared)
            if !shared.isEmpty { lines.append("    \(words.drawsOn)") }
            for member in shared { lines += self.lines(member, in: dossier).map { "  " + $0 } }
        }
        let aside = dossier.documents.filter { $0.aside != nil }
        if !aside.isEmpty { lines.append("  \(words.notCompared)") }
        for document in aside { lines.append("    \(name(document)): \(document.aside?[language] ?? "")") }
        let unrecognised = dossier.documents.filter { $0.format == nil }
        if !unrecognised.isEmpty { lines.append("  \(words.notRecognised)") }
        for document in unrecognised { lines.append("    \(document.path)") }
        if !dossier.otherFiles.isEmpty { lines.append("  \(words.otherFiles(dossier.otherFiles))") }
        return lines
    }

    private func lines(_ member: ShipmentPicture.Member, in dossier: Report.Dossier) -> [String] {
        let document = dossier.documents.first { $0.path == member.path }
        return ["    \(document.map(name) ?? member.path)"]
            + member.links.map { link in
                "      \(link.kind[language]) \(link.number) → \(link.path ?? words.notHere)"
            }
    }

    /// `commercial invoice INV-1: folder/invoice.csv`.
    private func name(_ document: Report.Document) -> String {
        let title = [document.kind?[language], document.number].compactMap { $0 }.joined(separator: " ")
        return title.isEmpty ? document.path : "\(title): \(document.path)"
    }
}

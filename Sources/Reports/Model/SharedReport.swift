internal import CEL
package import Linting
internal import Records
internal import Rules

/// What may be shown to others: a report without prices, other customers and excerpts of documents.
///
/// A price is a value of a field that the vocabulary marks as money, and every value of a message that is worked out from
/// one. Customers are left out only where the report is about several of them; the one whose shipment it is knows itself.
package struct SharedReport {
    /// What stands where something was left out.
    private static let hidden = "•••"

    private let moneyFields: Set<String>
    /// Names of customers, longest first, each with what stands for it.
    private let customers: [(name: String, alias: LocalizedText)]

    /// The report as it may be shared.
    package static func make(_ report: Report) -> Report { SharedReport(report).shared(report) }

    private init(_ report: Report) {
        moneyFields = report.moneyFields
        // Names that stand in one dossier are spellings of one customer.
        var groups: [Set<String>] = []
        for names in report.dossiers.map({ Set($0.documents.compactMap(\.buyer)) }) where !names.isEmpty {
            let known = groups.filter { !$0.isDisjoint(with: names) }
            groups.removeAll { !$0.isDisjoint(with: names) }
            groups.append(known.reduce(names) { $0.union($1) })
        }
        guard groups.count > 1 else {
            customers = []
            return
        }
        customers = groups.enumerated().flatMap { index, names in
            names.map { name in
                (name, LocalizedText(english: "customer \(index + 1)", chinese: "客户 \(index + 1)"))
            }
        }.sorted { ($1.name.count, $0.name) < ($0.name.count, $1.name) }
    }

    private func shared(_ report: Report) -> Report {
        var shared = report
        shared.isShared = true
        shared.dossiers = report.dossiers.map(self.shared)
        shared.findings = report.findings.map(self.shared)
        shared.upcoming = report.upcoming.map { entry in
            var entry = entry
            entry.dossier = anonymous(entry.dossier)
            entry.finding = self.shared(entry.finding)
            return entry
        }
        shared.request.paths = report.request.paths.map(anonymous)
        return shared
    }

    private func shared(_ dossier: Report.Dossier) -> Report.Dossier {
        var shared = dossier
        shared.path = anonymous(dossier.path)
        shared.documents = dossier.documents.map { document in
            var document = document
            document.path = anonymous(document.path)
            document.sheet = document.sheet.map(anonymous)
            document.buyer = document.buyer.map(anonymous)
            document.aside = document.aside.map(anonymous)
            return document
        }
        shared.otherFiles = dossier.otherFiles.map(anonymous)
        shared.digests = Dictionary(dossier.digests.map { (anonymous($0.key), $0.value) }) { first, _ in first }
        shared.findings = dossier.findings.map(self.shared)
        shared.suppressed = dossier.suppressed.map(self.shared)
        shared.notChecked = dossier.notChecked.map { entry in
            NotChecked(
                sort: entry.sort,
                cause: entry.cause,
                reason: anonymous(entry.reason),
                parameters: entry.parameters.map { .init(name: $0.name, value: anonymous($0.value)) },
                rules: entry.rules,
                path: entry.path.map(anonymous)
            )
        }
        shared.shipments = dossier.shipments.map { shipment in
            ShipmentPicture(
                name: shipment.name,
                members: shipment.members.map { member in
                    ShipmentPicture.Member(
                        path: anonymous(member.path),
                        isShared: member.isShared,
                        links: member.links.map { link in
                            ShipmentPicture.Link(
                                kind: link.kind,
                                kindName: link.kindName,
                                number: link.number,
                                path: link.path.map(anonymous)
                            )
                        }
                    )
                }
            )
        }
        if let matrix = dossier.matrix {
            shared.matrix = self.shared(matrix, dossier.findings + dossier.suppressed)
        }
        if var matrix = dossier.agreement {
            matrix.columns = matrix.columns.map(anonymous)
            matrix.rows.removeAll { moneyFields.contains(matrix.facts[$0.fact].field) }
            for row in matrix.rows.indices {
                for cell in matrix.rows[row].cells.indices {
                    matrix.rows[row].cells[cell].values = matrix.rows[row].cells[cell].values.map(anonymous)
                }
            }
            shared.agreement = matrix
        }
        return shared
    }

    /// What contradicts is said in the words of a finding, which may be about money: only words of a finding that is here
    /// and could be looked at are kept.
    private func shared(_ matrix: ReadinessMatrix, _ findings: [Finding]) -> ReadinessMatrix {
        let known = Dictionary(
            (findings + findings.flatMap(\.folded)).map { ($0.message, hide(secrets(of: $0), in: $0.message)) }
        ) { first, _ in first }
        var shared = matrix
        for row in shared.rows.indices {
            shared.rows[row].name = matrix.rows[row].name.map(anonymous)
            for column in matrix.rows[row].cells.indices {
                guard let cell = matrix.rows[row].cells[column] else { continue }
                shared.rows[row].cells[column]?.path = cell.path.map(anonymous)
                shared.rows[row].cells[column]?.note =
                    cell.state == .contradicting ? cell.note.flatMap { known[$0] } : cell.note.map(anonymous)
            }
        }
        return shared
    }

    private func shared(_ finding: Finding) -> Finding {
        let secrets = secrets(of: finding)
        var shared = finding
        shared.message = hide(secrets, in: finding.message)
        shared.help = finding.help.map { hide(secrets, in: $0) }
        shared.parameters = finding.parameters.map { parameter in
            let value = secrets.contains(parameter.value) ? Self.hidden : anonymous(parameter.value)
            return Message.Parameter(name: parameter.name, value: value)
        }
        shared.subject = finding.subject.map(anonymous)
        shared.location = self.shared(finding.location)
        shared.related = finding.related.map(self.shared)
        shared.folded = finding.folded.map(self.shared)
        shared.fixHindrance?.path = anonymous(finding.fixHindrance?.path ?? "")
        shared.suppression?.reason = finding.suppression?.reason.map(anonymous)
        // What a fix replaces is an excerpt.
        shared.fix = nil
        return shared
    }

    private func shared(_ location: Location) -> Location {
        var shared = location
        shared.path = anonymous(location.path)
        shared.sheet = location.sheet.map(anonymous)
        shared.value = location.value.map { isMoney(location) ? Self.hidden : anonymous($0) }
        shared.position?.source = ""
        shared.position?.sourceColumn = 1
        shared.position?.width = 0
        return shared
    }

    // MARK: Prices

    private func isMoney(_ location: Location) -> Bool { location.field.map(moneyFields.contains) ?? false }

    /// The texts of a finding that are prices.
    private func secrets(of finding: Finding) -> Set<String> {
        let places = [finding.location] + finding.related
        let isAboutMoney = places.contains(where: isMoney)
        let values = places.filter(isMoney).compactMap(\.value)
        let parameters = finding.parameters.filter { parameter in
            let names = parameter.name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            return names.contains(where: moneyFields.contains)
                || isAboutMoney && ["value", "other"].contains(parameter.name)
        }
        return Set((values + parameters.map(\.value)).filter { !$0.isEmpty && $0 != "?" })
    }

    private func hide(_ secrets: Set<String>, in text: LocalizedText) -> LocalizedText {
        let sorted = secrets.sorted { ($1.count, $0) < ($0.count, $1) }
        return anonymous(
            LocalizedText(
                english: sorted.reduce(text.english) { Self.replace($1, in: $0, with: Self.hidden) },
                chinese: sorted.reduce(text.chinese) { Self.replace($1, in: $0, with: Self.hidden) }
            )
        )
    }

    /// Replaces a text where it is not part of a longer number or word.
    private static func replace(_ part: String, in text: String, with other: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let range = rest.firstRange(of: part) {
            let before = (result + rest[..<range.lowerBound]).last
            let after = rest[range.upperBound...].first
            let isPart = isInner(before) || isInner(after)
            result += rest[..<range.lowerBound] + (isPart ? part : other)
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    private static func isInner(_ character: Character?) -> Bool {
        character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
    }

    // MARK: Customers

    private func anonymous(_ text: LocalizedText) -> LocalizedText {
        guard !customers.isEmpty else { return text }
        return LocalizedText(
            english: customers.reduce(text.english) { $0.replacing($1.name, with: $1.alias.english) },
            chinese: customers.reduce(text.chinese) { $0.replacing($1.name, with: $1.alias.chinese) }
        )
    }

    private func anonymous(_ text: String) -> String {
        customers.reduce(text) { $0.replacing($1.name, with: $1.alias.english) }
    }
}

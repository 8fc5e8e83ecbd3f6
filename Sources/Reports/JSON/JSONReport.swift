internal import CEL
package import Linting
internal import Records
internal import Rules

/// The report as JSON: stable names and order, messages in both languages; `schemas/report.schema.json` describes it.
package struct JSONReport {
    /// Makes a reporter.
    package init() {}

    /// The whole report, with a line end.
    package func render(_ report: Report) -> String { object(report).text() + "\n" }

    /// The whole report.
    func object(_ report: Report) -> JSONValue {
        .object(
            head(report) + [
                ("dossiers", .array(report.dossiers.map(dossier))),
                ("findings", .array(report.findings.map { .object(finding($0)) })),
                ("upcoming", .array(report.upcoming.map { .object(upcoming($0)) })),
            ]
        )
    }

    /// What holds for the whole run: versions, what was asked for, packs and rules.
    func head(_ report: Report) -> [(String, JSONValue)] {
        [
            ("shiplint", .string(RecordedReport.version)),
            ("program", .string(ProgramVersion.current)),
            ("isShared", .bool(report.isShared)),
            ("asOf", .string(report.asOf.description)),
            ("run", run(report)),
            ("packs", .array(report.packs.map(pack))),
            ("ruleCount", .number(report.ruleCount)),
            ("rules", .array(report.rules.values.sorted { $0.name < $1.name }.map(rule))),
        ]
    }

    /// What was asked for: what `shiplint verify` needs to repeat the run.
    private func run(_ report: Report) -> JSONValue {
        let request = report.request
        return .object([
            ("paths", .array(request.paths.map { .string($0) })),
            ("configuration", .optional(request.configurationPath)),
            ("stage", .optional(request.stage)),
            ("markets", .array(request.markets.map { .string($0) })),
            ("packs", .array(request.packs.map { .string($0) })),
            ("furtherPacks", .array(request.furtherPacks.map { .string($0) })),
            ("baseline", .optional(request.baselinePath)),
        ])
    }

    private func pack(_ pack: Report.Pack) -> JSONValue {
        .object([("name", .string(pack.name)), ("title", text(pack.title)), ("sha256", .optional(pack.sha256))])
    }

    /// A rule that some finding names.
    private func rule(_ rule: Rule) -> JSONValue {
        .object([
            ("name", .string(rule.name)),
            ("title", text(rule.title)),
            ("why", text(rule.why)),
            ("help", rule.help.map(text) ?? .null),
            ("basis", basis(rule.basis)),
        ])
    }

    /// A dossier's verdict, without what leads to it.
    func verdict(_ dossier: Report.Dossier) -> [(String, JSONValue)] {
        [
            ("path", .string(dossier.path)),
            ("stage", text(dossier.stage)),
            ("readiness", .string(dossier.readiness.rawValue)),
            ("counts", .object(Severity.allCases.reversed().map { ($0.rawValue, .number(dossier.counts[$0] ?? 0)) })),
        ]
    }

    private func dossier(_ dossier: Report.Dossier) -> JSONValue {
        .object(
            verdict(dossier) + [
                ("documents", .array(dossier.documents.map { .object(document($0, in: dossier)) })),
                ("shipments", .array(dossier.shipments.map(shipment))),
                (
                    "otherFiles",
                    .array(
                        dossier.otherFiles.map {
                            .object([("path", .string($0)), ("sha256", .optional(dossier.digests[$0]))])
                        }
                    )
                ),
                ("findings", .array(dossier.findings.map { .object(finding($0)) })),
                (
                    "leftOut",
                    .array(dossier.leftOut.map { .object([("rule", .string($0.rule)), ("count", .number($0.count))]) })
                ),
                ("notChecked", .array(dossier.notChecked.map { .object(notChecked($0)) })),
                ("suppressed", .array(dossier.suppressed.map { .object(finding($0)) })),
                (
                    "suppressedCounts",
                    .object(
                        Suppression.Source.allCases.map { ($0.rawValue, .number(dossier.suppressedCounts[$0] ?? 0)) }
                    )
                ),
            ]
        )
    }

    func upcoming(_ entry: Upcoming) -> [(String, JSONValue)] {
        [
            ("date", .string(entry.date.description)),
            ("dossier", .string(entry.dossier)),
            ("finding", .object(finding(entry.finding))),
        ]
    }

    func document(_ document: Report.Document, in dossier: Report.Dossier) -> [(String, JSONValue)] {
        [
            ("path", .string(document.path)),
            ("sha256", .optional(dossier.digests[document.path])),
            ("format", .optional(document.format)),
            ("kind", .optional(document.kindName)),
            ("number", .optional(document.number)),
            ("issuer", .optional(document.issuer)),
            (
                "dates",
                .array(
                    document.dates.map {
                        .object([("field", .string($0.field)), ("date", .string($0.date.description))])
                    }
                )
            ),
            ("records", .number(document.records)),
            ("bytes", .number(document.bytes)),
            ("aside", document.aside.map(text) ?? .null),
        ]
    }

    private func shipment(_ shipment: ShipmentPicture) -> JSONValue {
        .object([
            ("name", .string(shipment.name)),
            ("documents", .array(shipment.members.map(member))),
        ])
    }

    private func member(_ member: ShipmentPicture.Member) -> JSONValue {
        .object([
            ("path", .string(member.path)),
            ("isShared", .bool(member.isShared)),
            (
                "names",
                .array(
                    member.links.map { link in
                        .object([
                            ("kind", .string(link.kindName)),
                            ("number", .string(link.number)),
                            ("path", .optional(link.path)),
                        ])
                    }
                )
            ),
        ])
    }

    func finding(_ finding: Finding) -> [(String, JSONValue)] {
        [
            ("rule", .string(finding.rule)),
            ("severity", .string(finding.severity.rawValue)),
            ("message", text(finding.message)),
            ("parameters", parameters(finding.parameters)),
            ("help", finding.help.map(text) ?? .null),
            ("subject", .optional(finding.subject)),
            ("location", location(finding.location)),
            ("related", .array(finding.related.map(location))),
            ("basis", finding.basis.map(basis) ?? .null),
            ("fingerprint", .string(finding.fingerprint)),
            ("folded", .array(finding.folded.map { .object(self.finding($0)) })),
            ("dependsOnDate", .bool(finding.dependsOnDate)),
            ("fix", finding.fix.map(fix) ?? .null),
            ("fixHindrance", finding.fixHindrance.map(hindrance) ?? .null),
            ("suppression", finding.suppression.map(suppression) ?? .null),
        ]
    }

    private func fix(_ fix: Fix) -> JSONValue {
        .object([
            ("safety", .string(fix.safety.rawValue)),
            ("title", text(fix.title)),
            (
                "edits",
                .array(
                    fix.edits.map { edit in
                        .object([
                            ("path", .string(edit.path)),
                            ("line", .number(edit.line)),
                            ("column", .number(edit.column)),
                            ("offset", .number(edit.offset)),
                            ("length", .number(edit.length)),
                            ("replaced", .string(edit.replaced)),
                            ("replacement", .string(edit.replacement)),
                        ])
                    }
                )
            ),
        ])
    }

    private func hindrance(_ hindrance: Fix.Hindrance) -> JSONValue {
        .object([("path", .string(hindrance.path)), ("reason", text(hindrance.reason))])
    }

    private func suppression(_ suppression: Suppression) -> JSONValue {
        .object([
            ("source", .string(suppression.source.rawValue)),
            ("place", .string(suppression.place)),
            ("reason", .optional(suppression.reason)),
            ("until", .optional(suppression.until?.description)),
        ])
    }

    private func basis(_ basis: Basis) -> JSONValue {
        .object([
            ("status", .string(basis.status.rawValue)),
            ("source", .string(basis.source)),
            ("jurisdiction", .optional(basis.jurisdiction)),
            ("effective", .optional(basis.effective?.description)),
            ("verified", .optional(basis.verified?.description)),
        ])
    }

    private func location(_ location: Location) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("path", .optional(location.path.isEmpty ? nil : location.path)),
            ("field", .optional(location.field)),
            ("value", .optional(location.value)),
        ]
        if let position = location.position {
            members += [
                ("line", .number(position.line)),
                ("column", .number(position.column)),
            ]
            if let cell = position.cell {
                members.append(("cell", .string(cell)))
            } else {
                members += [("offset", .number(position.offset)), ("length", .number(position.length))]
            }
            members.append(("address", .string(position.address)))
        }
        return .object(members)
    }

    func notChecked(_ entry: NotChecked) -> [(String, JSONValue)] {
        [
            ("sort", .string(entry.sort.rawValue)),
            ("cause", .string(entry.cause.rawValue)),
            ("reason", text(entry.reason)),
            ("parameters", parameters(entry.parameters)),
            ("rules", .array(entry.rules.map { .string($0) })),
            ("path", .optional(entry.path)),
        ]
    }

    private func parameters(_ parameters: [Message.Parameter]) -> JSONValue {
        .array(parameters.map { .object([("name", .string($0.name)), ("value", .string($0.value))]) })
    }

    private func text(_ text: LocalizedText) -> JSONValue {
        .object([("en", .string(text.english)), ("zh", .string(text.chinese))])
    }
}

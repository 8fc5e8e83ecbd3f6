internal import CEL
package import Linting
package import Records
internal import Rules

/// The report as SARIF 2.1.0 (OASIS), for code scanning and editors.
///
/// Results are worst first, and no more than code scanning of GitHub takes (25,000 results, 100 locations each); what was
/// left out and what was not checked are notifications of the invocation.
package struct SARIFReport {
    /// Results that a run may have.
    private static let resultLimit = 25_000
    /// Extensions of the tool that a run may have.
    private static let extensionLimit = 100
    /// Locations of a result that are shown.
    private static let locationLimit = 100

    private let words: ReportsMessages

    /// Makes a reporter in a language.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// The whole report.
    package func render(_ report: Report) -> String {
        let ranked = report.worstFirst
        let suppressed = report.dossiers.flatMap(\.suppressed)
        let shown = ranked.prefix(Self.resultLimit).map(\.finding)
        let results = shown + suppressed.prefix(Self.resultLimit - shown.count)
        let names = Set(results.map(\.rule)).sorted()
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        let beyond = Severity.allCases.reversed().map { severity in
            (severity, ranked.dropFirst(Self.resultLimit).count { $0.finding.severity == severity })
        }
        let driver = JSONValue.object([
            ("name", .string("shiplint")),
            ("version", .string(ProgramVersion.current)),
            ("semanticVersion", .string(ProgramVersion.current)),
            ("language", .string(words.language == .english ? "en" : "zh-Hans")),
            ("rules", .array(names.map { rule($0, report.rules[$0]) })),
        ])
        let run = JSONValue.object([
            (
                "tool",
                .object([
                    ("driver", driver), ("extensions", .array(report.packs.prefix(Self.extensionLimit).map(pack))),
                ])
            ),
            (
                "invocations",
                .array([
                    .object([
                        ("executionSuccessful", .bool(true)),
                        ("toolExecutionNotifications", .array(notifications(report, beyond))),
                    ])
                ])
            ),
            ("artifacts", .array(report.dossiers.flatMap(artifacts))),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(results.map { result($0, places) })),
            ("properties", .object([("asOf", .string(report.asOf.description))])),
        ])
        return JSONValue.object([
            (
                "$schema",
                .string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
            ),
            ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ]).text() + "\n"
    }

    // MARK: Tool

    private func pack(_ pack: Report.Pack) -> JSONValue {
        .object([
            ("name", .string(pack.name)),
            ("version", .string(ProgramVersion.current)),
            ("shortDescription", text(pack.title[words.language])),
            ("properties", .object([("sha256", .optional(pack.sha256))])),
        ])
    }

    private func rule(_ name: String, _ rule: Rule?) -> JSONValue {
        guard let rule else { return .object([("id", .string(name))]) }
        let (language, basis) = (words.language, rule.basis)
        let help = [rule.why[language], rule.help?[language], "\(words.basis): \(words.basis(basis)), \(basis.source)"]
        return .object([
            ("id", .string(name)),
            ("shortDescription", text(rule.title[language])),
            ("fullDescription", text(rule.why[language])),
            ("help", text(help.compactMap { $0 }.joined(separator: "\n"))),
            ("defaultConfiguration", .object([("level", .string(level(rule.severity)))])),
            (
                "properties",
                .object([
                    ("tags", .array([.string(String(name.prefix { $0 != "/" })), .string(basis.status.rawValue)])),
                    ("source", .string(basis.source)),
                    ("effective", .optional(basis.effective?.description)),
                ])
            ),
        ])
    }

    private func level(_ severity: Severity) -> String { severity.rawValue }

    private func notifications(_ report: Report, _ beyond: [(Severity, Int)]) -> [JSONValue] {
        var all: [JSONValue] = []
        func note(
            _ level: String,
            _ message: String,
            _ path: String?,
            _ rules: [String] = [],
            _ more: [(String, JSONValue)] = []
        ) {
            var members = [("level", JSONValue.string(level)), ("message", text(message))]
            if let path {
                members.append(
                    ("locations", .array([.object([("physicalLocation", .object([artifact(path)]))])]))
                )
            }
            if let rule = rules.first { members.append(("associatedRule", .object([("id", .string(rule))]))) }
            let several = rules.count > 1 ? [("rules", JSONValue.array(rules.map { .string($0) }))] : []
            if !(more + several).isEmpty { members.append(("properties", .object(more + several))) }
            all.append(.object(members))
        }
        if beyond.contains(where: { $0.1 > 0 }) { note("warning", words.beyondLimit(beyond), nil) }
        for dossier in report.dossiers {
            for left in dossier.leftOut { note("note", words.leftOut(left.count, left.rule), nil, [left.rule]) }
            for entry in dossier.notCheckedByWeight {
                let level = entry.sort == .blocking ? "error" : "note"
                note(
                    level,
                    "\(words.notChecked): \(entry.reason[words.language])",
                    entry.path.map(dossier.file(of:)),
                    entry.rules,
                    entry.properties
                )
            }
            note("note", "\(dossier.path): \(words.readiness(dossier.readiness))", nil)
        }
        return all
    }

    // MARK: Results

    private func result(_ finding: Finding, _ places: [String: Int]) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("ruleId", .string(finding.rule)),
            ("ruleIndex", .number(places[finding.rule] ?? -1)),
            ("level", .string(level(finding.severity))),
            ("message", text(finding.message[words.language])),
        ]
        if !finding.location.path.isEmpty { members.append(("locations", .array([location(finding.location)]))) }
        if !finding.related.isEmpty {
            members.append(
                ("relatedLocations", .array(finding.related.prefix(Self.locationLimit - 1).map(location)))
            )
        }
        members.append(("partialFingerprints", .object([("shiplint/v1", .string(finding.fingerprint))])))
        if let fix = finding.fix { members.append(("fixes", .array([self.fix(fix)]))) }
        if let suppression = finding.suppression {
            let kind = suppression.source == .comment ? "inSource" : "external"
            let reason = [suppression.reason, suppression.place].compactMap { $0 }.joined(separator: " — ")
            members.append(
                (
                    "suppressions",
                    .array([
                        .object([("kind", .string(kind)), ("justification", .string(TextEscape.printable(reason)))])
                    ])
                )
            )
        }
        members.append(
            (
                "properties",
                .object([
                    ("subject", .optional(finding.subject)),
                    ("parameters", .object(finding.parameters.map { ($0.name, .string($0.value)) })),
                    ("help", .optional(finding.help?[words.language])),
                    ("sameCause", .number(finding.folded.count)),
                    ("fixHindrance", .optional(finding.fixHindrance?.reason[words.language])),
                ])
            )
        )
        return .object(members)
    }

    private func location(_ location: Location) -> JSONValue {
        var physical = [artifact(location.file)]
        var members: [(String, JSONValue)] = []
        // A workbook has no lines: its cells are named by their address.
        if let sheet = location.sheet {
            let name = [sheet, location.position?.address].compactMap { $0 }.joined(separator: "!")
            members.append(
                ("logicalLocations", .array([.object([("fullyQualifiedName", .string(TextEscape.printable(name)))])]))
            )
        } else if let position = location.position {
            var region: [(String, JSONValue)] = [
                ("startLine", .number(position.line)), ("startColumn", .number(position.column)),
            ]
            if position.width > 0 { region.append(("endColumn", .number(position.column + position.width))) }
            physical.append(("region", .object(region)))
            physical.append(
                (
                    "contextRegion",
                    .object([
                        ("startLine", .number(position.line)),
                        ("snippet", text(position.source)),
                    ])
                )
            )
            members.append(
                (
                    "logicalLocations",
                    .array([.object([("fullyQualifiedName", .string(TextEscape.printable(position.address)))])])
                )
            )
        }
        if let value = location.value {
            members.append(("message", text([location.field, value].compactMap { $0 }.joined(separator: ": "))))
        }
        return .object([("physicalLocation", .object(physical))] + members)
    }

    private func fix(_ fix: Fix) -> JSONValue {
        let paths = fix.edits.map(\.path).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let changes = paths.map { path in
            JSONValue.object([
                artifact(path),
                (
                    "replacements",
                    .array(
                        fix.edits.filter { $0.path == path }.map { edit in
                            .object([
                                (
                                    "deletedRegion",
                                    .object([
                                        ("startLine", .number(edit.line)), ("startColumn", .number(edit.column)),
                                        ("endColumn", .number(edit.column + edit.width)),
                                    ])
                                ),
                                ("insertedContent", .object([("text", .string(edit.replacement))])),
                            ])
                        }
                    )
                ),
            ])
        }
        return .object([("description", text(fix.title[words.language])), ("artifactChanges", .array(changes))])
    }

    // MARK: Files

    private func artifacts(_ dossier: Report.Dossier) -> [JSONValue] {
        var files: [(file: String, path: String, bytes: Int?)] = []
        for document in dossier.documents where files.last?.file != document.file {
            // A sheet's bytes are not the file's.
            files.append((document.file, document.path, document.sheet == nil ? document.bytes : nil))
        }
        // A sheet that is only listed is no file of its own.
        let others = dossier.otherFiles.filter { other in !files.contains { other.hasPrefix("\($0.file)#") } }
        return (files + others.map { ($0, $0, nil) }).map { file, path, bytes in
            var members: [(String, JSONValue)] = [("location", .object([("uri", .string(uri(file)))]))]
            if let bytes { members.append(("length", .number(bytes))) }
            if let digest = dossier.digests[path] {
                members.append(("hashes", .object([("sha-256", .string(digest))])))
            }
            return .object(members)
        }
    }

    private func artifact(_ path: String) -> (String, JSONValue) {
        ("artifactLocation", .object([("uri", .string(uri(path)))]))
    }

    /// A path as a URI reference (RFC 3986 §3.3): relative where the path is.
    private func uri(_ path: String) -> String {
        let relative = RepositoryPath.of(path)
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = relative.utf8.flatMap { byte -> [UInt8] in
            unreserved.contains(byte) ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return (path.hasPrefix("/") ? "file://" : "") + String(decoding: bytes, as: UTF8.self)
    }

    private func text(_ text: String) -> JSONValue {
        .object([("text", .string(text.split(separator: "\n").map(TextEscape.printable).joined(separator: "\n")))])
    }
}

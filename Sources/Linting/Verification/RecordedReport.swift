package import CEL
internal import Records

/// What a JSON report says of the run that it came from, as far as the run can be repeated and compared.
package struct RecordedReport: Sendable {
    /// A finding, as much as tells it from others.
    package struct Entry: Hashable, Sendable {
        /// What it is about, whatever its place.
        package let fingerprint: String
        /// The rule.
        package let rule: String
        /// The path of its document.
        package let path: String
        /// The message in English.
        package let message: String
    }

    /// A dossier.
    package struct Dossier: Sendable {
        /// Its path.
        package let path: String
        /// The verdict.
        package let readiness: String
        /// The findings that were shown.
        package let findings: [Entry]
    }

    /// The form that this program writes and reads.
    package static let version = "1"
    /// The most that is read of a report.
    private static let limit = 256 << 20

    /// Its path.
    package let path: String
    /// The version of the program that made it.
    package let program: String
    /// The day on which the rules were judged.
    package let asOf: CalendarDate
    /// What was asked for.
    package let request: CheckRequest
    /// The packs with their SHA-256, by name.
    package let packs: [String: String]
    /// The files with their SHA-256, by path.
    package let files: [String: String]
    /// The dossiers, by path.
    package let dossiers: [Dossier]

    /// Reads a report.
    ///
    /// - Throws: `UsageError` where it cannot be read, or is none of this program's.
    package init(path: String) throws(UsageError) {
        guard let text = TextFile.read(path, limit: Self.limit) else {
            throw UsageError(message: "\(path): cannot be read")
        }
        // JSON is YAML too, and errors name their place.
        let root: DefinitionNode
        do throws(DefinitionErrors) {
            root = try DefinitionNode.parse(DefinitionFile(path: path, text: text))
        } catch {
            throw UsageError(message: "\(error)")
        }
        guard let version = root["shiplint"]?.text, let asOf = root["asOf"]?.text.flatMap({ CalendarDate($0) }),
            let run = root["run"], let dossiers = root["dossiers"]
        else {
            throw UsageError(
                message: "\(path): is no report of shiplint; 'shiplint check --output json=FILE' makes one"
            )
        }
        guard version == Self.version else {
            throw UsageError(
                message: "\(path): is a report of version \(version), and this program reads version \(Self.version)"
            )
        }
        self.path = path
        self.asOf = asOf
        program = root["program"]?.text ?? ""
        func texts(_ node: DefinitionNode?) -> [String] { node?.items.compactMap(\.text) ?? [] }
        var request = CheckRequest(
            paths: texts(run["paths"]),
            asOf: asOf,
            stage: Self.text(run["stage"]),
            markets: texts(run["markets"]),
            packs: texts(run["packs"]),
            furtherPacks: texts(run["furtherPacks"]),
            configurationPath: Self.text(run["configuration"]),
            outputs: [path],
            wantsDigests: true
        )
        request.baselinePath = Self.text(run["baseline"])
        self.request = request
        packs = Self.digests(root["packs"]?.items ?? [], by: "name")
        files = Self.digests(dossiers.items.flatMap { Self.files(of: $0) }, by: "path")
        self.dossiers = dossiers.items.map { dossier in
            Dossier(
                path: dossier["path"]?.text ?? "",
                readiness: dossier["readiness"]?.text ?? "",
                findings: (dossier["findings"]?.items ?? []).map { finding in
                    Entry(
                        fingerprint: finding["fingerprint"]?.text ?? "",
                        rule: finding["rule"]?.text ?? "",
                        path: Self.text(finding["location"]?["path"]) ?? "",
                        message: finding["message"]?["en"]?.text ?? ""
                    )
                }
            )
        }
    }

    private static func files(of dossier: DefinitionNode) -> [DefinitionNode] {
        (dossier["documents"]?.items ?? []) + (dossier["otherFiles"]?.items ?? [])
    }

    private static func digests(_ nodes: [DefinitionNode], by key: String) -> [String: String] {
        Dictionary(nodes.compactMap { node in node[key]?.text.map { ($0, text(node["sha256"]) ?? "") } }) { $1 }
    }

    /// A text; nothing for null.
    private static func text(_ node: DefinitionNode?) -> String? {
        guard let text = node?.text, text != "null" else { return nil }
        return text
    }
}

internal import CEL
package import Records
internal import Rules

/// Makes a configuration for a folder that has none, from what is found there.
package struct FirstConfiguration: Sendable {
    /// The text of `shiplint.yaml`.
    package let configuration: String
    /// The text of `register.csv`, which says what the files are that cannot be read; nothing where all can.
    package let register: String?
    /// How many documents were recognised.
    package let recognised: Int
    /// How many files are in the register.
    package let listed: Int

    /// What is decided before anything is looked at.
    package struct Choices: Sendable {
        /// The packs, the recommended ones if none.
        package var packs: [String] = []
        /// Where the goods go; the documents' destination if none.
        package var markets: [String] = []
        /// The categories of the goods; those of the products if none.
        package var categories: [String] = []
        /// How far the goods are; inferred if nothing.
        package var stage: String?

        /// Decides nothing.
        package init() {}
    }

    /// Looks at a folder.
    ///
    /// - Parameters:
    ///   - folder: its path.
    ///   - language: the language of its comments.
    ///   - schema: the path of the schema by which editors complete it, where there is one.
    ///   - choices: what is decided already.
    /// - Returns: the texts, and how much they are about.
    /// - Throws: `UsageError` where the folder cannot be read.
    package static func make(
        for folder: String,
        language: Language,
        schema: String? = nil,
        choices: Choices = Choices()
    ) async throws -> FirstConfiguration {
        let found = try FileWalk.files(at: folder, ignore: [])
        let report: Report?
        do {
            report = try await Checker.check(CheckRequest(paths: [folder]))
        } catch is UsageError where !found.files.isEmpty || found.leftOut.isEmpty {
            // Nothing is recognised yet: the register and the comments say how to go on.
            report = nil
        }
        let inner = Dictionary(found.files.map { ($0.path, $0.inner) }) { first, _ in first }
        let documents = report?.dossiers.flatMap(\.documents) ?? []
        let others =
            report.map { $0.dossiers.flatMap(\.otherFiles).map { inner[$0] ?? $0 } } ?? found.files.map(\.inner)
        let register = Set(others).subtracting(["register.csv"]).sorted()
        let first = schema.map { "# yaml-language-server: $schema=\($0)\n" } ?? ""
        let written = ConfigurationText(
            language: language,
            folder: folder,
            inner: inner,
            report: report,
            choices: choices
        )
        let text = first + written.text
        // What is written is read back, so that it works.
        _ = try Configuration.load(DefinitionFile(path: "\(folder)/shiplint.yaml", text: text))
        return FirstConfiguration(
            configuration: text,
            register: register.isEmpty ? nil : try table(register),
            recognised: documents.count { $0.format != nil },
            listed: register.count
        )
    }

    private static func table(_ files: [String]) throws(DefinitionErrors) -> String {
        let vocabulary = try BuiltIn.vocabulary()
        let rows = files.map { "\(CommaSeparated.quoted($0)),\(kind(of: $0, vocabulary)),,,," }
        return (["file,kind,title,number,issue date,valid until"] + rows).joined(separator: "\n") + "\n"
    }

    /// The kind of which a file's name has the title, the longest of several; empty where it has none.
    private static func kind(of file: String, _ vocabulary: Vocabulary) -> String {
        let name = FoldedText.string(of: file)
        let titles = vocabulary.kinds.flatMap { kind in
            [kind.title.english, kind.title.chinese].map { (title: FoldedText.string(of: $0), kind: kind.name) }
        }
        return titles.filter { name.contains($0.title) }.max { $0.title.count < $1.title.count }?.kind ?? ""
    }
}

/// The text of a first `shiplint.yaml`.
private struct ConfigurationText {
    let language: Language
    let folder: String
    let inner: [String: String]
    let report: Report?
    let choices: FirstConfiguration.Choices

    /// Documents named one by one.
    private static let listed = 20

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    var text: String {
        (head + decided + gate + dossiers + parties + files + rest).joined(separator: "\n") + "\n"
    }

    private var documents: [Report.Document] { report?.dossiers.flatMap(\.documents) ?? [] }

    private func short(_ path: String) -> String { inner[path] ?? path }

    private func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            default: scalar.value < 0x20 ? " " : "\(scalar)"
            }
        }
        return "\"\(escaped.joined())\""
    }

    private var head: [String] {
        var lines = [
            say(
                "# What shiplint checks here. Every key may be left out; '#' takes a line back.",
                "# shiplint 的检查配置。各项均可省略；以 # 开头的行不起作用。"
            )
        ]
        let known = documents.filter { $0.format != nil }
        if known.isEmpty {
            lines.append(say("# No document was recognised yet.", "# 尚未识别出任何单证。"))
        } else {
            lines.append(say("# Found here:", "# 此处识别到："))
            lines += known.prefix(Self.listed).map { document in
                let name = [document.kind?[language], document.number].compactMap { $0 }.joined(separator: " ")
                return "#   \(plain(name)): \(plain(short(document.path)))"
            }
            if known.count > Self.listed {
                lines.append(
                    say("#   and \(known.count - Self.listed) more", "#   以及另外 \(known.count - Self.listed) 份")
                )
            }
        }
        return lines + [""]
    }

    /// What was said to be so.
    private var decided: [String] {
        let lists = [("packs", choices.packs), ("categories", choices.categories)].filter { !$0.1.isEmpty }
            .map { "\($0.0): [\($0.1.map(quoted).joined(separator: ", "))]" }
        let lines = lists + (choices.stage.map { ["stage: \($0)"] } ?? [])
        let comment = say("# What is checked, and how far it is.", "# 检查内容及所处阶段。")
        return lines.isEmpty ? [] : [comment] + lines + [""]
    }

    /// A text that stays within a comment.
    private func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.isWhitespace || $0.value < 0x20 ? " " : $0 }
            )
        )
    }

    private var gate: [String] {
        [
            say(
                "# A run fails from here on: error, warning, note, never; [error, not-checked] is stricter.",
                "# 达到此级别即不通过：error、warning、note、never；[error, not-checked] 更严格。"
            ),
            "failOn: error", "",
            say("# The language of messages: en or zh.", "# 提示语言：en 或 zh。"), "language: \(language.rawValue)", "",
            say(
                "# Rules that a later version adds stay off, until this day is moved on.",
                "# 此日期之后新增的规则不启用，更新日期即可启用。"
            ), "packsAsOf: \(Checker.today())", "",
        ]
    }

    /// Several dossiers are named, so that a new one is seen for what it is.
    private var dossiers: [String] {
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        let folders = (report?.dossiers ?? []).map(\.path).filter { $0.hasPrefix(base) && $0 != base }
            .map { String($0.dropFirst(base.count)) }.filter { !$0.isEmpty }
        let comment = say(
            "# Folders that are one shipment each; by default those that hold an invoice or an order of their own.",
            "# 每个文件夹为一票货；默认为含有发票或订单的文件夹。"
        )
        guard folders.count > 1 else { return [comment, "# dossiers: [\"shipments/*\"]"] + shared }
        let parents = Set(folders.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        let patterns = parents.count == 1 && parents != [""] ? ["\(parents.joined())/*"] : folders
        return [comment, "dossiers: [\(patterns.map(quoted).joined(separator: ", "))]"] + shared
    }

    private var shared: [String] {
        [
            say("# Files that belong to every shipment.", "# 属于每一票货的文件。"), "# shared: [\"products/**\"]", "",
        ]
    }

    private var parties: [String] {
        let comment = say(
            "# Our own companies, with all their names: who is who, and which documents 'shiplint fix' may mend.",
            "# 我方公司及其全部名称：用于识别各方，以及判断 shiplint fix 可修改哪些单证。"
        )
        var counts: [String: Int] = [:]
        for document in documents where document.issuer == "seller" {
            if let seller = document.seller { counts[seller, default: 0] += 1 }
        }
        guard let seller = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
            return [comment, "# parties: {ours: [{name: \"…\", aliases: [\"…\"]}]}", ""]
        }
        return [comment, "parties:", "  ours:", "    - {name: \(quoted(seller)), aliases: []}", ""]
    }

    private var files: [String] {
        let unknown = documents.filter { $0.format == nil }.map { short($0.path) }
        var lines = [
            say(
                "# How files are read whose name or content does not tell; 'shiplint inspect FILE' shows what is seen.",
                "# 无法自动识别的文件如何读取；shiplint inspect FILE 可查看识别情况。"
            )
        ]
        if unknown.isEmpty {
            lines.append("# files: [{match: \"**/PL-*.csv\", format: packing-list-table, encoding: gb18030}]")
        } else {
            lines += ["# files:"]
            lines += unknown.prefix(Self.listed).map { "#   - {match: \(quoted($0)), format: …}" }
        }
        return lines + [""]
    }

    private var rest: [String] {
        [
            say(
                "# What is not seen at all, beside .gitignore and .shiplintignore.",
                "# 完全不读取的文件（另见 .gitignore 和 .shiplintignore）。"
            ),
            "# ignore: [\"archive/**\"]", "",
            say("# Where the goods go; by default each shipment's destination.", "# 目的市场；默认取自各票货的目的地。"),
            choices.markets.isEmpty
                ? "# markets: [EU, US]" : "markets: [\(choices.markets.map(quoted).joined(separator: ", "))]", "",
            say(
                "# Rules in another severity, with other settings, or off; 'shiplint explain RULE' tells about one.",
                "# 调整规则的级别、参数或关闭；shiplint explain RULE 可查看说明。"
            ), "# rules:", "#   transaction/line-amount: {severity: warning, settings: {tolerance: 0.05}}", "",
            say("# Findings that may stay, each with its reason.", "# 可以保留的发现，须写明理由。"), "# suppress:",
            "#   - {rule: transaction/line-amount, path: \"2025/**\", until: 2027-06-30, reason: …}",
        ]
    }
}

internal import CEL
internal import Formats
package import Records
internal import Rules

/// What a run would load, from where, and which of its rules could not do their work.
package struct Diagnosis: Sendable {
    /// One subject with what there is to say of it.
    package struct Section: Sendable {
        /// The subject.
        package var title: LocalizedText
        /// Lines.
        package var lines: [LocalizedText]
    }

    /// The subjects, in their order.
    package let sections: [Section]

    /// Looks at what a check of some paths would do.
    ///
    /// - Throws: what a check throws.
    package static func make(for request: CheckRequest) async throws -> Diagnosis {
        var configuration = try Checker.loadConfiguration(request.configurationPath, above: request.paths.first ?? ".")
        if !request.packs.isEmpty { configuration.packs = request.packs }
        let set = try RuleSet.load(configuration, asOf: request.asOf)
        let report = try await Checker.check(request)
        var leftOut: [String] = []
        for path in request.paths { leftOut += try FileWalk.files(at: path, ignore: configuration.ignore).leftOut }
        let maker = Maker(configuration: configuration, set: set, report: report)
        return Diagnosis(
            sections: [maker.program, maker.loaded(leftOut), maker.documents, maker.offRules, maker.unjudged].filter {
                !$0.lines.isEmpty
            }
        )
    }

    /// Makes the sections.
    private struct Maker {
        let configuration: Configuration
        let set: RuleSet
        let report: Report

        private func text(_ english: String, _ chinese: String) -> LocalizedText {
            LocalizedText(english: english, chinese: chinese)
        }

        var program: Section {
            Section(
                title: text("program", "程序"),
                lines: [
                    text("shiplint \(ProgramVersion.current)", "shiplint \(ProgramVersion.current)"),
                    text("rules are judged as of \(report.asOf)", "规则判断日期为 \(report.asOf)"),
                ]
            )
        }

        func loaded(_ leftOut: [String]) -> Section {
            var lines = [
                configuration.path.map { text("configuration: \($0)", "配置：\($0)") }
                    ?? text("configuration: none; 'shiplint init' writes one", "配置：无；shiplint init 可生成")
            ]
            for (pack, files) in zip(set.packs, set.files) {
                let path = files.first?.path ?? ""
                let origin = path.hasPrefix("rules/") ? text("built in", "内置") : text(path, path)
                lines.append(
                    text(
                        "pack \(pack.name): \(pack.rules.count) rules, \(origin.english)",
                        "规则包 \(pack.name)：\(pack.rules.count) 条规则，\(origin.chinese)"
                    )
                )
            }
            if let path = configuration.aliasTable {
                lines.append(text("table aliases: \(path)", "对照表 aliases：\(path)"))
            }
            for (name, path) in configuration.tables.sorted(by: { $0.key < $1.key }) {
                let own = report.tables.filter { ReferenceTables.set(of: $0.name) == name }
                lines.append(
                    own.isEmpty
                        ? text("table \(name): \(path), not needed by any document", "对照表 \(name)：\(path)，没有单证用到")
                        : text("table \(name): \(path)", "对照表 \(name)：\(path)")
                )
                lines += own.map { status in
                    if let rows = status.rows {
                        return text("  \(status.name): \(rows) rows", "  \(status.name)：\(rows) 行")
                    }
                    let reason = status.fault?.reason
                    return text(
                        "  \(status.name): not used, \(reason?.english ?? "")",
                        "  \(status.name)：未使用，\(reason?.chinese ?? "")"
                    )
                }
            }
            if let path = configuration.baseline { lines.append(text("baseline: \(path)", "基线：\(path)")) }
            let count = configuration.suppressions.count
            if count > 0 { lines.append(text("suppressions: \(count)", "屏蔽：\(count) 条")) }
            lines += leftOut.map { text("left out: \($0)", "未读取（已忽略）：\($0)") }
            return Section(title: text("loaded", "已加载"), lines: lines)
        }

        var documents: Section {
            let lines = report.dossiers.flatMap(\.documents).map { document in
                let format = document.format ?? "?"
                return text(
                    "\(document.path): \(format), \(document.records) records",
                    "\(document.path)：\(format)，\(document.records) 条记录"
                )
            }
            let others = report.dossiers.flatMap(\.otherFiles).map {
                text("\($0): not read, only listed", "\($0)：未读取，仅列出")
            }
            return Section(title: text("documents", "单证"), lines: lines + others)
        }

        /// Rules that are off, by the reason.
        var offRules: Section {
            var lines: [LocalizedText] = []
            func add(_ rules: [Rule], _ english: String, _ chinese: String) {
                guard !rules.isEmpty else { return }
                let names = rules.map(\.name).sorted().joined(separator: ", ")
                lines.append(text("\(english) (\(rules.count)): \(names)", "\(chinese)（\(rules.count)）：\(names)"))
            }
            add(
                set.rules.filter { rule in
                    ([rule.name] + rule.aliases).contains { configuration.rules[$0]?.isOff == true }
                },
                "off by the configuration",
                "配置中已关闭"
            )
            add(
                set.rules.filter { rule in
                    if let since = rule.since, let limit = configuration.packsAsOf { return since > limit }
                    return false
                },
                "newer than 'packsAsOf'",
                "晚于 packsAsOf"
            )
            add(
                set.rules.filter { !$0.tables.allSatisfy(set.tables.isSupplied) },
                "no reference table supplied under 'tables'",
                "未在 tables 中提供对照表"
            )
            let kinds = Set(report.dossiers.flatMap(\.documents).compactMap(\.kindName))
            var missing: [String: [Rule]] = [:]
            for rule in set.rules {
                let needed = self.kinds(of: rule)
                guard !needed.isEmpty, needed.isDisjoint(with: kinds) else { continue }
                missing[needed.sorted().joined(separator: " | "), default: []].append(rule)
            }
            for (kinds, rules) in missing.sorted(by: { $0.key < $1.key }) {
                add(rules, "no document of \(kinds)", "没有 \(kinds) 类单证")
            }
            return Section(title: text("rules that had nothing to do", "未起作用的规则"), lines: lines)
        }

        /// The kinds of documents a rule looks at, by name; empty for any.
        private func kinds(of rule: Rule) -> Set<String> {
            let indices: Set<Int>
            switch rule.form {
            case .record: indices = rule.kinds ?? []
            case .group(let group):
                let own = group.collections.map(\.kinds)
                guard own.allSatisfy({ $0 != nil }) else { return [] }
                indices = own.reduce(into: []) { $0.formUnion($1 ?? []) }
            }
            return Set(indices.map { set.vocabulary.kinds[$0].name })
        }

        var unjudged: Section {
            let lines = report.dossiers.flatMap(\.notChecked).map { entry in
                let rules = entry.rules.isEmpty ? "" : " [\(entry.rules.joined(separator: ", "))]"
                let path = entry.path.map { "\($0): " } ?? ""
                return text("\(path)\(entry.reason.english)\(rules)", "\(path)\(entry.reason.chinese)\(rules)")
            }
            return Section(title: text("not checked", "未检查"), lines: lines)
        }
    }
}

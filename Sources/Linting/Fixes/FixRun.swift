package import Documents
internal import Formats
package import Records
internal import Rules

/// Mends what can be mended: in memory, round by round, each checked again; then every file is written whole.
package struct FixRun {
    /// A mend that was made, or was not.
    package struct Step: Sendable {
        /// The rule that asked for it.
        package var rule: String
        /// The mend, with its place before this round.
        package var fix: Fix
    }

    /// A file that changes.
    package struct Change: Sendable {
        /// Its path as the user would type it.
        package var path: String
        /// Its bytes before.
        package var before: [UInt8]
        /// Its bytes after.
        package var after: [UInt8]
        /// How its text is written.
        package var encoding: TextEncoding

        /// Its text before, whatever the encoding.
        package var textBefore: String { text(before) }
        /// Its text after.
        package var textAfter: String { text(after) }

        private func text(_ bytes: [UInt8]) -> String {
            SourceFile(path: path, bytes: bytes).text(in: encoding)
        }
    }

    /// A finding that could be mended, but not here.
    package struct Hindrance: Sendable {
        /// The document.
        package var path: String
        /// Why.
        package var reason: LocalizedText
        /// How many.
        package var count: Int
    }

    /// What a run did.
    package struct Outcome: Sendable {
        /// The mends that were made, in their order.
        package var steps: [Step] = []
        /// Mends that the bytes of a file, or what was found after them, did not allow.
        package var refused: [Step] = []
        /// What would be mended if unsure mends were allowed.
        package var unsure = 0
        /// What must be mended by others, or in another program.
        package var hindrances: [Hindrance] = []
        /// The files that change, by path.
        package var changes: [Change] = []
        /// What is found after all mends.
        package var report: Report
    }

    /// So many rounds are made: each mends what overlapped, or came to light, in the one before.
    private static let rounds = 50

    private var request: CheckRequest
    private let allowsUnsafe: Bool
    private let rules: [String]
    /// Mends that must not be tried again.
    private var barred: Set<Key> = []

    /// Tells one mend from another.
    private struct Key: Hashable {
        var rule: String
        var path: String
        var offset: Int
        var replacement: String

        init(_ step: Step, _ edit: Fix.Edit) {
            (rule, path, offset, replacement) = (step.rule, edit.path, edit.offset, edit.replacement)
        }
    }

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - request: what is checked.
    ///   - allowsUnsafe: whether likely mends are made too.
    ///   - rules: patterns of rules of which mends are made; all if empty.
    package init(_ request: CheckRequest, allowsUnsafe: Bool, rules: [String] = []) {
        self.request = request
        self.request.isUncapped = true
        self.allowsUnsafe = allowsUnsafe
        self.rules = rules
    }

    /// Mends in memory; nothing is written.
    ///
    /// - Throws: what a check throws.
    package mutating func run() async throws -> Outcome {
        var outcome = Outcome(report: try await Checker.check(request))
        var changes: [String: Change] = [:]
        for _ in 0..<Self.rounds {
            let steps = next(outcome.report)
            if steps.isEmpty { break }
            let before = outcome.report
            let saved = request.overlay
            let made = apply(steps, &changes, &outcome)
            if made.isEmpty { continue }
            outcome.report = try await Checker.check(request)
            // A mend after which a file is read worse than before is taken back, and so are all of that round in the file.
            let worse = Set(made.map { $0.fix.edits[0].path }).filter { path in
                Self.unread(outcome.report, path) > Self.unread(before, path)
            }
            if !worse.isEmpty {
                let back = made.filter { worse.contains($0.fix.edits[0].path) }
                for path in worse {
                    request.overlay[path] = saved[path]
                    let original = changes[path]?.before ?? []
                    changes[path]?.after = saved[path] ?? original
                }
                bar(back, &outcome)
                outcome.report = try await Checker.check(request)
            }
            outcome.steps += made.filter { !worse.contains($0.fix.edits[0].path) }
        }
        outcome.changes = changes.values.filter { $0.before != $0.after }.sorted { $0.path < $1.path }
        outcome.hindrances = hindrances(outcome.report)
        outcome.unsure = allowsUnsafe ? 0 : all(outcome.report).count { $0.fix.safety == .unsafe }
        return outcome
    }

    /// Writes what changed.
    ///
    /// - Throws: `UsageError` for the first file that cannot be written; those before it are written, whole.
    package static func write(_ changes: [Change]) throws(UsageError) {
        for change in changes {
            guard let source = try? SourceFile(path: change.path), let now = try? source.bytes(), now == change.before
            else {
                throw UsageError(message: "\(change.path): was changed by somebody else meanwhile; it is left as it is")
            }
            try WholeFile.write(change.after, to: change.path)
        }
    }

    // MARK: Rounds

    /// How many findings say that a document was not read as it stands.
    private static func unread(_ report: Report, _ path: String) -> Int {
        report.dossiers.flatMap(\.findings).count { finding in
            finding.location.path == path && (finding.rule.hasPrefix("syntax/") || finding.rule.hasPrefix("format/"))
        }
    }

    /// All mends of a report that the user asked for, the mends of folded findings too, each once.
    private func all(_ report: Report) -> [Step] {
        var known: Set<Key> = []
        var steps: [Step] = []
        for finding in report.dossiers.flatMap(\.findings).flatMap({ [$0] + $0.folded }) {
            guard let fix = finding.fix, let edit = fix.edits.first else { continue }
            guard rules.isEmpty || rules.contains(where: { Glob.matches(finding.rule, $0) }) else { continue }
            let step = Step(rule: finding.rule, fix: fix)
            guard !barred.contains(Key(step, edit)), known.insert(Key(step, edit)).inserted else { continue }
            steps.append(step)
        }
        return steps
    }

    /// The mends of the next round: of those that overlap the first.
    private func next(_ report: Report) -> [Step] {
        var ends: [String: Int] = [:]
        let wanted = all(report).filter { $0.fix.safety == .safe || allowsUnsafe }
            .sorted { left, right in
                let (first, second) = (left.fix.edits[0], right.fix.edits[0])
                return (first.path, first.offset, left.fix.safety == .safe ? 0 : 1, left.rule)
                    < (second.path, second.offset, right.fix.safety == .safe ? 0 : 1, right.rule)
            }
        return wanted.filter { step in
            let edit = step.fix.edits[0]
            guard edit.offset >= ends[edit.path, default: 0] else { return false }
            ends[edit.path] = edit.offset + edit.length
            return true
        }
    }

    /// Applies mends to the bytes of their files.
    ///
    /// - Returns: those that were made.
    private mutating func apply(
        _ steps: [Step],
        _ changes: inout [String: Change],
        _ outcome: inout Outcome
    ) -> [Step] {
        var made: [Step] = []
        for (path, own) in Dictionary(grouping: steps, by: { $0.fix.edits[0].path }).sorted(by: { $0.key < $1.key }) {
            if changes[path] == nil, let source = try? SourceFile(path: path), let bytes = try? source.bytes() {
                let encoding = own[0].fix.edits[0].encoding
                changes[path] = Change(path: path, before: bytes, after: bytes, encoding: encoding)
            }
            guard let change = changes[path] else {
                bar(own, &outcome)
                continue
            }
            func edited(_ steps: [Step], _ bytes: [UInt8]) -> [UInt8]? {
                let edits = steps.flatMap(\.fix.edits).map {
                    ByteEdits.Edit(offset: $0.offset, replaced: $0.replaced, replacement: $0.replacement)
                }
                return ByteEdits.apply(edits, to: bytes, encoding: change.encoding)
            }
            // One by one only where not all can be made together; from the end, so that places before stay true.
            var after = edited(own, change.after)
            var taken = own
            if after == nil {
                var bytes = change.after
                taken = []
                for step in own.reversed() {
                    if let next = edited([step], bytes) {
                        bytes = next
                        taken.insert(step, at: 0)
                    } else {
                        bar([step], &outcome)
                    }
                }
                after = bytes
            }
            guard let after else { continue }
            changes[path]?.after = after
            request.overlay[path] = after
            made += taken
        }
        return made
    }

    private mutating func bar(_ steps: [Step], _ outcome: inout Outcome) {
        for step in steps { barred.insert(Key(step, step.fix.edits[0])) }
        outcome.refused += steps
    }

    private func hindrances(_ report: Report) -> [Hindrance] {
        var found: [String: Hindrance] = [:]
        for finding in report.dossiers.flatMap(\.findings).flatMap({ [$0] + $0.folded }) {
            guard let hindrance = finding.fixHindrance else { continue }
            let none = Hindrance(path: hindrance.path, reason: hindrance.reason, count: 0)
            found[hindrance.path, default: none].count += 1
        }
        return found.values.sorted { $0.path < $1.path }
    }
}

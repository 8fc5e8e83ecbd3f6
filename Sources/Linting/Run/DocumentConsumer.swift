internal import CEL
internal import Formats
internal import Records
internal import Rules

/// Runs the rules over a document's batches as they come, and keeps what must wait.
///
/// A rule that reads a header field waits until that field is final; a rule that asks for other documents waits until the
/// dossier is known. What waits holds its batch, which has only the columns that some rule reads.
struct DocumentConsumer: RecordConsumer, Sendable {
    /// A rule that waits for a batch's header or dossier.
    struct Waiting: Sendable {
        var rule: Int
        /// Of a group rule the collection, as an index.
        var collection: Int?
        var batch: RecordBatch
    }

    /// What was found so far.
    private(set) var drafts: [Draft] = []
    /// The groups, by rule, then by key.
    private(set) var groups: [Int: [GroupKey: GroupPartial]] = [:]
    /// Rules that wait for the dossier.
    private(set) var waiting: [Waiting] = []
    /// How often a rule could not judge, because something it reads does not parse.
    private(set) var unjudged: [String: Int] = [:]
    /// Pairs of units that do not convert into each other, by rule.
    private(set) var incomparable: [String: Set<String>] = [:]

    private let context: RunContext
    private let document: Int
    private var waitingForHeader: [Waiting] = []
    private var faultCount = 0

    init(context: RunContext, document: Int) {
        self.context = context
        self.document = document
    }

    // MARK: Batches

    mutating func consume(_ batch: RecordBatch, header: HeaderState) {
        noteFaults(of: batch)
        for (index, active) in context.rules.enumerated() {
            switch active.rule.form {
            case .record(let rule) where rule.recordType == batch.recordType.index:
                let item = Waiting(rule: index, collection: nil, batch: batch)
                dispatch(item, kinds: active.rule.kinds, rule.reads, header)
            case .group(let rule):
                for (position, collection) in rule.collections.enumerated()
                where collection.recordType == batch.recordType.index {
                    let item = Waiting(rule: index, collection: position, batch: batch)
                    dispatch(item, kinds: collection.kinds, collection.reads, header)
                }
            default: break
            }
        }
    }

    private mutating func dispatch(
        _ item: Waiting,
        kinds: Set<Int>?,
        _ reads: ProgramReads,
        _ header: HeaderState
    ) {
        if let kinds {
            guard let kind = header.kind else {
                waitingForHeader.append(item)
                return
            }
            guard kinds.contains(kind) else { return }
        }
        guard reads.headerFields.allSatisfy({ header.isFinal[$0] }) else {
            waitingForHeader.append(item)
            return
        }
        run(item, reads, header)
    }

    private mutating func run(_ item: Waiting, _ reads: ProgramReads, _ header: HeaderState) {
        let batch =
            reads.headerFields.isEmpty || item.batch.recordType.name == "document"
            ? item.batch : item.batch.inheriting(from: header.record)
        // Members of group rules gather without the dossier; only the group's own expressions ask for it.
        if item.collection == nil, reads.readsDossier {
            waiting.append(Waiting(rule: item.rule, collection: nil, batch: batch))
            return
        }
        if let collection = item.collection {
            gather(item.rule, collection, batch, header.record)
        } else {
            judge(item.rule, batch, header.record, dossier: runConstants)
        }
    }

    /// What is known of the dossier before any header is: the day, the markets, the categories.
    private var runConstants: DossierRecord {
        DossierRecord(
            stage: "",
            asOf: context.asOf,
            markets: context.configuration.markets,
            categories: context.configuration.categories,
            kinds: []
        )
    }

    /// Runs what waited for the header, and the rules over the header itself.
    mutating func finish(_ header: HeaderState) {
        noteFaults(of: header.record)
        let items = waitingForHeader
        waitingForHeader = []
        for item in items {
            switch context.rules[item.rule].rule.form {
            case .record(let rule): dispatch(item, kinds: context.rules[item.rule].rule.kinds, rule.reads, header)
            case .group(let rule):
                guard let position = item.collection else { continue }
                dispatch(item, kinds: rule.collections[position].kinds, rule.collections[position].reads, header)
            }
        }
        consumeHeader(header)
    }

    private mutating func consumeHeader(_ header: HeaderState) {
        for (index, active) in context.rules.enumerated() {
            switch active.rule.form {
            case .record(let rule) where rule.recordType == context.vocabulary.document.index:
                let item = Waiting(rule: index, collection: nil, batch: header.record)
                dispatch(item, kinds: active.rule.kinds, rule.reads, header)
            case .group(let rule):
                for (position, collection) in rule.collections.enumerated()
                where collection.recordType == context.vocabulary.document.index {
                    let item = Waiting(rule: index, collection: position, batch: header.record)
                    dispatch(item, kinds: collection.kinds, collection.reads, header)
                }
            default: break
            }
        }
    }

    /// Runs the rules that waited for the dossier.
    ///
    /// - Returns: what they found.
    mutating func finish(_ header: RecordBatch, in dossier: DossierRecord) -> [Draft] {
        let before = drafts.count
        for item in waiting { judge(item.rule, item.batch, header, dossier: dossier) }
        waiting = []
        return Array(drafts[before...])
    }

    // MARK: Record rules

    private mutating func judge(_ index: Int, _ batch: RecordBatch, _ header: RecordBatch, dossier: DossierRecord) {
        let active = context.rules[index]
        guard case .record(let rule) = active.rule.form else { return }
        let role = rule.roles == nil ? nil : batch.recordType.field(named: "role")
        var activation = RecordActivation(
            record: RecordReference(source: batch, row: 0),
            document: RecordReference(source: header, row: 0),
            dossier: dossier,
            settings: active.settings
        )
        for row in 0..<batch.count {
            if let role, let roles = rule.roles, !has(batch, row, role, among: roles) { continue }
            activation.record = RecordReference(source: batch, row: row)
            do throws(EvaluationError) {
                if let when = rule.when, case .bool(false) = try when.evaluate(activation) { continue }
            } catch {
                note(error, active.rule)
                continue
            }
            for check in rule.checks {
                do throws(EvaluationError) {
                    if case .bool(true) = try check.condition.evaluate(activation) { continue }
                } catch {
                    note(error, active.rule)
                    continue
                }
                report(active, check, batch, row, header, activation)
            }
        }
    }

    private func has(_ batch: RecordBatch, _ row: Int, _ role: Int, among roles: Set<String>) -> Bool {
        guard case .string(let text)? = try? batch.value(row: row, field: role) else { return roles.contains("GOODS") }
        return roles.contains(text.uppercased())
    }

    private mutating func note(_ error: EvaluationError, _ rule: Rule) {
        switch error {
        case .absent: return
        case .invalid: unjudged[rule.name, default: 0] += 1
        case .incomparable(let left, let right):
            incomparable[rule.name, default: []].insert([left, right].sorted().joined(separator: " / "))
        case .failed(let message, _):
            guard !drafts.contains(where: { $0.rule == "rule/evaluation" && $0.subject == rule.name }) else { return }
            drafts.append(LintingMessages.evaluation(rule.name, message, document: document))
        }
    }

    private mutating func report(
        _ active: RunContext.ActiveRule,
        _ check: RecordRule.Check,
        _ batch: RecordBatch,
        _ row: Int,
        _ header: RecordBatch,
        _ activation: RecordActivation
    ) {
        let date = deciding(active.rule.basis, header)
        guard let severity = active.severity ?? active.rule.basis.permitted(active.rule.severity, on: date) else {
            return
        }
        let message = check.message.render(units: context.units) { _, program in try? program.evaluate(activation) }
        let field = check.at.first { batch.columns[$0] != nil && batch.state(row: row, field: $0) != .absent }
        drafts.append(
            Draft(
                rule: active.rule.name,
                severity: severity,
                basis: active.rule.basis,
                message: message,
                help: active.rule.help,
                spot: Spots.make(batch, row, field ?? check.at.first, document: document),
                subject: Spots.subject(batch, row),
                dependsOnDate: active.rule.basis.effective != nil
            )
        )
    }

    private func deciding(_ basis: Basis, _ header: RecordBatch) -> CalendarDate {
        guard basis.appliesOn != .asOf, let field = context.vocabulary.document.field(named: "issueDate"),
            case .date(let date)? = try? header.value(row: 0, field: field)
        else { return context.asOf }
        return date
    }

    // MARK: Group rules

    /// Adds the members of a batch to the groups of a rule.
    mutating func gather(_ index: Int, _ position: Int, _ batch: RecordBatch, _ header: RecordBatch) {
        let active = context.rules[index]
        guard case .group(let rule) = active.rule.form else { return }
        let collection = rule.collections[position]
        let role = collection.roles == nil ? nil : batch.recordType.field(named: "role")
        var activation = MemberActivation(
            member: RecordReference(source: batch, row: 0),
            document: RecordReference(source: header, row: 0),
            settings: active.settings,
            fieldCount: batch.recordType.fields.count
        )
        // Taken out and put back, so that the table is changed in place.
        var table = groups.removeValue(forKey: index) ?? [:]
        for row in 0..<batch.count {
            if let role, let roles = collection.roles, !has(batch, row, role, among: roles) { continue }
            activation.member = RecordReference(source: batch, row: row)
            do throws(EvaluationError) {
                if let filter = collection.filter, case .bool(false) = try filter.evaluate(activation) { continue }
            } catch {
                note(error, active.rule)
                continue
            }
            for (key, values) in keys(collection, activation, active.rule) {
                add(
                    activation,
                    batch,
                    row,
                    to: &table[key, default: GroupPartial(key: values, rule: rule)],
                    rule,
                    position,
                    active
                )
            }
        }
        groups[index] = table
    }

    /// The keys of a member: several where a part takes each element of a list.
    private mutating func keys(
        _ collection: GroupRule.Collection,
        _ activation: MemberActivation,
        _ rule: Rule
    ) -> [(GroupKey, [Value?])] {
        var keys: [(GroupKey, [Value?])] = [(GroupKey(), [])]
        for part in collection.key {
            let value: Value
            do throws(EvaluationError) {
                value = try part.program.evaluate(activation)
            } catch {
                guard case .absent = error, part.allowsAbsence else {
                    note(error, rule)
                    return []
                }
                for index in keys.indices {
                    keys[index].0.appendAbsence()
                    keys[index].1.append(nil)
                }
                continue
            }
            var values = [value]
            if case .list(let items) = value {
                switch part.spread {
                case .each: values = Array(items.prefix(200))
                case .set:
                    let sorted = Set(
                        items.compactMap { item -> String? in
                            guard case .string(let text) = item else { return nil }
                            return text
                        }
                    ).sorted()
                    values = [.list(sorted.map { .string($0) })]
                case .value: break
                }
            }
            keys = keys.flatMap { key, parts in
                values.compactMap { value -> (GroupKey, [Value?])? in
                    var key = key
                    guard key.append(value, units: context.units) else { return nil }
                    return (key, parts + [value])
                }
            }
        }
        return keys
    }

    private func add(
        _ activation: MemberActivation,
        _ batch: RecordBatch,
        _ row: Int,
        to partial: inout GroupPartial,
        _ rule: GroupRule,
        _ position: Int,
        _ active: RunContext.ActiveRule
    ) {
        let collection = rule.collections[position]
        let reference = RecordReference(source: batch, row: row)
        partial.shares[position].count += 1
        if collection.isWhole || partial.shares[position].members.count < GroupPartial.keptPlaces {
            let spots = collection.placed.map { ($0, Spots.make(batch, row, $0, document: document)) }
            partial.shares[position].members.append(
                GroupPartial.Member(
                    reference: collection.isWhole ? reference : nil,
                    record: Spots.make(batch, row, nil, document: document),
                    spots: spots
                )
            )
        }
        let constants = ConstantActivation(settings: active.settings)
        for (index, aggregate) in rule.aggregates.enumerated() where aggregate.collection == position {
            aggregate.add(reference, to: &partial.aggregates[index], constants)
        }
        if let agreement = rule.agreement { agree(agreement, batch, row, &partial.shares[position], position) }
    }

    private func agree(
        _ agreement: Agreement,
        _ batch: RecordBatch,
        _ row: Int,
        _ share: inout GroupPartial.Share,
        _ position: Int
    ) {
        let field = agreement.fields[position]
        do throws(EvaluationError) {
            let value = try batch.value(row: row, field: field)
            if agreement.isSummed {
                share.sum = Agreements.adding(value, to: share.sum, units: context.units)
                if share.values.isEmpty {
                    share.values.append((value, Spots.make(batch, row, field, document: document)))
                }
            } else if share.values.count < 8,
                !share.values.contains(where: { Agreements.isSame($0.value, value, units: context.units) })
            {
                share.values.append((value, Spots.make(batch, row, field, document: document)))
            }
        } catch {
            if case .invalid = error { share.hasInvalid = true }
            if agreement.isSummed { share.hasInvalid = true }
        }
    }

    // MARK: Cells that do not parse

    private mutating func noteFaults(of batch: RecordBatch) {
        for fault in batch.faults {
            faultCount += 1
            guard faultCount <= 5000 else { return }
            let spot = Spots.make(batch, fault.row, fault.field, document: document)
            drafts.append(LintingMessages.invalid(fault, batch.recordType.fields[fault.field], at: spot))
        }
    }
}

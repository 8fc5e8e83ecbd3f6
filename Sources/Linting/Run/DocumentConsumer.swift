internal import CEL
internal import Dossiers
internal import Formats
internal import Records
internal import Rules

/// Runs the rules over a document's batches as they come, and keeps what must wait.
///
/// A rule that reads a header field waits until that field is final; a rule that asks for other documents waits until the
/// dossier is known, if that can matter to a record at all. What waits holds its batch, which has only the columns that
/// some rule reads.
struct DocumentConsumer: RecordConsumer, Sendable {
    /// What runs over a batch.
    enum Task: Sendable {
        /// A record rule, as an index of the run's rules.
        case rule(Int)
        /// A gathering, as an index of the run's gatherings.
        case gathering(Int)
    }

    /// A record rule that waits for the dossier, with the records on which that bears.
    private struct Waiting: Sendable {
        var rule: Int
        var batch: RecordBatch
        var rows: [Bool]
    }

    /// What was found so far.
    private(set) var drafts: [Draft] = []
    /// The members of group rules, by gathering, as long as some may come.
    private var tables: [GroupTable?]
    /// The keys of the members, by the run's ways of making them.
    private var keyTables: [KeyTable]
    /// The members of group rules, once all are there, in the order of the gatherings.
    private(set) var gathered: [GatheredTable] = []
    /// Rules that wait for the dossier.
    private var waiting: [Waiting] = []
    /// How often a rule could not judge, because something it reads does not parse.
    private(set) var unjudged: [String: Int] = [:]
    /// Pairs of units that do not convert into each other, by rule.
    private(set) var incomparable: [String: Set<String>] = [:]

    /// What its records tell, whatever rules are on.
    private(set) var notes = RecordNotes()

    private let context: RunContext
    private let document: Int
    private var waitingForHeader: [(batch: RecordBatch, tasks: [PlannedTask])] = []
    /// The name of the document's format.
    var format: String?
    /// Whether rules are for the document, by applicability, as far as that is known.
    private var meant: [Bool?]
    /// For each record type what runs over its batches.
    private var tasks: [[PlannedTask]]
    private var takesNotes = true

    init(context: RunContext, document: Int) {
        self.context = context
        self.document = document
        tables = Array(repeating: nil, count: context.gatherings.count)
        meant = Array(repeating: nil, count: context.applicabilities.count)
        keyTables = Array(repeating: KeyTable(), count: context.keySpaces.count)
        tasks = context.tasks
    }

    // MARK: Batches

    mutating func consume(_ batch: RecordBatch, header: HeaderState) {
        if takesNotes {
            notes.collect(from: batch, context)
            noteFaults(of: batch)
        }
        dispatch(batch, tasks[batch.recordType.index], header)
    }

    /// Runs what can run, and keeps the batch for what must wait.
    private mutating func dispatch(_ batch: RecordBatch, _ tasks: [PlannedTask], _ header: HeaderState) {
        var late: [PlannedTask] = []
        var scope = BatchScope(batch, header: header.record)
        for task in tasks {
            if findsNothing(task, in: batch) { continue }
            let isMeant = task.applicability == 0 ? true : isMeant(by: task.applicability, header)
            if isMeant == false { continue }
            if let kind = header.kind, !task.kinds.contains(kind) { continue }
            let isKnown = isMeant != nil && (task.kinds == .all || header.kind != nil)
            if !isKnown || !task.headerFields.allSatisfy({ header.isFinal[$0] }) {
                late.append(task)
            } else {
                run(task.task, inherits: !task.headerFields.isEmpty, &scope)
            }
        }
        if !late.isEmpty { waitingForHeader.append((batch, late)) }
    }

    /// Whether a rule needs a field that no record of a batch has.
    private func findsNothing(_ task: PlannedTask, in batch: RecordBatch) -> Bool {
        task.neededFields.contains { batch.columns[$0] == nil }
    }

    /// Whether rules of an applicability are for the document; nothing as long as its header does not say it.
    mutating func isMeant(by index: Int, _ header: HeaderState) -> Bool? {
        if let known = meant[index] { return known }
        let applicability = context.applicabilities[index]
        var isMeant = true
        if let format, let formats = applicability.formats { isMeant = formats.contains(format) }
        if isMeant, let asked = applicability.asked {
            guard header.isFinal[asked.field] else { return nil }
            isMeant = asked.isMade(by: header.record)
        }
        meant[index] = isMeant
        return isMeant
    }

    private mutating func run(_ task: Task, inherits: Bool, _ scope: inout BatchScope) {
        switch task {
        case .gathering(let index):
            context.meter.time(context.gatherings[index].rules[0]) { gather(index, inherits: inherits, &scope) }
        case .rule(let index):
            if case .record(let rule) = context.rules[index].rule.form, rule.reads.readsDossier {
                context.meter.time(context.rules[index].rule.name) { postpone(index, inherits: inherits, &scope) }
            } else {
                context.meter.time(context.rules[index].rule.name) {
                    let rows = scope.rows(with: context.rules[index].roles)
                    judge(index, scope.batch(inherits: inherits), scope.header, among: rows, dossier: runConstants)
                }
            }
        }
    }

    /// What is known of the dossier before any header is.
    var runConstants: DossierRecord { context.runConstants }

    /// Runs what waited for the header, and the rules over the header itself.
    mutating func finish(_ header: HeaderState) {
        noteFaults(of: header.record)
        let items = waitingForHeader
        waitingForHeader = []
        for item in items { dispatch(item.batch, item.tasks, header) }
        dispatch(header.record, tasks[header.record.recordType.index], header)
    }

    /// Runs the rules that waited for the dossier.
    ///
    /// - Returns: what they found.
    mutating func finish(_ header: RecordBatch, in dossier: DossierRecord) -> [Draft] {
        let before = drafts.count
        for item in waiting {
            judge(item.rule, item.batch, header, among: item.rows, dossier: dossier)
        }
        waiting = []
        return Array(drafts[before...])
    }

    // MARK: Record rules

    /// Keeps the records of a batch for which a rule may find something, whatever the dossier turns out to be.
    ///
    /// What holds, or does not concern a record, without anything being known of the dossier stays so; mostly that is all
    /// of a batch, and then nothing of it is kept.
    private mutating func postpone(_ index: Int, inherits: Bool, _ scope: inout BatchScope) {
        let active = context.rules[index]
        guard case .record(let rule) = active.rule.form else { return }
        let batch = scope.batch(inherits: inherits)
        var rows = scope.rows(with: active.roles)
        if rule.reads.writtenFields.isEmpty {
            let activation = activation(active, batch, scope.header, dossier: runConstants, WrittenCells(batch))
            if let when = active.when {
                let verdicts = when.verdicts(over: batch, activation, where: rows)
                for row in rows.indices where rows[row] {
                    if case .fails = verdicts[row] { rows[row] = false }
                }
            }
            var isOpen = [Bool](repeating: false, count: rows.count)
            for condition in active.conditions where rows.contains(true) {
                let verdicts = condition.verdicts(over: batch, activation, where: rows)
                for row in rows.indices where rows[row] {
                    if case .holds = verdicts[row] { continue }
                    isOpen[row] = true
                }
            }
            rows = isOpen
        }
        if rows.contains(true) { waiting.append(Waiting(rule: index, batch: batch, rows: rows)) }
    }

    private func activation(
        _ active: RunContext.ActiveRule,
        _ batch: RecordBatch,
        _ header: RecordBatch,
        dossier: DossierRecord,
        _ written: WrittenCells
    ) -> RecordActivation {
        RecordActivation(
            record: RecordReference(source: batch, row: 0),
            document: RecordReference(source: header, row: 0),
            dossier: dossier,
            settings: active.settings,
            written: written
        )
    }

    private mutating func judge(
        _ index: Int,
        _ batch: RecordBatch,
        _ header: RecordBatch,
        among rows: [Bool],
        dossier: DossierRecord
    ) {
        let active = context.rules[index]
        guard case .record(let rule) = active.rule.form else { return }
        let written = WrittenCells(batch)
        let activation = activation(active, batch, header, dossier: dossier, written)
        var wanted = rows
        if !rule.reads.writtenFields.isEmpty {
            judgeSpelling(active, rule, batch, wanted, written, header, activation)
            return
        }
        if let when = active.when, let general = rule.when {
            let verdicts = when.verdicts(over: batch, activation, where: wanted)
            keep(&wanted, verdicts, general, activation, active.names)
        }
        guard wanted.contains(true) else { return }
        for index in active.conditions.indices {
            let verdicts = active.conditions[index].verdicts(over: batch, activation, where: wanted)
            for row in 0..<batch.count where wanted[row] {
                switch verdicts[row] {
                case .holds, .absent: continue
                case .fails: break
                case .invalid:
                    note(.invalid, active.rule.name)
                    continue
                case .undecided:
                    activation.move(to: row)
                    guard decide(rule.checks[index].condition, activation, active.names) == false else {
                        continue
                    }
                }
                activation.move(to: row)
                report(active, rule.checks[index], batch, row, header, activation)
            }
        }
    }

    /// Runs a rule about spelling: over the few records that have a cell written otherwise than read, one by one.
    private mutating func judgeSpelling(
        _ active: RunContext.ActiveRule,
        _ rule: RecordRule,
        _ batch: RecordBatch,
        _ wanted: [Bool],
        _ written: WrittenCells,
        _ header: RecordBatch,
        _ activation: RecordActivation
    ) {
        for row in written.rows where row < wanted.count && wanted[row] {
            activation.move(to: row)
            if let when = rule.when, decide(when, activation, active.names) != true { continue }
            for check in rule.checks where decide(check.condition, activation, active.names) == false {
                report(active, check, batch, row, header, activation)
            }
        }
    }

    /// Keeps the rows for which a condition holds; what goes wrong is noted.
    private mutating func keep(
        _ rows: inout [Bool],
        _ verdicts: ColumnProgram.Verdicts,
        _ general: Program,
        _ activation: some RowActivation,
        _ rules: [String]
    ) {
        for row in rows.indices where rows[row] {
            switch verdicts[row] {
            case .holds: continue
            case .fails, .absent: rows[row] = false
            case .invalid:
                for rule in rules { note(.invalid, rule) }
                rows[row] = false
            case .undecided:
                activation.move(to: row)
                rows[row] = decide(general, activation, rules) == true
            }
        }
    }

    /// A condition's value; nothing where it has none, which is noted.
    private mutating func decide(_ condition: Program, _ activation: some Activation, _ rules: [String]) -> Bool? {
        do throws(EvaluationError) {
            if case .bool(let bool) = try condition.evaluate(activation) { return bool }
        } catch {
            for rule in rules { note(error, rule) }
        }
        return nil
    }

    private mutating func note(_ error: EvaluationError, _ rule: String) {
        switch error {
        case .absent: return
        case .invalid: unjudged[rule, default: 0] += 1
        case .incomparable(let left, let right):
            incomparable[rule, default: []].insert([left, right].sorted().joined(separator: " / "))
        case .failed(let message, _):
            noteFailure(LintingMessages.evaluation(rule, message, document: document))
        }
    }

    /// Keeps the failure of a rule, of which the first is told.
    private mutating func noteFailure(_ draft: Draft) {
        if !drafts.contains(where: { $0.rule == draft.rule && $0.subject == draft.subject }) { drafts.append(draft) }
    }

    private mutating func report(
        _ active: RunContext.ActiveRule,
        _ check: RecordRule.Check,
        _ batch: RecordBatch,
        _ row: Int,
        _ header: RecordBatch,
        _ activation: RecordActivation
    ) {
        guard concerns(active.rule.basis, batch, row) else { return }
        let date = deciding(active.rule.basis, header)
        guard let severity = active.rule.basis.permitted(active.severity ?? active.rule.severity, on: date) else {
            return
        }
        let message = check.message.render(units: context.units) { _, program in try? program.evaluate(activation) }
        let field = check.at.first { batch.columns[$0] != nil && batch.state(row: row, field: $0) != .absent }
        drafts.append(
            Draft(
                rule: active.rule.name,
                severity: severity,
                basis: active.rule.basis,
                message: message.text,
                parameters: message.parameters,
                help: active.rule.help,
                spot: Spots.make(batch, row, field ?? check.at.first, document: document),
                subject: Spots.subject(batch, row),
                dependsOnDate: active.rule.basis.effective != nil,
                residual: check.condition.residual(activation),
                mend: check.fix.flatMap {
                    Mending.make($0, batch, row, field ?? check.at.first, document: document, activation)
                }
            )
        )
    }

    /// Whether a record is about goods of the categories that a basis names; what tells no category is none of them, unless
    /// the configuration says what all goods are.
    private func concerns(_ basis: Basis, _ batch: RecordBatch, _ row: Int) -> Bool {
        guard !basis.categories.isEmpty, let known = context.categories,
            let fields = CategoryFields(batch.recordType)
        else { return true }
        guard let own = fields.category(of: batch, row: row, known) else {
            return context.configuration.categories.contains { name in
                !known.widened(known.named(name) ?? name).isDisjoint(with: basis.categories)
            }
        }
        return !known.widened(own.name).isDisjoint(with: basis.categories)
    }

    private func deciding(_ basis: Basis, _ header: RecordBatch) -> CalendarDate {
        let fields: [String] =
            switch basis.appliesOn {
            case .asOf: []
            case .issue: ["issueDate"]
            case .shipment: RunContext.shipmentDates + ["issueDate"]
            }
        for name in fields {
            guard let field = context.vocabulary.document.field(named: name),
                case .date(let date)? = try? header.value(row: 0, field: field)
            else { continue }
            return date
        }
        return context.asOf
    }

    // MARK: Group rules

    /// Adds the members of a batch to a gathering's table.
    mutating func gather(_ index: Int, inherits: Bool, _ scope: inout BatchScope) {
        let gathering = context.gatherings[index]
        let batch = scope.batch(inherits: inherits)
        var members = scope.rows(with: gathering.roles)
        if let filter = gathering.filter, let general = gathering.collection.filter {
            let activation = MemberActivation(
                member: RecordReference(source: batch, row: 0),
                document: RecordReference(source: scope.header, row: 0),
                settings: gathering.settings,
                fieldCount: batch.recordType.fields.count
            )
            let verdicts = filter.verdicts(over: batch, activation, where: members)
            keep(&members, verdicts, general, activation, gathering.rules)
        }
        guard members.contains(true) else { return }
        let space = gathering.keySpace
        let keys = scope.keys(space, context.keySpaces[space], of: batch, in: &keyTables[space])
        for (row, error) in keys.errors where members[Int(row)] {
            for rule in gathering.rules { note(error, rule) }
        }
        // Taken out and put back, so that the table is changed in place.
        var table = tables[index].take() ?? GroupTable(gathering)
        table.add(batch, where: members, keys, gathering)
        tables[index] = table
    }

    /// Closes the tables: no more members come.
    ///
    /// - Parameter header: the document's header, complete.
    mutating func seal(_ header: RecordBatch) {
        for index in tables.indices {
            guard let table = tables[index].take() else { continue }
            let gathering = context.gatherings[index]
            gathered.append(
                GatheredTable(
                    document: document,
                    index: index,
                    gathering: gathering,
                    keys: keyTables[gathering.keySpace],
                    table: table,
                    recordType: context.vocabulary.recordTypes[gathering.collection.recordType],
                    header: header,
                    units: context.units
                )
            )
        }
        tables = []
        keyTables = []
    }

    /// The tables of a rule's collections, once they are closed.
    func sources(_ plan: Gathering.Plan) -> [GroupSource] {
        guard !gathered.isEmpty else { return [] }
        return plan.gatherings.enumerated().compactMap { collection, gathering in
            gatheredTable(gathering).map { GroupSource(gathered: $0, collection: collection) }
        }
    }

    private func gatheredTable(_ index: Int) -> GatheredTable? {
        var (low, high) = (0, gathered.count)
        while low < high {
            let middle = (low + high) / 2
            if gathered[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return low < gathered.count && gathered[low].index == index ? gathered[low] : nil
    }

    /// Lets go of what no rule asks for after the document was judged.
    mutating func dropTables() {
        gathered.removeAll { !context.lastingGatherings[$0.index] }
        meant = []
    }

    // MARK: Cells that do not parse

    private mutating func noteFaults(of batch: RecordBatch) {
        for fault in notes.counted(batch.faults) {
            let spot = Spots.make(batch, fault.row, fault.field, document: document)
            drafts.append(LintingMessages.invalid(fault, batch.recordType.fields[fault.field], at: spot))
        }
    }
}

extension DocumentConsumer {
    /// Consumers that share the work of this one, which has taken nothing yet: each batch is for all of them, each
    /// gathers under keys and judges rules of its own.
    func lanes(_ count: Int) -> [DocumentConsumer] {
        LaneTasks.split(context.tasks, context, lanes: count).enumerated().map { index, tasks in
            var lane = self
            lane.tasks = tasks
            lane.takesNotes = index == 0
            return lane
        }
    }

    /// Takes over what a lane of this consumer did.
    mutating func join(_ lane: DocumentConsumer) {
        if lane.takesNotes { notes = lane.notes }
        for index in lane.tables.indices where lane.tables[index] != nil { tables[index] = lane.tables[index] }
        for index in lane.keyTables.indices where lane.keyTables[index].count > 0 {
            keyTables[index] = lane.keyTables[index]
        }
        for index in lane.meant.indices { meant[index] = meant[index] ?? lane.meant[index] }
        for draft in lane.drafts {
            if draft.rule == LintingMessages.evaluationRule { noteFailure(draft) } else { drafts.append(draft) }
        }
        waiting += lane.waiting
        waitingForHeader += lane.waitingForHeader
        unjudged.merge(lane.unjudged, uniquingKeysWith: +)
        incomparable.merge(lane.incomparable) { $0.union($1) }
    }
}

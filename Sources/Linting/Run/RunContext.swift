package import CEL
internal import Documents
internal import Dossiers
package import Formats
package import Records
package import Rules

/// All that is the same for every document of a run; immutable, so that tasks share it.
package final class RunContext: Sendable {
    /// A rule that is on.
    ///
    /// A class, because every batch and group that is judged refers to it.
    package final class ActiveRule: Sendable {
        /// The rule.
        package let rule: Rule
        /// Its name, as a list.
        let names: [String]
        /// Its settings, as the configuration leaves them.
        package let settings: SettingsRecord
        /// The severity that the configuration gives it.
        package let severity: Severity?
        /// Where it applies.
        let when: ColumnProgram?
        /// What must hold.
        let conditions: [ColumnProgram]
        /// Of a rule over lines, the roles of those it looks at, as bytes.
        let roles: [[UInt8]]?
        /// Of a rule over single records, fields without which it finds nothing, as indices.
        let neededFields: [Int]

        /// Turns a rule on.
        package init(rule: Rule, settings: SettingsRecord, severity: Severity?) {
            self.rule = rule
            names = [rule.name]
            self.settings = settings
            self.severity = severity
            switch rule.form {
            case .record(let form):
                when = form.when?.overColumns(.slot(RecordSlot.record))
                conditions = form.checks.map { $0.condition.overColumns(.slot(RecordSlot.record)) }
                roles = form.roles.map { $0.sorted().map { Array($0.utf8) } }
                neededFields = form.neededFields.sorted()
            case .group(let form):
                let row = RowVariable.groups(constantsFrom: GroupSlot.dossier(collections: form.collections.count))
                when = form.when?.overColumns(row)
                conditions = form.check.map { [$0.overColumns(row)] } ?? []
                roles = nil
                neededFields = []
            }
        }
    }

    /// Every kind, record type and field.
    package let vocabulary: Vocabulary
    /// The formats.
    package let formats: [Format]
    /// The units of quantities.
    package let units: UnitTable
    /// The code lists.
    package let codeLists: CodeLists
    /// The reference tables.
    let tables: ReferenceTables
    /// Rules that would be on, were the tables that they ask supplied.
    let untabled: [Rule]
    /// The rules that are on.
    package let rules: [ActiveRule]
    /// The fields that somebody reads.
    package let plan: ColumnPlan
    /// What group rules gather.
    package let gatherings: [Gathering]
    /// How the keys of what they gather are made.
    let keySpaces: [KeySpace]
    /// For each rule, by its place, where it finds what it gathers.
    package let plans: [Gathering.Plan]
    /// For each record type what runs over its batches.
    let tasks: [[PlannedTask]]
    /// The different applicabilities of rules; the first is that of rules for all documents.
    let applicabilities: [Applicability]
    /// For each rule its applicability, as an index.
    let ruleApplicability: [Int]
    /// The rules whose groups are judged with their document, as indices of `rules`.
    let documentRules: [Int]
    /// For each gathering whether it is kept when its document was judged.
    let lastingGatherings: [Bool]
    /// The user's XML Schemas, by the patterns of the files that they are for.
    let schemas: [(pattern: String, name: String, schema: XMLSchema)]
    /// Other names of parts, and sizes of sets, that the user's table gives.
    let partTable: AliasTable
    /// Countries and groups of them.
    let markets: Markets
    /// The categories of goods; nothing where no rule that is on asks for them.
    let categories: Categories?
    /// Whether what documents say of goods and certificates is kept, for the matrix of readiness.
    let keepsGoods: Bool
    /// The fields of goods that name certificates.
    let namingFields: Set<String>
    /// The day on which rules are judged.
    package let asOf: CalendarDate
    /// The configuration.
    package let configuration: Configuration
    /// The packs that the rules are from.
    package let packs: [Report.Pack]
    /// The names of rules that only fill the matrix of readiness: what they find is no finding.
    let unspoken: Set<String>
    /// Whether the report gives the SHA-256 of files.
    let wantsDigests: Bool
    /// Whether the report shows side by side what the documents say of each part.
    let wantsAgreement: Bool
    /// Whether all findings are shown, however many there are.
    let isUncapped: Bool
    /// What is known of a dossier before any document is read: the day.
    let runConstants: DossierRecord
    /// Counts what the run does.
    let meter: Meter

    /// Makes a context.
    package init(
        vocabulary: Vocabulary,
        formats: [Format],
        units: UnitTable,
        codeLists: CodeLists,
        tables: ReferenceTables = ReferenceTables(),
        untabled: [Rule] = [],
        rules: [ActiveRule],
        asOf: CalendarDate,
        configuration: Configuration,
        packs: [Report.Pack] = [],
        unspoken: Set<String> = [],
        wantsDigests: Bool = false,
        wantsAgreement: Bool = false,
        isUncapped: Bool = false,
        meter: Meter = Meter()
    ) throws(UsageError) {
        self.packs = packs
        self.unspoken = unspoken.intersection(rules.map(\.rule.name))
        self.wantsDigests = wantsDigests
        self.wantsAgreement = wantsAgreement
        self.meter = meter
        runConstants = .unknown(asOf: asOf)
        self.isUncapped = isUncapped
        schemas = try Self.schemas(configuration)
        partTable = if let table = configuration.aliasTable { try AliasTable.load(table) } else { AliasTable() }
        self.vocabulary = vocabulary
        self.formats = formats
        self.units = units
        self.codeLists = codeLists
        self.tables = tables
        self.untabled = untabled
        self.rules = rules
        self.asOf = asOf
        self.configuration = configuration
        markets = Markets(codeLists)
        let keepsGoods = rules.contains { active in
            guard case .document(_, let classes)? = active.rule.expectation else { return false }
            return !classes.isEmpty
        }
        let asksCategories =
            keepsGoods || rules.contains { !$0.rule.basis.categories.isEmpty || $0.rule.readsCategories }
        categories = asksCategories ? try? BuiltIn.categories() : nil
        let namingFields = keepsGoods ? Self.namingFields(codeLists) : []
        let further = keepsGoods ? GoodsFacts.fields.mapValues { $0 + Array(namingFields) } : [:]
        (self.keepsGoods, self.namingFields) = (keepsGoods, namingFields)
        plan = Self.plan(vocabulary, rules, asksCategories: asksCategories, further: further)
        let (gatherings, plans, keySpaces) = Gathering.plan(
            rules.map { active in
                if case .group(let form) = active.rule.form { return (active.rule, form, active.settings) }
                return (active.rule, nil, active.settings)
            }
        )
        self.keySpaces = keySpaces
        self.gatherings = gatherings
        self.plans = plans
        var applicabilities = [Applicability()]
        func index(_ applicability: Applicability) -> Int {
            if let known = applicabilities.firstIndex(of: applicability) { return known }
            applicabilities.append(applicability)
            return applicabilities.count - 1
        }
        ruleApplicability = rules.map { index($0.rule.applicability) }
        let gatheringApplicability = gatherings.map { index($0.applicability) }
        self.applicabilities = applicabilities
        documentRules = DocumentGroups.rules(rules)
        lastingGatherings = DocumentGroups.lasting(rules, plans, gatherings: gatherings.count)
        var tasks: [[PlannedTask]] = vocabulary.recordTypes.map { _ in [] }
        for (index, active) in rules.enumerated() {
            guard case .record(let form) = active.rule.form else { continue }
            let fields = vocabulary.recordTypes[form.recordType].fields
            tasks[form.recordType].append(
                PlannedTask(
                    task: .rule(index),
                    kinds: KindSet(active.rule.kinds),
                    headerFields: form.reads.headerFields.sorted(),
                    applicability: ruleApplicability[index],
                    // What is inherited may come from the header.
                    neededFields: active.neededFields.filter { fields[$0].inherited == nil }
                )
            )
        }
        for (index, gathering) in gatherings.enumerated() {
            tasks[gathering.collection.recordType].append(
                PlannedTask(
                    task: .gathering(index),
                    kinds: KindSet(gathering.collection.kinds),
                    headerFields: gathering.headerFields,
                    applicability: gatheringApplicability[index],
                    neededFields: []
                )
            )
        }
        self.tasks = tasks
    }

    /// The class of a certificate that the words of a text tell; nothing if they tell none.
    func certificateClass(of text: String) -> String? {
        guard let type = vocabulary.recordType(named: "certificate"), let field = type.field(named: "class"),
            let classification = type.classifications.first(where: { $0.field == field })
        else { return nil }
        return classification.value(of: text)?.uppercased()
    }

    private static func namingFields(_ codeLists: CodeLists) -> Set<String> {
        let classes = codeLists["certificate-class"]
        return Set((classes?.rows.keys).map { Array($0) }?.compactMap { classes?.cell($0, "field") } ?? []).subtracting(
            [""])
    }

    /// Header fields that copies, versions and the report read.
    static let identityFields = [
        "number", "issueDate", "status", "revision", "sellerName", "currency", "totalAmount", "lineTotal",
        "grossWeight",
        "netWeight", "packages", "totalQuantity", "amends",
    ]

    /// Header fields that say when goods were shipped, the surest first.
    static let shipmentDates = ["shippedOnBoardDate", "shipmentDate"]

    private static func plan(
        _ vocabulary: Vocabulary,
        _ rules: [ActiveRule],
        asksCategories: Bool,
        further: [String: [String]]
    ) -> ColumnPlan {
        var fields = vocabulary.recordTypes.map { Array(repeating: false, count: $0.fields.count) }
        func want(_ reads: ProgramReads, of recordType: Int) {
            for field in reads.fields { fields[recordType][field] = true }
            for field in reads.headerFields { fields[vocabulary.document.index][field] = true }
        }
        var written: [[Bool]] = vocabulary.recordTypes.map { _ in [] }
        for active in rules {
            if let asked = active.rule.applicability.asked { fields[vocabulary.document.index][asked.field] = true }
            switch active.rule.form {
            case .record(let rule):
                want(rule.reads, of: rule.recordType)
                for field in rule.reads.writtenFields {
                    if written[rule.recordType].isEmpty {
                        written[rule.recordType] = Array(repeating: false, count: fields[rule.recordType].count * 2)
                    }
                    written[rule.recordType][field] = true
                }
            case .group(let rule):
                for collection in rule.collections { want(collection.reads, of: collection.recordType) }
            }
        }
        // What documents are to each other follows from what their headers and lines name.
        for (name, _) in DocumentReference.fields {
            for type in [vocabulary.document, vocabulary.recordType(named: "line")].compactMap({ $0 }) {
                if let field = type.field(named: name) { fields[type.index][field] = true }
            }
        }
        for type in ["line", "product"].compactMap({ vocabulary.recordType(named: $0) }) {
            guard let seller = type.field(named: "partNumber"), let buyer = type.field(named: "buyerPartNumber") else {
                continue
            }
            if fields[type.index][seller] { fields[type.index][buyer] = true }
        }
        // How many pieces are in a set follows from the components of its kit.
        if let kit = vocabulary.recordType(named: "kit") {
            for name in ["partNumber", "quantity"] {
                if let field = kit.field(named: name) { fields[kit.index][field] = true }
            }
        }
        let dates = rules.contains { $0.rule.basis.appliesOn == .shipment } ? shipmentDates : []
        if asksCategories {
            for type in CategoryFields.recordTypes.compactMap({ vocabulary.recordType(named: $0) }) {
                for field in CategoryFields.names.compactMap({ type.field(named: $0) }) {
                    fields[type.index][field] = true
                }
            }
        }
        for (name, names) in further {
            guard let type = vocabulary.recordType(named: name) else { continue }
            for field in names.compactMap({ type.field(named: $0) }) { fields[type.index][field] = true }
        }
        for name in identityFields + Destinations.fields + dates {
            if let field = vocabulary.document.field(named: name) { fields[vocabulary.document.index][field] = true }
        }
        // A field told from the words of another needs that other one.
        for type in vocabulary.recordTypes {
            for classification in type.classifications where fields[type.index][classification.field] {
                for source in classification.sources { fields[type.index][source] = true }
            }
        }
        return ColumnPlan(fields: fields, written: written)
    }
}

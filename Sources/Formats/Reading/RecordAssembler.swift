internal import CEL
internal import Documents
internal import Records

/// Makes batches from the raw values of a document's records, and hands them on.
struct RecordAssembler: Sendable {
    /// The raw values, by record mapping; the first is the header's.
    var scratches: [RecordScratch]
    /// The kind, as soon as it is known.
    var kind: Int?
    /// Header slots that will not be filled any more, though they are empty.
    var settledSlots: [Bool]
    /// What the format could not take.
    private(set) var faults: [FormatFault] = []
    /// How many records there were, by record type.
    private(set) var counts: [Int]
    /// Takes the batches.
    private(set) var consumer: any RecordConsumer

    private let mappings: [RecordMapping]
    /// For each mapping and slot whether its field takes several values.
    private let isList: [[Bool]]
    private let isCodes: [[Bool]]
    private let vocabulary: Vocabulary
    private let units: UnitTable
    private let allowsSerialDates: Bool
    private let usesComma: Bool
    private let headerFields: [Bool]
    private let headerWritten: [Bool]
    private let batchRows: Int
    /// For each record type the field `sharesPackage`, if it has one.
    private let sharedFields: [Int?]
    /// A builder for each type of the records.
    private var builders: [RecordBatchBuilder]
    /// For each mapping but the header's its builder.
    private let builderOf: [Int]

    init(
        mappings: [RecordMapping],
        vocabulary: Vocabulary,
        plan: ColumnPlan,
        units: UnitTable,
        allowsSerialDates: Bool,
        usesComma: Bool,
        batchRows: Int,
        consumer: any RecordConsumer
    ) {
        self.batchRows = batchRows
        sharedFields = vocabulary.recordTypes.map { $0.field(named: "sharesPackage") }
        self.mappings = mappings
        isList = mappings.map { mapping in
            let fields = vocabulary.recordTypes[mapping.recordType].fields
            return mapping.slots.map { [.texts, .codes].contains(fields[$0.field].type) }
        }
        isCodes = mappings.map { mapping in
            mapping.slots.map { vocabulary.recordTypes[mapping.recordType].fields[$0.field].type == .codes }
        }
        self.vocabulary = vocabulary
        self.units = units
        self.allowsSerialDates = allowsSerialDates
        self.usesComma = usesComma
        self.consumer = consumer
        headerFields = plan.fields[vocabulary.document.index]
        headerWritten = plan.written[vocabulary.document.index]
        scratches = mappings.map(RecordScratch.init)
        counts = Array(repeating: 0, count: vocabulary.recordTypes.count)
        settledSlots = Array(repeating: false, count: mappings[0].slots.count)
        let types = Set(mappings.dropFirst().map(\.recordType)).sorted()
        builders = types.map { type in
            RecordBatchBuilder(
                recordType: vocabulary.recordTypes[type],
                fields: plan.fields[type],
                units: units,
                allowsSerialDates: allowsSerialDates,
                usesComma: usesComma,
                written: plan.written[type]
            )
        }
        builderOf = mappings.map { types.firstIndex(of: $0.recordType) ?? 0 }
    }

    /// Whether there are records besides parties, which stand in the header of most documents.
    var hasRecords: Bool {
        let parties = vocabulary.recordType(named: "party")?.index
        return counts.indices.contains { counts[$0] > 0 && $0 != parties }
    }

    /// The name of a slot's field, for messages.
    func fieldName(_ record: Int, _ slot: Int) -> String {
        vocabulary.recordTypes[mappings[record].recordType].fields[mappings[record].slots[slot].field].name
    }

    /// Whether a slot's field is a number.
    func isNumber(_ record: Int, _ slot: Int) -> Bool {
        let type = vocabulary.recordTypes[mappings[record].recordType]
        return [.decimal, .quantity, .int].contains(type.fields[mappings[record].slots[slot].field].type)
    }

    /// Fills a slot of an open record.
    mutating func capture(_ record: Int, _ slot: Int, _ text: Span<UInt8>, rank: Int, at place: Place) {
        guard scratches[record].isOpen else { return }
        if isCodes[record][slot], let parts = CellParts.codes(in: text) {
            for part in parts {
                _ = scratches[record].capture(slot, text.extracting(part), rank: rank, at: place, isList: true)
            }
            return
        }
        let isTaken = scratches[record].capture(slot, text, rank: rank, at: place, isList: isList[record][slot])
        if !isTaken, !mappings[record].slots[slot].isFirst, faults.count < 1000 {
            faults.append(FormatFault(code: .valueTwice, place: place, detail: fieldName(record, slot)))
        }
    }

    /// Notes a fault; the first thousand are kept.
    mutating func note(_ fault: FormatFault) {
        if faults.count < 1000 { faults.append(fault) }
    }

    /// Ends a record: its fields are parsed and it joins its batch.
    ///
    /// - Parameters:
    ///   - record: the record's mapping.
    ///   - sharesPackage: whether it is packed together with the record before it, which is marked too.
    mutating func finish(_ record: Int, sharesPackage: Bool = false) {
        let recordType = mappings[record].recordType
        scratches[record].end()
        takeOver(record)
        counts[recordType] += 1
        let offset = scratches[record].offset
        // A batch is handed on when the next record comes that does not belong to its last one.
        let builder = builderOf[record]
        if !sharesPackage, builders[builder].count >= batchRows { flush(builder) }
        builders[builder].beginRow(at: offset)
        scratches[record].fill(&builders[builder])
        if sharesPackage { builders[builder].markLastTwo(sharedFields[recordType]) }
    }

    /// Fields that a record takes over from the one around it, which may have taken them over itself.
    private mutating func takeOver(_ record: Int) {
        guard let parent = mappings[record].parent else { return }
        if mappings[parent].isHolder { takeOver(parent) }
        for taken in mappings[record].taken {
            scratches[record].take(taken.slot, from: scratches[parent], taken.parentSlot)
        }
    }

    /// An assembler for records further down in the document: the header as far as it is known, no records yet.
    ///
    /// - Parameter consumer: takes its batches.
    /// - Returns: the assembler.
    func makePart(_ consumer: any RecordConsumer) -> RecordAssembler {
        var part = self
        part.consumer = consumer
        part.faults = []
        part.counts = Array(repeating: 0, count: counts.count)
        for index in part.builders.indices { part.builders[index].restart() }
        return part
    }

    /// What a part's assembler made.
    mutating func finishPart(isPlain: Bool) -> ReaderPart {
        for builder in builders.indices { flush(builder) }
        return ReaderPart(
            batches: (consumer as? BatchCollector)?.batches ?? [],
            counts: counts,
            faults: faults,
            isPlain: isPlain
        )
    }

    /// Takes over what another assembler made of the records that come next.
    mutating func join(_ part: ReaderPart) {
        for builder in builders.indices { flush(builder) }
        let header = header(isComplete: false)
        for batch in part.batches {
            consumer.consume(batch.renumbered(by: counts[batch.recordType.index]), header: header)
        }
        for index in counts.indices { counts[index] += part.counts[index] }
        for index in builders.indices { builders[index].number(from: counts[builders[index].recordType.index]) }
        for fault in part.faults { note(fault) }
    }

    private mutating func flush(_ builder: Int) {
        guard let batch = builders[builder].takeBatch() else { return }
        consumer.consume(batch, header: header(isComplete: false))
    }

    /// Hands on what is left.
    ///
    /// - Returns: the complete header.
    mutating func finishDocument() -> HeaderState {
        scratches[0].end()
        let complete = header(isComplete: true)
        for builder in builders.indices {
            guard let batch = builders[builder].takeBatch() else { continue }
            consumer.consume(batch, header: complete)
        }
        return complete
    }

    /// Whether an amount that the header may still get would say its currency, which nothing else says.
    private func mayNameCurrency(_ currency: Int, _ isFinal: [Bool]) -> Bool {
        let slots = mappings[0].slots
        if slots.indices.contains(where: { slots[$0].field == currency && scratches[0].has($0) }) { return false }
        let fields = vocabulary.document.fields
        return slots.contains { fields[$0.field].isMoney && !isFinal[$0.field] }
    }

    private mutating func header(isComplete: Bool) -> HeaderState {
        var builder = RecordBatchBuilder(
            recordType: vocabulary.document,
            fields: headerFields,
            units: units,
            allowsSerialDates: allowsSerialDates,
            usesComma: usesComma,
            written: headerWritten
        )
        builder.beginRow(at: 0)
        scratches[0].fill(&builder)
        var isFinal = Array(repeating: true, count: headerFields.count)
        if !isComplete {
            for (index, slot) in mappings[0].slots.enumerated() {
                isFinal[slot.field] = slot.constant != nil || settledSlots[index] || scratches[0].isFinal(index)
            }
            if let currency = vocabulary.document.currency, isFinal[currency] {
                isFinal[currency] = !mayNameCurrency(currency, isFinal)
            }
            for (field, rest) in vocabulary.document.rests { isFinal[rest] = isFinal[rest] && isFinal[field] }
        }
        return HeaderState(record: builder.snapshot(), isFinal: isFinal, kind: kind)
    }
}

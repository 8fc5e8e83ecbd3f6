internal import CEL
internal import Documents
internal import Records

/// Fills records from the events of XML, JSON or text by walking the format's trie.
struct TreeReader: EventReceiver, Sendable {
    /// A value that waits for predicates.
    private struct Pending: Sendable {
        var capture: TreeSteps.Capture
        var guards: [Int32]
        var bytes: [UInt8]
        var place: Place
    }

    /// Makes the records.
    private(set) var assembler: RecordAssembler

    private let mapping: TreeMapping
    private let steps: TreeSteps
    private let kind: Format.KindRule
    /// Whether a line of JSON Lines was read before the present one.
    private var isContinued = false
    private var stack: [Int] = []
    private var holds: [Bool]
    /// For each group of records which of its members the document has.
    private var owners: [Int?]
    private var pending: [Pending] = []
    /// Of a part, how many elements were open before it.
    private var baseDepth = 0
    /// Whether a part holds nothing but records that say nothing of the document as a whole.
    private var isPlain = true
    /// What the format leaves unread, where it tells that.
    private var unread: UnreadObjects?

    init(mapping: TreeMapping, kind: Format.KindRule, assembler: consuming RecordAssembler) {
        self.mapping = mapping
        steps = mapping.steps
        self.kind = kind
        self.assembler = assembler
        holds = Array(repeating: false, count: mapping.predicates.count)
        owners = Array(repeating: nil, count: mapping.groups)
        stack.reserveCapacity(32)
        unread = mapping.unread.map { UnreadObjects(isToldAlone: $0 == .alone) }
        if kind.byCode.isEmpty { self.assembler.kind = kind.otherwise }
    }

    var isFinished: Bool { false }

    mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        let name = mapping.name(namespace: namespace, local: local)
        guard unread != nil, !name.isKnown else { return name }
        // An array under an unknown name is not opened at all.
        unread?.name(local)
        return UnreadObjects.unread
    }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        var node = 0
        if let parent = stack.last {
            node = parent < 0 ? -1 : steps.child(name, of: parent)
            if node < 0 {
                guard let state = unread?.open(below: parent, index: index, at: offset) else { return false }
                stack.append(state)
                return true
            }
        }
        stack.append(node)
        if node == 0 {
            isContinued = assembler.scratches[0].isOpen
            if !isContinued { assembler.scratches[0].begin(at: offset) }
        }
        let step = steps.steps[node]
        for index in step.judged.indices { holds[Int(steps.judged[index])] = false }
        for index in step.records.indices where takes(steps.records[index]) {
            assembler.scratches[Int(steps.records[index].index)].begin(at: offset)
        }
        for index in step.presences.indices { take(index, Span(), at: Place(offset: offset, length: 0)) }
        return true
    }

    /// Whether an element of a record's path is a record, for others of its group were not met before.
    private mutating func takes(_ record: TreeSteps.Record) -> Bool {
        guard record.group >= 0 else { return true }
        if let owner = owners[Int(record.group)] { return owner == Int(record.member) }
        isPlain = false
        owners[Int(record.group)] = Int(record.member)
        return true
    }

    func reads(attribute name: Name) -> Bool {
        guard name.isKnown, let node = stack.last, node >= 0 else { return false }
        return steps.attribute(name, of: node) >= 0
    }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        guard let node = stack.last else { return }
        let index = steps.attribute(name, of: node)
        guard index >= 0 else { return }
        let attribute = steps.attributes[index]
        for test in attribute.tests.indices { judge(steps.tests[test], value) }
        for capture in attribute.captures.indices { take(capture, value, at: place) }
    }

    mutating func value(_ value: Span<UInt8>, at place: Place) {
        guard let node = stack.last, node >= 0 else { return }
        let step = steps.steps[node]
        for test in step.tests.indices { judge(steps.tests[test], value) }
        for capture in step.captures.indices { take(capture, value, at: place) }
    }

    mutating func close(at end: Int, fields: Int) {
        guard let node = stack.popLast(), node >= 0 else { return }
        let step = steps.steps[node]
        if stack.count < baseDepth { isPlain = false }
        if !pending.isEmpty, !step.judged.isEmpty { settle(Array(steps.judged[step.judged.indices])) }
        for index in step.records.indices {
            let (record, rule) = (Int(steps.records[index].index), steps.records[index])
            guard assembler.scratches[record].isOpen else { continue }
            // A document that only holds records, such as an array, is no record itself.
            let isHolder = rule.isHolder || node == 0 && assembler.scratches[record].filled == 0
            if hold(rule.guards), !isHolder {
                assembler.finish(record)
            } else {
                assembler.scratches[record].end()
            }
        }
    }

    /// The header once everything was read.
    mutating func finish() -> HeaderState {
        if assembler.kind == nil { assembler.kind = kind.otherwise }
        for fault in unread?.faults(hasRecords: assembler.hasRecords) ?? [] { assembler.note(fault) }
        return assembler.finishDocument()
    }

    // MARK: Parts

    /// The local names of the elements at which a document is parted: records that stand in no other.
    var partNames: [String] {
        var names: [String] = []
        var open = [0]
        while let node = open.popLast() {
            for child in mapping.nodes[node].children {
                if mapping.nodes[child.node].records.isEmpty {
                    open.append(child.node)
                } else {
                    names.append(mapping.names.local(child.name))
                }
            }
        }
        return names
    }

    /// A reader for records further down, where no other record than the document itself is open: within its root, or
    /// between two of its lines.
    func makePart() -> TreeReader? {
        guard pending.isEmpty, assembler.scratches[0].isOpen, assembler.kind != nil,
            assembler.scratches.dropFirst().allSatisfy({ !$0.isOpen })
        else { return nil }
        var part = self
        part.assembler = assembler.makePart(BatchCollector())
        part.baseDepth = stack.count
        part.isPlain = true
        return part
    }

    /// What a part's reader made.
    mutating func finishPart() -> ReaderPart { assembler.finishPart(isPlain: isPlain) }

    /// Takes over the records of a part that come next.
    mutating func join(_ part: ReaderPart) { assembler.join(part) }

    /// Whether all of some predicates hold.
    private func hold(_ guards: TreeSteps.Bounds) -> Bool {
        for index in guards.indices where !holds[Int(steps.guards[index])] { return false }
        return true
    }

    private mutating func judge(_ test: TreeSteps.Test, _ value: Span<UInt8>) {
        let isAmong = steps.values[test.values.indices].contains { wanted in
            wanted.count == value.count && value.indices.allSatisfy { wanted[$0] == value[$0] }
        }
        let predicate = Int(test.predicate)
        if isAmong != test.isNegated { holds[predicate] = true }
        if baseDepth > 0, stack.prefix(baseDepth).contains(mapping.predicates[predicate].node) { isPlain = false }
    }

    private mutating func take(_ index: Int, _ value: Span<UInt8>, at place: Place) {
        let capture = steps.captures[index]
        // A predicate that holds already needs no waiting.
        if hold(capture.guards) {
            apply(capture, value, at: place)
            return
        }
        let bytes = unsafe value.withUnsafeBufferPointer { unsafe Array($0) }
        let guards = Array(steps.guards[capture.guards.indices])
        pending.append(Pending(capture: capture, guards: guards, bytes: bytes, place: place))
    }

    /// Decides on values that waited for predicates of an element that closes.
    private mutating func settle(_ judged: [Int32]) {
        var waiting: [Pending] = []
        for var entry in pending {
            if entry.guards.contains(where: { judged.contains($0) && !holds[Int($0)] }) { continue }
            entry.guards.removeAll { judged.contains($0) }
            if entry.guards.isEmpty {
                apply(entry.capture, entry.bytes.span, at: entry.place)
            } else {
                waiting.append(entry)
            }
        }
        pending = waiting
    }

    private mutating func apply(_ capture: TreeSteps.Capture, _ value: Span<UInt8>, at place: Place) {
        let (record, slot, rank) = (Int(capture.record), Int(capture.slot), Int(capture.rank))
        if record == 0 {
            // What a line says of the whole document holds for the lines behind it, whatever they say of themselves.
            if isContinued, assembler.scratches[0].has(slot) { return }
            isPlain = false
        }
        switch capture.mode {
        case .value, .first: assembler.capture(record, slot, value, rank: rank, at: place)
        case .distinct: assembler.scratches[record].captureDistinct(slot, value, at: place)
        case .exists: assembler.scratches[record].captureExistence(slot)
        case .count: assembler.scratches[record].captureCount(slot)
        case .sum: assembler.scratches[record].captureSum(slot, value, at: place)
        case .unit: assembler.scratches[record].captureUnit(slot, value, rank: rank, at: place)
        case .kind:
            guard assembler.kind == nil else { return }
            assembler.kind = kind.byCode[value.string.uppercased()] ?? kind.otherwise
        }
    }
}

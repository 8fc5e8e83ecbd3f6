internal import CEL
internal import Documents
internal import Formats
internal import Records
internal import Rules

/// What reading one file gave.
struct DocumentResult: Sendable {
    /// The file.
    var file: FileWalk.File
    /// Its place in the run.
    var document: Int
    /// Syntax, encoding and dialect; nothing where it could not be opened.
    var prologue: Prologue?
    /// The format; nothing where none reads it.
    var detection: Detection?
    /// The header, complete.
    var header: HeaderState?
    /// The rules' findings, groups and what waits.
    var consumer: DocumentConsumer
    /// What the rules over the document's own groups gave.
    var groups: [DocumentGroups.Outcome] = []
    /// What the bytes and the format gave.
    var drafts: [Draft] = []
    /// Its comments that speak to shiplint.
    var remarks: [Remark] = []
    /// Whether it was read to its end.
    var isComplete = true
    /// How many records it has.
    var records = 0
    /// How many bytes were read.
    var bytes = 0
    /// The SHA-256 of its bytes, where a report asks for it.
    var sha256: String?
    /// Whether it is only listed: a picture, a PDF, prose.
    var isOther = false

    /// Reads a file with the rules of a context.
    static func read(
        _ file: FileWalk.File,
        document: Int,
        _ context: RunContext,
        sizes: ReadingSizes,
        isParallel: Bool
    ) -> DocumentResult {
        var result = DocumentResult(
            file: file,
            document: document,
            consumer: DocumentConsumer(context: context, document: document)
        )
        guard !file.leadsOutside else {
            result.drafts.append(
                Draft(
                    rule: "dossier/link-outside",
                    severity: .warning,
                    message: LintingMessages.linkOutside,
                    spot: Draft.Spot(document: document, offset: nil, length: 0)
                )
            )
            result.isOther = true
            return result
        }
        do throws(SyntaxFault) {
            try result.read(context, sizes, isParallel)
        } catch {
            result.drafts.append(LintingMessages.syntax(error, document: document))
            result.isComplete = false
        }
        return result
    }

    private mutating func read(
        _ context: RunContext,
        _ sizes: ReadingSizes,
        _ isParallel: Bool
    ) throws(SyntaxFault) {
        let source = try SourceFile(path: file.path)
        if context.wantsDigests { sha256 = try FileDigest.sha256(of: source) }
        let rule = context.configuration.files.first { Glob.matches(file.inner, $0.pattern) }
        let prologue = try Prologue.read(source, told: rule?.encoding)
        self.prologue = prologue
        switch prologue.syntax {
        case .empty:
            drafts.append(LintingMessages.syntax(SyntaxFault(.emptyFile), document: document))
            return
        case .binary:
            isOther = true
            return
        default: break
        }
        let formats = rule?.format.map { name in context.formats.filter { $0.name == name } } ?? context.formats
        let candidates = Detection.candidates(
            for: file.inner,
            prologue,
            among: formats,
            units: context.units,
            isTold: rule?.format != nil
        )
        guard let detection = candidates.first else {
            unrecognised(source, prologue)
            return
        }
        self.detection = detection
        consumer.format = detection.format.name
        let result = DocumentReader.read(
            source,
            as: detection,
            prologue,
            vocabulary: context.vocabulary,
            plan: context.plan,
            units: context.units,
            sizes: sizes,
            into: BatchPipeline(consumer, fullBatch: isParallel ? sizes.batchRows : nil, meter: context.meter)
        )
        consumer = result.consumer.finish(bytes: result.outcome.bytes)
        consumer.finish(result.header)
        header = result.header
        isComplete = result.outcome.isComplete
        remarks = result.outcome.remarks
        groups = DocumentGroups.judge(&consumer, result.header, isComplete: isComplete, context)
        bytes = result.outcome.bytes
        records = result.counts.reduce(0, +)
        drafts += result.outcome.faults.map { LintingMessages.syntax($0, document: document) }
        drafts += result.faults.map { LintingMessages.format($0, document: document) }
    }

    /// A file that no format reads: its syntax may be why.
    private mutating func unrecognised(_ source: SourceFile, _ prologue: Prologue) {
        guard prologue.syntax != .text else {
            isOther = true
            return
        }
        var receiver = NullReceiver()
        let outcome: ReadOutcome
        switch prologue.syntax {
        case .xml: outcome = XMLReader.read(source, encoding: prologue.encoding, into: &receiver)
        case .json, .jsonLines:
            outcome = JSONReader.read(
                source,
                encoding: prologue.encoding,
                isLines: prologue.syntax == .jsonLines,
                into: &receiver
            )
        default:
            outcome = CSVReader.read(source, encoding: prologue.encoding, dialect: prologue.dialect, into: &receiver)
        }
        bytes = outcome.bytes
        let faults = outcome.faults.filter(\.isFatal)
        isComplete = faults.isEmpty
        drafts += faults.map { LintingMessages.syntax($0, document: document) }
        if faults.isEmpty { drafts.append(LintingMessages.unrecognised(document: document)) }
    }
}

/// Takes nothing: for reading a file only to learn whether it is whole.
private struct NullReceiver: EventReceiver {
    var isFinished: Bool { false }

    func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name { Name(rawValue: 1) }

    func open(_ name: Name, index: Int, at offset: Int) -> Bool { true }

    func reads(attribute name: Name) -> Bool { false }

    func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {}

    func value(_ value: Span<UInt8>, at place: Place) {}

    func close(at end: Int, fields: Int) {}
}

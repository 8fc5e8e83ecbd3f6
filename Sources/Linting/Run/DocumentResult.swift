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
    var groups: [GroupOutcome] = []
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
    /// Files within it that are only listed: what is attached to a mail.
    var unread: [String] = []
    /// Whether it is only listed: a picture, a PDF, prose.
    var isOther = false

    /// Sheets of a workbook that are read; no real one has as many.
    static let maximumSheets = 1 << 10

    /// Reads a file with the rules of a context; each sheet of a workbook is a document.
    ///
    /// Documents are numbered by the file's place in the run, with room for its sheets.
    static func read(
        _ file: FileWalk.File,
        place: Int,
        _ context: RunContext,
        sizes: ReadingSizes
    ) -> [DocumentResult] {
        var result = DocumentResult(file, document: place * maximumSheets, context)
        guard !file.leadsOutside else {
            result.drafts.append(
                Draft(
                    rule: "dossier/link-outside",
                    severity: .warning,
                    message: LintingMessages.linkOutside,
                    spot: Draft.Spot(document: result.document, offset: nil, length: 0)
                )
            )
            result.isOther = true
            return [result]
        }
        do throws(SyntaxFault) {
            let source = try file.open()
            if context.wantsDigests { result.sha256 = try FileDigest.sha256(of: source) }
            if let workbook = try source.workbook() {
                return try result.readSheets(of: workbook, in: source, place: place, context, sizes)
            }
            let rule = context.configuration.files.first { file.matches($0.pattern) }
            let prologue = try Prologue.read(source, told: rule?.encoding)
            result.read(source, prologue, context, sizes)
        } catch {
            result.drafts.append(LintingMessages.syntax(error, document: result.document))
            result.isComplete = false
        }
        return [result]
    }

    /// The sheets of a workbook; blank ones are left out, hidden ones are told and listed.
    private func readSheets(
        of workbook: Workbook,
        in source: SourceFile,
        place: Int,
        _ context: RunContext,
        _ sizes: ReadingSizes
    ) throws(SyntaxFault) -> [DocumentResult] {
        let prologues = workbook.sheets.indices.prefix(Self.maximumSheets).map { Prologue.read(sheet: $0, of: source) }
        let filled = prologues.indices.filter { prologues[$0].syntax != .empty }
        guard !filled.isEmpty else { throw SyntaxFault(.emptyFile) }
        let shown = filled.count { !workbook.sheets[$0].isHidden }
        return filled.map { index in
            let sheet = workbook.sheets[index]
            var result = DocumentResult(
                file.sheet(sheet.name, of: shown),
                document: place * Self.maximumSheets + index,
                context
            )
            result.sha256 = sha256
            if sheet.isHidden {
                result.drafts.append(LintingMessages.syntax(Self.hiddenSheet, document: result.document))
                result.isOther = true
            } else {
                result.read(source, prologues[index], context, sizes)
            }
            return result
        }
    }

    private static let hiddenSheet = SyntaxFault(.hiddenSheet, isFatal: false)

    private init(_ file: FileWalk.File, document: Int, _ context: RunContext) {
        self.file = file
        self.document = document
        consumer = DocumentConsumer(context: context, document: document)
    }

    private mutating func read(
        _ source: SourceFile,
        _ prologue: Prologue,
        _ context: RunContext,
        _ sizes: ReadingSizes
    ) {
        let rule = context.configuration.files.first { file.matches($0.pattern) }
        self.prologue = prologue
        drafts += prologue.faults.map { LintingMessages.syntax($0, document: document) }
        validate(source, prologue, context)
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
            for: file.telling,
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
            into: BatchPipeline(consumer, sizes: sizes, meter: context.meter)
        )
        var pipeline = result.consumer
        consumer = pipeline.finish(bytes: result.outcome.bytes)
        consumer.finish(result.header)
        header = result.header
        isComplete = result.outcome.isComplete && !result.faults.contains { $0.code == .secondTable }
        remarks = result.outcome.remarks
        groups = DocumentGroups.judge(&consumer, result.header, isComplete: isComplete, context)
        bytes = result.outcome.bytes
        unread = result.outcome.unread.map { "\(file.path)#\($0)" }
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
        if prologue.syntax == .table, prologue.isQuotedTwice {
            drafts.append(LintingMessages.syntax(SyntaxFault(.quotedTwice), document: document))
            isComplete = false
            return
        }
        var receiver = NullReceiver()
        guard let outcome = prologue.read(source, into: &receiver) else {
            drafts.append(LintingMessages.unrecognised(document: document))
            return
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

internal import CEL
internal import Documents
internal import Formats
internal import Records
internal import Rules

/// A file opened to be looked at or converted, with what its documents are read by.
struct OpenedFile {
    /// One document of it: the file itself, or a sheet.
    struct Part {
        /// Its path: `Invoice.xlsx#装箱单`.
        var path: String
        /// What its first bytes show.
        var prologue: Prologue
        /// The formats that fit, the best first.
        var candidates: [Detection]
        /// Whether the program hides the sheet.
        var isHidden = false
    }

    /// The file.
    let source: SourceFile
    /// The documents.
    private(set) var parts: [Part] = []
    /// Kinds, record types and fields.
    let vocabulary: Vocabulary
    /// The units of quantities.
    let units: UnitTable
    /// All formats.
    let formats: [Format]

    /// Opens a file, or one sheet of a workbook by `path#name`.
    ///
    /// - Throws: `UsageError` where it cannot be read, `DefinitionErrors` for a broken configuration or format.
    init(_ path: String, _ configurationPath: String?, formats paths: [String] = []) throws {
        let configuration = try Checker.loadConfiguration(configurationPath, above: path)
        let set = try RuleSet.load(configuration, readsAll: true)
        (vocabulary, units) = (set.vocabulary, set.units)
        formats = try FormatExtension.apply(
            set.extensions,
            to: try FormatFiles.load(configuration.formats + paths)
        )
        let (file, wanted) = Self.split(path)
        do {
            source = try SourceFile(path: file)
            let workbook = try source.workbook()
            if workbook == nil, wanted != nil { throw SyntaxFault(.unreadable, detail: "it is no workbook") }
            let walked = FileWalk.File(path: file, inner: file)
            if let workbook {
                try open(workbook, wanted, walked, configuration)
            } else {
                let rule = configuration.files.first { walked.matches($0.pattern) }
                add(walked, try Prologue.read(source, told: rule?.encoding), rule)
            }
        } catch let fault as SyntaxFault {
            throw UsageError(message: "\(file): \(fault.english)", chinese: "\(file)：\(fault.chinese)")
        }
    }

    /// The path of the file and the name of the sheet, where one is named and no file has the whole name.
    private static func split(_ path: String) -> (file: String, sheet: String?) {
        guard let mark = path.lastIndex(of: "#"), (try? SourceFile(path: path)) == nil else { return (path, nil) }
        return (String(path[..<mark]), String(path[path.index(after: mark)...]))
    }

    private mutating func open(
        _ workbook: Workbook,
        _ wanted: String?,
        _ file: FileWalk.File,
        _ configuration: Configuration
    ) throws {
        let prologues = workbook.sheets.indices.map { Prologue.read(sheet: $0, of: source) }
        let filled = prologues.indices.filter { prologues[$0].syntax != .empty }
        let shown = filled.count { !workbook.sheets[$0].isHidden }
        for index in filled where wanted == nil || workbook.sheets[index].name == wanted {
            let sheet = file.sheet(workbook.sheets[index].name, of: shown)
            let rule = configuration.files.first { sheet.matches($0.pattern) }
            add(sheet, prologues[index], rule)
            parts[parts.count - 1].isHidden = workbook.sheets[index].isHidden
        }
        if let wanted, parts.isEmpty {
            let names = workbook.sheets.map(\.name)
            throw UsageError(
                message: "\(file.path): there is no filled sheet '\(wanted)'\(Suggestion.among(names, for: wanted)); "
                    + "there are \(names.joined(separator: ", "))"
            )
        }
    }

    private mutating func add(_ file: FileWalk.File, _ prologue: Prologue, _ rule: Configuration.FileRule?) {
        let among = rule?.format.map { name in formats.filter { $0.name == name } } ?? formats
        let candidates = Detection.candidates(
            for: file.telling,
            prologue,
            among: among,
            units: units,
            isTold: rule?.format != nil
        )
        parts.append(Part(path: file.path, prologue: prologue, candidates: candidates))
    }

    /// Reads a document with all its fields.
    func read<Consumer: RecordConsumer>(
        _ part: Part,
        as detection: Detection,
        into consumer: Consumer
    ) -> DocumentReader.Result<Consumer> {
        DocumentReader.read(
            source,
            as: detection,
            part.prologue,
            vocabulary: vocabulary,
            plan: ColumnPlan(fields: vocabulary.recordTypes.map { $0.fields.map { _ in true } }),
            units: units,
            into: consumer
        )
    }
}

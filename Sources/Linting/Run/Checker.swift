package import CEL
internal import Documents
internal import Dossiers
internal import Formats
internal import Records
internal import Rules

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Checks dossiers: files are read in parallel, then each dossier is judged.
package enum Checker {
    /// Checks what a user asks for.
    ///
    /// - Throws: `UsageError` or `DefinitionErrors` where the run cannot be done.
    package static func check(_ request: CheckRequest) async throws -> Report {
        guard let first = request.paths.first else { throw UsageError(message: "no path to check was given") }
        var configuration = try loadConfiguration(request.configurationPath, above: first)
        if let stage = request.stage { configuration.stage = stage }
        if !request.markets.isEmpty { configuration.markets = request.markets }
        if !request.categories.isEmpty { configuration.categories = request.categories }
        if !request.packs.isEmpty { configuration.packs = request.packs }
        if !request.furtherPacks.isEmpty {
            let packs = configuration.packs.isEmpty ? ["recommended"] : configuration.packs
            configuration.packs = packs + request.furtherPacks.filter { !packs.contains($0) }
        }
        let asOf = request.asOf ?? today()
        let start = ContinuousClock.now
        // Rules and formats are independent of each other, so both cores load.
        async let formats = loadFormats()
        let baselinePath = request.baselinePath ?? configuration.baseline
        let changes = request.changedFiles.map { ChangeFilter($0, configuration, baseline: baselinePath) }
        var leftOut: [String] = []
        let walks = try request.paths.map { path in
            let found = try FileWalk.files(
                at: path,
                ignore: configuration.ignore,
                outputs: request.outputs + (baselinePath.map { [$0] } ?? [])
            )
            leftOut += found.leftOut
            var files = changes?.files(of: found.files, below: path) ?? found.files
            if !request.overlay.isEmpty {
                for index in files.indices { files[index].overlay = request.overlay[files[index].path] }
            }
            return (path, files)
        }
        let asked = PackFiles().asked(
            by: walks.flatMap(\.1),
            beside: configuration.packs,
            try BuiltIn.vocabulary()
        )
        let context = try makeContext(
            configuration,
            asOf: asOf,
            asked: asked,
            wantsDigests: request.wantsDigests,
            wantsAgreement: request.wantsAgreement,
            wantsReadiness: request.wantsReadiness,
            isUncapped: request.isUncapped,
            width: width(of: request),
            meter: request.meter
        )
        _ = try await formats
        request.meter.end("load rules and formats", since: start)
        let baseline = try baselinePath.map(loadBaseline)
        var suppressor = Suppressor(
            rules: context.configuration.suppressions,
            baseline: baseline,
            asOf: asOf,
            collects: request.collectsBaseline
        )
        var dossiers: [Report.Dossier] = []
        var isRecognised = changes != nil && walks.allSatisfy(\.1.isEmpty)
        for (path, files) in walks {
            let start = ContinuousClock.now
            let results = await read(files, context, request)
            request.meter.end("read and judge documents", since: start)
            let read = ContinuousClock.now
            let shared = Set(
                results.filter { result in
                    configuration.shared.contains { Glob.matches(result.file.inner, $0) }
                }.map(\.document)
            )
            isRecognised = isRecognised || results.contains { $0.detection != nil }
            let parts = DossierSplit.split(results.filter { !shared.contains($0.document) }, below: path, context)
            var isFirst = true
            for (folder, own) in parts {
                let members = results.filter { shared.contains($0.document) } + own
                if let changes, !changes.touches(folder, members, among: parts.map(\.0)) { continue }
                // What is wrong in a shared document itself is told once.
                var run = DossierRun(
                    context: context,
                    path: folder,
                    results: members,
                    suppressor: suppressor,
                    told: isFirst ? [] : shared,
                    width: width(of: request)
                )
                isFirst = false
                dossiers.append(run.finish())
                suppressor = run.suppressor
            }
            request.meter.end("compare documents and report", since: read)
        }
        try context.tables.checkAsked()
        guard isRecognised || dossiers.contains(where: { !$0.findings.isEmpty }) else {
            throw LintingMessages.nothingRecognised(in: request.paths, leftOut: leftOut)
        }
        let cited = Set(dossiers.flatMap { $0.findings + $0.suppressed }.flatMap { [$0] + $0.folded }.map(\.rule))
        let rules = context.rules.map(\.rule).filter { cited.contains($0.name) }
        var report = Report(
            dossiers: dossiers,
            asOf: asOf,
            ruleCount: context.rules.count - context.unspoken.count,
            request: request,
            packs: context.packs,
            rules: Dictionary(rules.map { ($0.name, $0) }) { first, _ in first },
            moneyFields: Set(context.vocabulary.recordTypes.flatMap(\.fields).filter(\.isMoney).map(\.name)),
            configuration: configuration
        )
        report.findings = SuppressionAudit(
            suppressor: suppressor,
            baseline: baseline,
            request: request,
            context: context
        ).findings()
        report.tables = context.tables.asked
        report.baselineEntries = suppressor.collected
        return report
    }

    private static func loadBaseline(_ path: String) throws -> Baseline {
        guard let text = TextFile.read(path) else {
            throw UsageError(message: "\(path): there is no such baseline; write one with --write-baseline \(path)")
        }
        return try Baseline(text, path: path)
    }

    /// Loads everything that does not depend on the files.
    package static func makeContext(
        _ configuration: Configuration,
        asOf: CalendarDate,
        asked: [String] = [],
        wantsDigests: Bool = false,
        wantsAgreement: Bool = false,
        wantsReadiness: Bool = false,
        isUncapped: Bool = false,
        width: Int = 1,
        meter: Meter = Meter()
    ) throws -> RunContext {
        let matrixPack = wantsReadiness ? try PackFiles().readiness(unlessOn: configuration, asked: asked) : []
        let set = try RuleSet.load(configuration, asOf: asOf, asked: asked + matrixPack, width: width)
        let unspoken = set.packs.indices.filter { index in
            matrixPack.contains(set.packs[index].name) && PackFiles.isReadiness(set.files[index])
        }
        for name in configuration.rules.keys.sorted()
        where !set.rules.contains(where: { $0.name == name || $0.aliases.contains(name) }) {
            throw UsageError(
                message: "the configuration names a rule '\(name)' that is not there"
                    + Suggestion.among(set.rules.map(\.name), for: name)
            )
        }
        try set.tables.checkPaths()
        var configuration = configuration
        for index in configuration.suppressions.indices {
            try configuration.suppressions[index].resolve(among: set.rules)
        }
        let markets = Markets(set.codeLists)
        var untabled: [Rule] = []
        let active = set.rules.compactMap { rule -> RunContext.ActiveRule? in
            let change =
                configuration.rules[rule.name] ?? rule.aliases.lazy.compactMap { configuration.rules[$0] }.first
            if change?.isOff == true { return nil }
            if let since = rule.since, let limit = configuration.packsAsOf, since > limit { return nil }
            guard concerns(rule.basis, configuration, markets) else { return nil }
            if !rule.tables.allSatisfy(set.tables.isSupplied) {
                untabled.append(rule)
                return nil
            }
            return RunContext.ActiveRule(
                rule: rule,
                settings: change.map { rule.settings.replacing($0.settings) } ?? rule.settings,
                severity: change?.severity
            )
        }
        return try RunContext(
            vocabulary: set.vocabulary,
            formats: try FormatExtension.apply(set.extensions, to: try FormatFiles.load(configuration.formats)),
            units: set.units,
            codeLists: set.codeLists,
            tables: set.tables,
            untabled: untabled,
            rules: active,
            asOf: asOf,
            configuration: configuration,
            packs: set.packs.indices.filter { !unspoken.contains($0) }.map { index in
                Report.Pack(
                    name: set.packs[index].name,
                    title: set.packs[index].title,
                    sha256: wantsDigests ? FileDigest.sha256(of: set.files[index].map(\.text).joined()) : nil
                )
            },
            unspoken: Set(unspoken.flatMap { set.packs[$0].rules.map(\.name) }),
            wantsDigests: wantsDigests,
            wantsAgreement: wantsAgreement,
            isUncapped: isUncapped,
            meter: meter
        )
    }

    /// Where the configuration says where goods go and what they are, rules of other markets and categories are off; where
    /// it does not, the documents say it, and what such rules find is judged then.
    private static func concerns(_ basis: Basis, _ configuration: Configuration, _ markets: Markets) -> Bool {
        let told = markets.widened(configuration.markets.map { markets.code(of: $0) ?? $0 })
        let goods = configuration.categories.flatMap { name -> Set<String> in
            guard let known = try? BuiltIn.categories() else { return [name] }
            return known.related(known.named(name) ?? name)
        }
        return (basis.markets.isEmpty || told.isEmpty || basis.markets.contains(where: told.contains))
            && (basis.categories.isEmpty || goods.isEmpty || basis.categories.contains(where: goods.contains))
    }

    static func loadFormats() throws(DefinitionErrors) -> [Format] { try builtInFormats.get() }

    /// Parsed once a process.
    private static let builtInFormats: Result<[Format], DefinitionErrors> = {
        do throws(DefinitionErrors) {
            let vocabulary = try BuiltIn.vocabulary()
            let blocks = BlockLibrary(BuiltIn.files(below: "blocks/"))
            var formats: [Format] = []
            for file in BuiltIn.files(below: "formats/") {
                formats.append(try FormatLoader.load(file, vocabulary: vocabulary, blocks: blocks, isTrusted: true))
            }
            return .success(formats)
        } catch {
            return .failure(error)
        }
    }()

    /// The day on which rules are judged where nobody says another.
    package static func today() -> CalendarDate {
        CalendarDate(daysSinceEpoch: Int32(clamping: time(nil) / 86_400))
    }

    // MARK: Configuration

    /// Reads a configuration, found upwards from a path where none is named.
    ///
    /// - Throws: `UsageError` or `DefinitionErrors`.
    package static func loadConfiguration(_ path: String?, above first: String) throws -> Configuration {
        if let path {
            guard let text = TextFile.read(path) else { throw UsageError(message: "\(path): cannot be read") }
            return try Configuration.load(DefinitionFile(path: path, text: text))
        }
        var folder = first
        for _ in 0..<32 {
            let candidate = folder.isEmpty ? "shiplint.yaml" : "\(folder)/shiplint.yaml"
            if let text = TextFile.read(candidate) {
                return try Configuration.load(DefinitionFile(path: candidate, text: text))
            }
            guard let slash = folder.lastIndex(of: "/") else {
                if folder.isEmpty { break }
                folder = ""
                continue
            }
            folder = String(folder[..<slash])
        }
        return Configuration()
    }

    // MARK: Reading

    /// How many threads a run may use.
    private static func width(of request: CheckRequest) -> Int {
        request.jobs > 0 ? request.jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// Reads files, as many at a time as there are jobs; results stand in the order of the files.
    private static func read(_ files: [FileWalk.File], _ context: RunContext, _ request: CheckRequest) async
        -> [DocumentResult]
    {
        let width = width(of: request)
        let sizes = request.sizes.reading(width)
        return await withTaskGroup(of: (place: Int, results: [DocumentResult]).self) { group in
            var next = 0
            var results: [[DocumentResult]] = Array(repeating: [], count: files.count)
            func start() {
                guard next < files.count else { return }
                let (file, place) = (files[next], next)
                next += 1
                group.addTask {
                    (place, DocumentResult.read(file, place: place, context, sizes: sizes))
                }
            }
            for _ in 0..<width { start() }
            while let result = await group.next() {
                results[result.place] = result.results
                start()
            }
            return results.flatMap { $0 }
        }
    }
}

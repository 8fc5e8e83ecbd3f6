internal import ArgumentParser
internal import CEL
internal import Linting
internal import Records
internal import Reports
internal import Rules

/// `shiplint policy`.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "What is a rule today, what is coming, and what is only a direction.",
        subcommands: [List.self, Show.self, Exposure.self, Brief.self],
        defaultSubcommand: List.self
    )

    /// What all of its subcommands take.
    struct Options: ParsableArguments {
        @Option(help: "Only what concerns goods for this market: a country or EU, GCC, EAEU.")
        var market: String?

        @Option(help: "Only what concerns this category of goods, such as charging-equipment.")
        var category: String?

        @OptionGroup var run: RunOptions
    }

    /// The register with all that reports need.
    struct Register {
        let set: RuleSet
        let policies: [Policy]
        let asOf: CalendarDate
        let language: Language

        var report: PolicyReport { PolicyReport(language: language, asOf: asOf, vocabulary: set.vocabulary) }

        /// Loads the register as the options ask, or ends with what is wrong.
        init(_ options: Options, above path: String = ".") throws {
            let configuration = try Checker.loadConfiguration(options.run.config, above: path)
            set = try RuleSet.load(configuration)
            asOf = options.run.day ?? Checker.today()
            language = options.run.spoken.language(configuration.language)
            policies = try Self.choose(set, options)
        }

        private static func choose(_ set: RuleSet, _ options: Options) throws -> [Policy] {
            let markets = Markets(set.codeLists)
            var chosen = set.policies.policies
            if let market = options.market {
                guard let code = markets.code(of: market) else {
                    throw UsageError(message: "--market '\(market)' is neither a country nor a group such as EU")
                }
                let widened = Set(markets.widened(code))
                chosen = chosen.filter { $0.markets.isEmpty || !widened.isDisjoint(with: $0.markets) }
            }
            if let category = options.category {
                let known = Set(set.policies.policies.flatMap(\.categories)).sorted()
                guard known.contains(category) else {
                    throw UsageError(
                        message: "no policy names a category '\(category)'\(Suggestion.among(known, for: category))"
                    )
                }
                chosen = chosen.filter {
                    $0.categories.contains(category) || $0.categories.isEmpty && $0.hsCodes.isEmpty
                }
            }
            return chosen
        }

        /// A policy by its name, or the end with the nearest one.
        func policy(_ name: String) throws -> Policy {
            if let policy = set.policies[name] { return policy }
            let names = set.policies.policies.map(\.name)
            Terminal.complain("there is no policy '\(name)'\(Suggestion.among(names, for: name))")
            throw ExitStatus.unusable
        }
    }

    /// `shiplint policy list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the policies: rules today, what is coming and when, directions."
        )

        @OptionGroup var options: Options

        @Option(help: "text or json.")
        var output: PlainForm = .text

        func run() throws {
            let register = try Register(options)
            switch output {
            case .text: Terminal.print(register.report.list(register.policies))
            case .json: Terminal.print(register.report.json(register.policies, rules: register.set.rules))
            }
        }
    }

    /// `shiplint policy show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is known of a policy, what is not, and the rules that rest on it."
        )

        @Argument(help: "The policy's name, such as cn-pilot-cities-2026.")
        var policy: String

        @OptionGroup var options: Options

        @Option(help: "text or json.")
        var output: PlainForm = .text

        func run() throws {
            let register = try Register(options)
            let found = try register.policy(policy)
            switch output {
            case .text: Terminal.print(register.report.show(found, rules: register.set.rules))
            case .json: Terminal.print(register.report.json([found], rules: register.set.rules))
            }
        }
    }

    /// `shiplint policy exposure`.
    struct Exposure: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List product lines with the policies that touch them, and the documents to review."
        )

        @Argument(help: "Folders or files; the current folder if none.")
        var paths: [String] = ["."]

        @OptionGroup var options: Options

        @Option(help: "text or json.")
        var output: PlainForm = .text

        func run() async throws {
            let register = try Register(options, above: paths.first ?? ".")
            let report = try await Checker.check(
                CheckRequest(
                    paths: paths,
                    asOf: register.asOf,
                    markets: options.market.map { [$0] } ?? [],
                    furtherPacks: ["readiness"],
                    configurationPath: options.run.config
                )
            )
            let exposures = report.dossiers.map { dossier in
                (
                    path: dossier.path,
                    exposure: PolicyExposure(dossier, register.policies, register.set, asOf: register.asOf)
                )
            }
            let reporter = ExposureReport(language: register.language, asOf: register.asOf)
            switch output {
            case .text: Terminal.print(reporter.render(exposures))
            case .json: Terminal.print(reporter.json(exposures))
            }
        }
    }

    /// `shiplint policy brief`.
    struct Brief: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a dated paragraph in English and Chinese that is safe to send to a customer."
        )

        @Argument(help: "The policies by name; those that the options choose if none.")
        var names: [String] = []

        @OptionGroup var options: Options

        func run() throws {
            let register = try Register(options)
            let policies = names.isEmpty ? register.policies : try names.map(register.policy)
            let brief = PolicyBrief(policies, asOf: register.asOf)
            for policy in brief.unread {
                Terminal.complain("'\(policy.name)' is left out: nobody has read its source")
            }
            for policy in brief.overdue {
                Terminal.complain("the review of '\(policy.name)' is overdue: look at its source before you send this")
            }
            Terminal.print(brief.render())
        }
    }
}

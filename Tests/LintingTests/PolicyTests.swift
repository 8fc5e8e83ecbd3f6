import CEL
import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// Policies apart from the rules that follow from them, and what a rule's basis allows.
struct PolicyTests {
    private static func register(_ yaml: String) throws -> PolicyRegister {
        try PolicyRegister.load(DefinitionFile(path: "own.yaml", text: yaml), try BuiltIn.vocabulary())
    }

    /// A policy of which nobody has read the text.
    private static let unreadPolicy = """
        policies:
          heard-of:
            {title: {en: T, zh: 标}, issuer: {en: I, zh: 署}, known: {en: Heard of., zh: 听说。}, status: in-force,
             source: s, read: unread}
        """

    private static var unread: Policy {
        get throws { try #require(register(unreadPolicy)["heard-of"]) }
    }

    private static func policy(_ status: String, _ more: String = "") throws -> Policy {
        let register = try register(
            """
            policies:
              own:
                {title: {en: T, zh: 标}, issuer: {en: I, zh: 署}, known: {en: Known., zh: 已知。}, status: \(status),
                 source: s, read: copy, verified: 2026-11-24\(more)}
            """
        )
        return try #require(register["own"])
    }

    @Test("the register says of every policy what is known, whence, and when to look again")
    func register() throws {
        let register = try BuiltIn.policies()
        #expect(register.policies.count > 30)
        let markets = Markets(CodeLists(BuiltIn.codeLists))
        for policy in register.policies {
            #expect(policy.known.english.hasSuffix("."), "\(policy.name)")
            #expect(policy.known.chinese.hasSuffix("。"), "\(policy.name)")
            #expect(policy.reviewBy != nil, "\(policy.name) has no 'reviewBy'")
            #expect(policy.verified != nil || policy.reading == .unread, "\(policy.name) has no 'verified'")
            #expect(policy.places?.isComplete != false || !policy.questions.isEmpty, "\(policy.name)")
            for market in policy.markets { #expect(markets.code(of: market) == market, "\(policy.name): \(market)") }
        }
        let pilot = try #require(register["cn-pilot-cities-2026"])
        #expect(pilot.status == .signal && pilot.areas.count == 3 && pilot.places?.isComplete == false)
    }

    @Test(
        "what a policy is depends on the day",
        arguments: [
            ("signal", "", Policy.Phase.direction), ("draft", ", effective: 2020-01-01", .direction),
            ("in-force", "", .rule), ("in-force", ", effective: 2027-01-01", .coming(CalendarDate("2027-01-01"))),
            ("adopted", "", .coming(nil)), ("adopted", ", effective: 2026-01-01", .rule),
            ("adopted", ", effective: 2026-11-24", .rule), ("repealed", "", .ended),
            ("in-force", ", until: 2026-11-23", .ended), ("in-force", ", until: 2026-11-24", .rule),
        ]
    )
    func phase(_ status: String, _ more: String, _ expected: Policy.Phase) throws {
        #expect(try Self.policy(status, more).phase(on: CalendarDay.date) == expected)
    }

    @Test("faults of a register have a place")
    func faults() throws {
        #expect(throws: DefinitionErrors.self) { try Self.policy("practice") }
        do {
            _ = try Self.policy("signal", ", kinds: [invoise], efective: 2026-01-01")
            Issue.record("an unknown kind was taken")
        } catch let error as DefinitionErrors {
            #expect(error.description.contains("did you mean 'effective'?"))
            #expect(error.description.contains("there is no kind 'invoise'"))
        }
    }

    @Test("a brief says apart what binds, what comes and what is only a direction")
    func brief() throws {
        let register = try BuiltIn.policies()
        let names = ["cn-pilot-cities-2026", "eu-batteries-passport", "cn-nev-export-licence"]
        let policies = names.compactMap { register[$0] } + [try Self.unread]
        let brief = PolicyBrief(policies, asOf: CalendarDay.date)
        let text = try #require(brief.text)
        #expect(text.english.hasPrefix("Policy note of 2026-11-24. In force today: Since 1 January 2026"))
        #expect(text.english.contains("Only a direction of policy: In June 2026 China named 40 pilot cities"))
        #expect(text.chinese.contains("仅为政策方向：2026 年 6 月，中国公布了 40 个"))
        #expect(brief.unread.map(\.name) == ["heard-of"])
        #expect(!text.english.contains("Heard of"))
        let late = PolicyBrief(register.policies, asOf: try #require(CalendarDate("2030-01-01")))
        #expect(late.overdue.count == register.policies.count { $0.isVerified })
        #expect(PolicyBrief([], asOf: CalendarDay.date).text == nil)
    }

    // MARK: Rules that rest on policies

    private static let pack = """
        pack: own
        title: {en: Own, zh: 自有}
        rules:
          - id: named
            title: {en: The seller is named, zh: 卖方有名称}
            severity: error
            each: document
            in: [commercial-invoice]
            required: [buyerName]
            why: {en: w, zh: w}
            basis: {BASIS}
        """

    private static func finding(_ basis: String, configuration: String = "", more: String = "") async throws -> Finding?
    {
        let files = [
            "invoice.csv":
                "Invoice No.,INV-1\nInvoice date,2026-11-02\n\(more)Part No,Qty,Unit Price,Amount\nA,2,3.00,6.00\n",
            "own.yaml": pack.replacing("BASIS", with: basis), "shiplint.yaml": configuration + "\nignore: [own.yaml]\n",
        ]
        let report = try await TemporaryFolder.with(files) { folder in
            try await Checker.check(
                CheckRequest(
                    paths: [folder.path()],
                    asOf: CalendarDay.date,
                    packs: [folder.appending(path: "own.yaml").path()]
                )
            )
        }
        return report.dossiers.flatMap(\.findings).first { $0.rule == "own/named" }
    }

    @Test(
        "a rule is as firm as its basis on the day, whatever pack or configuration say",
        arguments: [
            ("status: in-force, source: s", "", Severity?.some(.error)),
            ("status: signal, source: s", "", .note),
            ("status: signal, source: s", "rules: {own/named: error}", .note),
            ("status: draft, source: s", "rules: {own/named: {severity: error}}", .note),
            ("status: adopted, source: s", "", .warning),
            ("status: adopted, source: s, effective: 2027-01-01", "rules: {own/named: error}", .warning),
            ("status: adopted, source: s, effective: 2026-11-24", "", .error),
            ("status: in-force, source: s, effective: 2026-11-10, appliesOn: issue", "", .warning),
            ("status: repealed, source: s", "rules: {own/named: error}", nil),
            ("status: practice, source: UCP 600, banking: true", "", .warning),
            ("policy: cn-pilot-cities-2026", "", .note),
            ("policy: cn-nev-export-licence", "", .error),
            ("policy: cn-nev-export-licence, status: signal", "", .note),
        ]
    )
    func firmness(_ basis: String, _ configuration: String, _ expected: Severity?) async throws {
        #expect(try await Self.finding(basis, configuration: configuration)?.severity == expected)
    }

    @Test(
        "the date of shipment decides where a basis says so, for rules over several documents too",
        arguments: [("2026-01-05", Severity.error), ("2025-12-28", .warning)]
    )
    func shipmentDecides(_ shipped: String, _ expected: Severity) async throws {
        let pack = """
            pack: own
            title: {en: Own, zh: 自有}
            rules:
              - id: listed
                title: {en: t, zh: t}
                severity: error
                present: {kind: packing-list, from: catalogue}
                why: {en: w, zh: w}
                basis: {status: in-force, source: s, effective: 2026-01-01, appliesOn: shipment, verified: 2026-11-24}
            """
        let files = [
            "invoice.csv": """
            Invoice No.,INV-1
            Invoice date,2025-12-20
            Shipment date,\(shipped)
            Part No,Qty,Unit Price,Amount
            A,2,3.00,6.00
            """, "own.yaml": pack, "shiplint.yaml": "ignore: [own.yaml]\n",
        ]
        let report = try await TemporaryFolder.with(files) { folder in
            let pack = folder.appending(path: "own.yaml").path()
            return try await Checker.check(
                CheckRequest(paths: [folder.path()], asOf: CalendarDay.date, packs: [pack])
            )
        }
        #expect(report.dossiers.flatMap(\.findings).filter { $0.rule == "own/listed" }.map(\.severity) == [expected])
    }

    @Test("rules of banking practice are errors where a credit is named")
    func banking() async throws {
        let basis = "status: practice, source: UCP 600, banking: true"
        #expect(try await Self.finding(basis, more: "L/C No.,LC-77\n")?.severity == .error)
    }

    @Test("what does not bind yet says from when it will")
    func binding() async throws {
        let finding = try await Self.finding("status: adopted, source: s, effective: 2027-01-01")
        #expect(finding?.message.english.hasSuffix("(binding from 2027-01-01)") == true)
        #expect(finding?.message.chinese.hasSuffix("（自 2027-01-01 起施行）") == true)
    }

    @Test("a policy whose review is overdue says so in the report of what rests on it")
    func overdue() async throws {
        let files = [
            "invoice.csv": "Invoice No.,INV-1\nPart No,Qty,Unit Price,Amount\nA,2,3.00,6.00\n",
            "own.yaml": Self.pack.replacing("BASIS", with: "policy: cn-nev-export-licence"),
            "shiplint.yaml": "ignore: [own.yaml]\n",
        ]
        func reasons(_ day: String) async throws -> [String] {
            let report = try await TemporaryFolder.with(files) { folder in
                let pack = folder.appending(path: "own.yaml").path()
                return try await Checker.check(
                    CheckRequest(paths: [folder.path()], asOf: CalendarDay.parse(day), packs: [pack])
                )
            }
            return report.dossiers.flatMap(\.notChecked).map(\.reason.english)
        }
        #expect(try await reasons("2026-11-24").isEmpty)
        let late = try await reasons("2028-01-01")
        #expect(
            late == [
                "whether 'Export licence for electric passenger cars' still holds: its review was due on 2027-05-24"
            ]
        )
    }

    @Test("a rule cannot be firmer than the policy it rests on, nor rest on one that is not there")
    func firmerThanPolicy() async throws {
        for basis in ["policy: cn-pilot-cities-2026, status: in-force", "policy: cn-pilot-citties-2026"] {
            await #expect(throws: DefinitionErrors.self) { try await Self.finding(basis) }
        }
    }

    @Test("users add policies of their own")
    func ownPolicies() async throws {
        let configuration = """
            policies:
              city-guide:
                title: {en: City guide, zh: 城市指引}
                issuer: {en: a pilot city, zh: 某试点城市}
                status: draft
                known: {en: A draft., zh: 草案。}
                source: city.example
                read: original
                verified: 2026-11-20
            """
        let finding = try await Self.finding("policy: city-guide", configuration: configuration)
        #expect(finding?.severity == .note)
        #expect(finding?.basis?.source == "City guide (city.example)")
    }

    @Test("an error that rests on nothing anybody read fails the tests of rules; what is old is said")
    func unverified() async throws {
        func results(_ basis: String) async throws -> [RuleTestResult] {
            try await TemporaryFolder.with(["own.yaml": Self.pack.replacing("BASIS", with: basis)]) { folder in
                var configuration = Configuration()
                configuration.packs = [folder.appending(path: "own.yaml").path()]
                configuration.policies = try Self.register(Self.unreadPolicy)
                return try RuleSet.load(configuration).test()
            }
        }
        func isFailed(_ basis: String) async throws -> Bool {
            try await results(basis).contains { !$0.isPassed && $0.message.contains("nobody has looked at its source") }
        }
        #expect(try await isFailed("status: in-force, source: s"))
        #expect(try await isFailed("policy: heard-of, verified: 2026-11-24"))
        #expect(try await !isFailed("status: in-force, source: s, verified: 2026-11-24"))
        #expect(try await !isFailed("status: signal, source: s"))
        let set = try RuleSet.load(Configuration())
        #expect(try set.outdated(on: #require(CalendarDate("2030-01-01"))).count == set.rules.count)
        #expect(set.outdated(on: CalendarDay.date).isEmpty)
    }
}

/// What messages to customers say about policy.
struct CommunicationTests {
    @Test("a paragraph with two claims has two findings; what a mail quotes of another has none")
    func claims() async throws {
        let files = [
            "mail/offer.txt": """
            Dear Mr. Weber,

            We guarantee customs clearance. The battery passport is mandatory from 1 August 2026.

            On 3 November you wrote:

            > The 40 pilot cities make the new certificate mandatory.
            """
        ]
        let report = try await TemporaryFolder.with(files) { folder in
            try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
        }
        let rules = report.dossiers.flatMap(\.findings).map(\.rule).sorted()
        #expect(rules == ["policy/claim-guarantee", "policy/date-battery-passport"])
    }
}

import Linting
import Records
import Rules
import Testing

/// The shipped packs.
struct PackTests {
    @Test func everyCaseOfEveryRuleHolds() throws {
        let results = try RuleSet.load(Configuration(), asked: RuleSet.optionalPacks).test()
        #expect(results.count > 100)
        for result in results where !result.isPassed {
            Issue.record("\(result.rule): \(result.message)")
        }
    }

    @Test func everyRuleSaysWhyAndWhence() throws {
        for rule in try RuleSet.load(Configuration(), asked: RuleSet.optionalPacks).rules {
            #expect(!rule.title.english.isEmpty && !rule.title.chinese.isEmpty, "\(rule.name) lacks a title")
            #expect(!rule.title.english.hasSuffix("."), "the title of \(rule.name) ends with a full stop")
            #expect(!rule.why.english.isEmpty && !rule.why.chinese.isEmpty, "\(rule.name) lacks 'why'")
            #expect(!rule.basis.source.isEmpty, "\(rule.name) lacks a source")
            #expect(rule.basis.verified != nil, "\(rule.name) lacks 'verified' in its basis")
        }
    }

    @Test("sets of packs load, and name no rule twice", arguments: ["recommended", "strict", "self-assessment"])
    func sets(_ name: String) throws {
        var configuration = Configuration()
        configuration.packs = [name]
        let rules = try RuleSet.load(configuration).rules.map(\.name)
        #expect(rules.count > 150)
        #expect(Set(rules).count == rules.count)
        #expect(rules.contains("supplier/certificate-withdrawn"))
        #expect(rules.contains("agreement/packed-as-invoiced") == (name != "self-assessment"))
    }

    @Test func signalsAreNeverMoreThanNotes() {
        var basis = Basis(status: .signal, source: "a speech")
        let day = CalendarDay.date
        #expect(basis.permitted(.error, on: day) == .note)
        basis.status = .draft
        #expect(basis.permitted(.error, on: day) == .note)
        basis.status = .repealed
        #expect(basis.permitted(.error, on: day) == nil)
        basis.status = .inForce
        #expect(basis.permitted(.error, on: day) == .error)
    }

    @Test func faultyPackNamesPlaceAndNearestName() throws {
        let vocabulary = try BuiltIn.vocabulary()
        let lists = CodeLists(BuiltIn.codeLists)
        let context = PackContext(vocabulary: vocabulary, units: lists.makeUnitTable(), codeLists: lists)
        let text = """
            pack: own
            title: {en: Own, zh: 自有}
            rules:
              - id: wrong
                title: {en: t, zh: t}
                severity: error
                each: line
                check: line.amont > 0
                message: {en: m, zh: m}
                why: {en: w, zh: w}
                basis: {status: practice, source: s}
            """
        do {
            _ = try PackLoader.load(DefinitionFile(path: "own.yaml", text: text), context)
            Issue.record("a pack with an unknown field was loaded")
        } catch {
            #expect(error.description.contains("own.yaml:8:17: 'line' has no field 'amont'; did you mean 'amount'?"))
        }
    }
}

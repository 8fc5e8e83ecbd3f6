import Foundation
import Linting
import Records
import Reports
import Testing

/// `docs/rules` follows from the packs.
struct RulePagesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/rules")

    @Test("the pages are those of the packs", arguments: Language.allCases)
    func areCurrent(_ language: Language) throws {
        var configuration = Configuration()
        configuration.packs = ["recommended"] + RuleSet.optionalPacks
        let pages = RulePages(try RuleSet.load(configuration), language: language).pages
        let folder = Self.folder.appending(path: language.rawValue)
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
            try? FileManager.default.removeItem(at: folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in pages {
                try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
            }
        }
        let recorded = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        #expect(Set(recorded) == Set(pages.keys), "'make docs' writes them anew")
        for (name, text) in pages {
            let file = folder.appending(path: name)
            // Not shown in full: a page is long, and the command says all there is to do.
            let isCurrent = (try? String(contentsOf: file, encoding: .utf8)) == text
            #expect(
                isCurrent,
                "docs/rules/\(language.rawValue)/\(name) is not that of the packs; 'make docs' writes it anew"
            )
        }
    }
}

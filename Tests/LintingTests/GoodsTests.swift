import Foundation
import Linting
import Records
import Rules
import TestSupport
import Testing

/// Where goods go and what they are: rules of other markets and categories are silent.
struct GoodsTests {
    @Test(
        "a category is told by a field, else the HS code, else the words",
        arguments: [
            ("充电桩", nil, [], "charging-equipment", Categories.Source.field),
            ("charging-equipment", "8708.30", ["brake pad"], "charging-equipment", .field),
            ("something of our own", "8708.30", [], "aftermarket-parts", .hsCode),
            (nil, "87083010", ["Wireless charger"], "aftermarket-parts", .hsCode),
            (nil, "8507.60", [], "ev-batteries", .hsCode),
            (nil, "8504.40", ["DC charger 120 kW"], "charging-equipment", .words),
            (nil, "850440", ["车载充电机 6.6 kW"], "ev-parts", .words),
            (nil, "8703.80", ["Used car BYD Song"], "used-vehicles", .words),
            (nil, nil, ["Front brake pad set"], "aftermarket-parts", .words),
            (nil, nil, ["行车记录仪"], "smart-terminals", .words),
        ] as [(String?, String?, [String], String, Categories.Source)]
    )
    func category(
        _ field: String?,
        _ hsCode: String?,
        _ words: [String],
        _ name: String,
        _ source: Categories.Source
    ) throws {
        let answer = try BuiltIn.categories().category(field: field, hsCode: hsCode, words: words)
        #expect(answer == Categories.Answer(name: name, source: source))
    }

    @Test(
        "what tells nothing is of no category",
        arguments: [(nil, nil, ["Gasket"]), (nil, "8504.40", ["Transformer"]), (nil, "12", []), ("", "", [""])]
            as [(String?, String?, [String])]
    )
    func unknown(_ field: String?, _ hsCode: String?, _ words: [String]) throws {
        #expect(try BuiltIn.categories().category(field: field, hsCode: hsCode, words: words) == nil)
    }

    @Test("markets have names in both languages and groups")
    func markets() throws {
        let markets = Markets(CodeLists(BuiltIn.codeLists))
        #expect(markets.code(of: "Germany") == "DE" && markets.code(of: "德国") == "DE")
        #expect(markets.code(of: "eu") == "EU" && markets.code(of: "欧盟") == "EU")
        #expect(markets.code(of: "Atlantis") == nil)
        #expect(markets.widened(["DE", "FR", "US"]) == ["DE", "EU", "FR", "US"])
        #expect(markets.name(of: "EU").chinese == "欧洲联盟")
    }

    private static let pack = """
        pack: own
        title: {en: Own, zh: 自有}
        rules:
          - id: priced
            title: {en: t, zh: t}
            severity: error
            each: line
            check: line.unitPrice > 100
            at: unitPrice
            message: {en: "{line.partNumber} is cheap", zh: "{line.partNumber} 便宜"}
            why: {en: w, zh: w}
            basis: {status: practice, source: s, verified: 2026-11-24, BASIS}
          - id: asked
            title: {en: t, zh: t}
            severity: note
            each: document
            check: '!("EU" in dossier.markets && "aftermarket-parts" in dossier.categories)'
            message: {en: "{dossier.markets}", zh: "{dossier.markets}"}
            why: {en: w, zh: w}
            basis: {status: practice, source: s, verified: 2026-11-24}
        """

    private static func found(_ basis: String, country: String, configuration: String = "") async throws -> [String] {
        let files = [
            "invoice.csv": """
            Invoice No.,INV-1
            Destination country,\(country)
            Part No,Description,HS Code,Qty,Unit Price,Amount
            A,Front brake pad,8708.30,2,3.00,6.00
            B,Charging station,8537.10,2,4.00,8.00
            C,Gasket,,2,5.00,10.00
            """,
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
        let findings = report.dossiers.flatMap(\.findings)
        return findings.filter { $0.rule == "own/priced" }.compactMap(\.subject)
            + (findings.contains { $0.rule == "own/asked" } ? ["asked"] : [])
    }

    @Test(
        "rules of markets and categories hold where the documents, or else the configuration, say so",
        arguments: [
            ("markets: [EU]", "Germany", "", ["A", "B", "C", "asked"]), ("markets: [EU]", "US", "", []),
            ("markets: [EU]", "US", "markets: [DE]", ["A", "B", "C", "asked"]),
            ("markets: [US]", "DE", "markets: [EU]", ["asked"]),
            ("categories: [aftermarket-parts]", "US", "", ["A"]),
            ("categories: [charging-equipment]", "US", "", ["B"]),
            ("categories: [smart-terminals]", "US", "", []),
            ("categories: [aftermarket-parts]", "US", "categories: [aftermarket-parts]", ["A", "C"]),
            ("categories: [aftermarket-parts]", "US", "categories: [smart-terminals]", []),
            ("categories: [aftermarket-parts], markets: [EU]", "法国", "", ["A", "asked"]),
        ]
    )
    func gating(_ basis: String, _ country: String, _ configuration: String, _ expected: [String]) async throws {
        #expect(try await Self.found(basis, country: country, configuration: configuration) == expected)
    }
}

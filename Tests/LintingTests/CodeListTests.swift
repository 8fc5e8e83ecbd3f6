import Foundation
import Testing

/// Lists that are written by hand hold codes of the standards only.
struct CodeListTests {
    private static let rules = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "rules")

    /// The rows of a list without notes and head; cells that hold commas come after those that are read here.
    private static func rows(_ path: String) throws -> [[Substring]] {
        try String(contentsOf: rules.appending(path: path), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// The whole of UNECE Recommendations 20 and 21, packages with an X before their code.
    private static var allowed: Set<Substring> {
        get throws { Set(try rows("packs/en16931/en16931-unit.csv").compactMap(\.first)) }
    }

    @Test("units are those of UNECE Recommendation 20; what is not names its replacement")
    func units() throws {
        let allowed = try Self.allowed
        #expect(allowed.count > 2000)
        for row in try Self.rows("codes/unit.csv") where row[5].isEmpty {
            #expect(allowed.contains(row[0]), "\(row[0])")
        }
    }

    @Test("packages are those of UNECE Recommendation 21")
    func packages() throws {
        let allowed = try Self.allowed
        let rows = try Self.rows("codes/package-type.csv")
        #expect(rows.count > 20)
        for row in rows { #expect(allowed.contains("X\(row[0])"), "\(row[0])") }
    }
}

import Foundation
import Testing

/// Public documents that nobody here wrote: which fields of header and records each fills.
///
/// `Goldens/samples.txt` names the fields, not their values. `SHIPLINT_RECORD=1` writes it anew.
struct SampleTests {
    /// The folder of shared samples: `$SHIPLINT_SHARED`, else `../shared` beside the repository.
    private static let folder: URL? = {
        let told = ProcessInfo.processInfo.environment["SHIPLINT_SHARED"].map { URL(filePath: $0) }
        let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
        let samples = (told ?? beside).appending(path: "samples")
        return FileManager.default.fileExists(atPath: samples.path()) ? samples : nil
    }()

    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Goldens/samples.txt"
    )

    /// The files below the folder, by their paths in it.
    private static func names(_ folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".xml") || $0.hasSuffix(".json") }.sorted()
    }

    private static func describe(_ name: String, _ reading: FormatFixture.Reading) -> [String] {
        guard let format = reading.format else { return ["\(name): no format"] }
        func fields(_ cells: [String]) -> String {
            cells.compactMap { $0.split(separator: "=").first.map(String.init) }.joined(separator: " ")
        }
        var types: [String: (count: Int, fields: Set<String>)] = [:]
        for record in reading.shapes {
            types[record.type, default: (0, [])].count += 1
            types[record.type, default: (0, [])].fields.formUnion(record.fields)
        }
        return ["\(name): \(format), \(reading.kind ?? "no kind")", "  document: \(fields(reading.header))"]
            + types.sorted { $0.key < $1.key }.map { type, value in
                "  \(value.count) \(type): \(value.fields.sorted().joined(separator: " "))"
            }
            + reading.faults.map { "  fault: \($0)" }
    }

    /// The lines of each file: its own and the indented ones below it.
    private static func blocks(_ text: String) -> [String: [String]] {
        var blocks: [String: [String]] = [:]
        var name = ""
        for line in text.split(separator: "\n").map(String.init) {
            if !line.hasPrefix("  ") { name = String(line.prefix { $0 != ":" }) }
            blocks[name, default: []].append(line)
        }
        return blocks
    }

    @Test(.enabled(if: folder != nil, "no shared samples beside the repository, and SHIPLINT_SHARED is not set"))
    func samplesFillTheirFields() throws {
        let folder = try #require(Self.folder)
        let lines = try Self.names(folder).flatMap { name in
            Self.describe(name, try FormatFixture.read(path: folder.appending(path: name).path(), as: name))
        }
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
            try text.write(to: Self.golden, atomically: true, encoding: .utf8)
        }
        let known = try String(contentsOf: Self.golden, encoding: .utf8)
        // There may be other samples than those that were recorded: these are only read.
        let (recorded, read) = (Self.blocks(known), Self.blocks(text))
        for (name, block) in read {
            guard let expected = recorded[name] else { continue }
            #expect(block == expected, "SHIPLINT_RECORD=1 swift test --filter samplesFill records what is right now")
        }
    }
}

import Foundation
import TestSupport
import Testing

/// Public documents that nobody here wrote: which fields of header and records each fills.
///
/// `Goldens/samples.txt` names the fields, not their values. `SHIPLINT_RECORD=1` writes it anew.
struct SampleTests {
    private static let folder = SharedFolder.at("samples")

    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Goldens/samples.txt"
    )

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

    @Test(.enabled(if: folder != nil, "no shared samples beside the repository, and SHIPLINT_SHARED is not set"))
    func samplesFillTheirFields() throws {
        let folder = try #require(Self.folder)
        let formats = try FormatFixture.extended()
        let lines = try SharedFolder.documents(below: folder).flatMap { name in
            let path = folder.appending(path: name).path()
            return Self.describe(name, try FormatFixture.read(path: path, as: name, formats: formats))
        }
        try RecordedBlocks.expect(lines, at: Self.golden)
    }
}

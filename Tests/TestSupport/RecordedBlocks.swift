package import Foundation
package import Testing

/// A recorded text of blocks, one for each document: a line that names it and indented lines below.
package enum RecordedBlocks {
    /// Compares lines with what is recorded, block by block; `SHIPLINT_RECORD=1` records them anew.
    ///
    /// Documents of which nothing is recorded are no failure: there may be others than those that were recorded.
    package static func expect(
        _ lines: [String],
        at golden: URL,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
            try text.write(to: golden, atomically: true, encoding: .utf8)
        }
        let recorded = blocks(try String(contentsOf: golden, encoding: .utf8))
        for (name, block) in blocks(text) {
            guard let expected = recorded[name] else { continue }
            #expect(block == expected, "SHIPLINT_RECORD=1 records what is right now", sourceLocation: location)
        }
    }

    private static func blocks(_ text: String) -> [String: [String]] {
        var blocks: [String: [String]] = [:]
        var name = ""
        for line in text.split(separator: "\n").map(String.init) {
            if !line.hasPrefix("  ") { name = String(line.prefix { $0 != ":" }) }
            blocks[name, default: []].append(line)
        }
        return blocks
    }
}

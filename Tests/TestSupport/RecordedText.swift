package import Foundation
package import Testing

/// A text as it was last read and approved.
package enum RecordedText {
    /// Compares a text with what is recorded; `SHIPLINT_RECORD=1` records it anew, to be read before it is kept.
    package static func expect(
        _ text: String,
        at golden: URL,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
            try text.write(to: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(text == expected, "SHIPLINT_RECORD=1 records what is right now", sourceLocation: location)
    }
}

/// Findings that were known on some day and are not to be counted again: one line each, so that a version control system
/// merges them.
///
/// A first line with the version, then tab-separated: fingerprint, rule, path, message. Lines that begin with `#` say
/// nothing.
package struct Baseline: Sendable {
    /// One finding.
    package struct Entry: Sendable, Equatable {
        /// What the finding is about.
        package var fingerprint: UInt64
        /// The rule's full name.
        package var rule: String
        /// The path of the document as the user typed it; empty for the dossier as a whole.
        package var path: String
        /// What was found, in English, for people who read the file.
        package var message: String
        /// The line in the file, from 1; 0 for one that is not in a file yet.
        package var line = 0

        /// Makes an entry.
        package init(fingerprint: UInt64, rule: String, path: String, message: String) {
            self.fingerprint = fingerprint
            self.rule = rule
            self.path = path
            self.message = message
        }
    }

    /// Where it stands, as the user would type it.
    package let path: String
    /// The entries, in the order of the file.
    package let entries: [Entry]

    /// The version of the format, and of what fingerprints are made of.
    package static let version = 1
    private static let mark = "shiplint-baseline"

    /// Makes a baseline.
    package init(path: String, entries: [Entry]) {
        self.path = path
        self.entries = entries
    }

    /// Reads a baseline.
    ///
    /// - Parameters:
    ///   - text: what the file holds.
    ///   - path: where it stands.
    /// - Throws: `UsageError` for a file that is none, one of another version, or a line that is no entry.
    package init(_ text: String, path: String) throws(UsageError) {
        // "\r\n" is one character to Swift, so lines end where any newline is.
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let head = lines.first?.split(separator: " ") ?? []
        guard head.count == 2, head[0] == Self.mark, let found = Int(head[1]) else {
            throw UsageError(
                message: "\(path):1: is no baseline: its first line is not '\(Self.mark) \(Self.version)'; "
                    + "write one with --write-baseline \(path)"
            )
        }
        guard found == Self.version else {
            throw UsageError(
                message:
                    "\(path):1: is a baseline of version \(found), and this program reads version \(Self.version); "
                    + "write it anew with --write-baseline \(path)"
            )
        }
        var entries: [Entry] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty && !line.hasPrefix("#") {
            let parts = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, parts[0].count == 16, let fingerprint = UInt64(parts[0], radix: 16) else {
                throw UsageError(
                    message: "\(path):\(index + 1): is no entry of a baseline: expected fingerprint, rule, path and "
                        + "message with tabs between"
                )
            }
            var entry = Entry(fingerprint: fingerprint, rule: parts[1], path: parts[2], message: parts[3])
            entry.line = index + 1
            entries.append(entry)
        }
        self.init(path: path, entries: entries)
    }

    /// The text of the file: entries by path, rule and fingerprint, each on its line.
    package var text: String {
        let sorted = entries.sorted {
            ($0.path, $0.rule, $0.message, $0.fingerprint) < ($1.path, $1.rule, $1.message, $1.fingerprint)
        }
        let lines = sorted.map { entry in
            [Fingerprint.hexadecimal(entry.fingerprint), entry.rule, entry.path, entry.message]
                .map(Self.plain).joined(separator: "\t")
        }
        return
            (["\(Self.mark) \(Self.version)", "# Known findings, which are not counted. Lines may be removed."] + lines)
            .joined(separator: "\n") + "\n"
    }

    /// A text without what would break the line, at most 300 characters.
    private static func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(300).map { scalar in
            scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                || scalar.properties.generalCategory == .lineSeparator
                || scalar.properties.generalCategory == .paragraphSeparator ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

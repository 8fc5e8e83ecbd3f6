import Foundation
import Testing

/// A planted fault: a cell of a ready dossier that is made wrong.
///
/// `Fixtures/ready/faults.csv` says which: a column of a table, `@` and the label of a pair above it, a key of a JSON file,
/// an element or `element attribute` of an XML file, or any text; and what happens to its value.
struct FaultInjection: Sendable, CustomTestStringConvertible {
    /// What sort of fault it is.
    let kind: String
    /// The dossier below `Fixtures/ready`.
    let dossier: String
    /// The file within it.
    let file: String
    /// What is made wrong.
    let field: String
    /// How: `digit`, `swap`, `times-ten`, `drop-last`, `delete`, `copy`, `set:` or `set-text:` with what stands there instead.
    let operation: String

    var testDescription: String { kind }

    /// The faults that a table lists.
    static func load(_ text: String) -> [FaultInjection] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let cells = cells(of: String(line))
            guard cells.count == 5 else { return nil }
            return FaultInjection(
                kind: cells[0],
                dossier: cells[1],
                file: cells[2],
                field: cells[3],
                operation: cells[4]
            )
        }
    }

    /// The file with the fault in it; nothing if there is no such cell.
    func apply(to text: String, _ random: inout SeededChoice) -> String? {
        if operation.hasPrefix("set-text:") {
            guard let range = text.range(of: field) else { return nil }
            return text.replacingCharacters(in: range, with: operation.dropFirst("set-text:".count))
        }
        var lines = text.components(separatedBy: "\n")
        if operation == "copy" { return copyRecord(&lines, &random) }
        if file.hasSuffix(".csv") { return changeTable(&lines, &random) }
        return changeTree(&lines, &random)
    }

    /// The lines, from 1, of the record in which two texts differ: the row of a table, the element or object around.
    func record(of text: String, changedTo changed: String) -> ClosedRange<Int> {
        let (before, lines) = (text.components(separatedBy: "\n"), changed.components(separatedBy: "\n"))
        let first = zip(before, lines).prefix { $0 == $1 }.count
        if file.hasSuffix(".csv") { return first + 1...lines.count(from: first, before) }
        func depth(_ line: String) -> Int { line.prefix { $0 == " " }.count }
        guard lines.indices.contains(first) else { return 1...lines.count }
        let own = depth(lines[first])
        let start = lines[..<first].lastIndex { depth($0) < own && !$0.isEmpty } ?? 0
        let end = lines[first...].firstIndex { depth($0) < own && !$0.isEmpty } ?? lines.count - 1
        // An object on one line is its own record.
        if lines[first].contains("{") && lines[first].contains("}") { return first + 1...first + 1 }
        return start + 1...max(start, end) + 1
    }

    // MARK: Tables

    private func changeTable(_ lines: inout [String], _ random: inout SeededChoice) -> String? {
        let rows = lines.map(Self.cells)
        let isLabel = field.hasPrefix("@")
        let name = isLabel ? String(field.dropFirst()) : field
        guard let head = rows.firstIndex(where: { $0.contains(name) }), let column = rows[head].firstIndex(of: name)
        else {
            return nil
        }
        var row = head
        var cell = column + 1
        if !isLabel {
            cell = column
            let candidates = rows.indices.filter { index in
                index > head && rows[index].count > column && isChangeable(rows[index][column])
                    && !["TOTAL", "合计"].contains(rows[index][0])
            }
            guard let chosen = random.element(of: candidates) else { return nil }
            row = chosen
        }
        var cells = rows[row]
        guard cells.indices.contains(cell), let changed = change(cells[cell], &random) else { return nil }
        cells[cell] = changed
        lines[row] = cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
        return lines.joined(separator: "\n")
    }

    private static func cells(of line: String) -> [String] {
        var cells: [String] = [""]
        var isQuoted = false
        var quotes = 0
        for character in line where character != "\r" {
            if character == "\"" {
                isQuoted.toggle()
                quotes += 1
                // A doubled quote within quotes is one.
                if quotes % 2 == 1, quotes > 1 { cells[cells.count - 1].append(character) }
            } else if character == ",", !isQuoted {
                cells.append("")
                quotes = 0
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    // MARK: JSON and XML

    private func changeTree(_ lines: inout [String], _ random: inout SeededChoice) -> String? {
        let (start, end) = delimiters
        let candidates = lines.indices.filter { index in
            Self.value(in: lines[index], after: start, before: end).map { isChangeable(String(lines[index][$0])) }
                ?? false
        }
        guard let row = random.element(of: candidates),
            let range = Self.value(in: lines[row], after: start, before: end),
            let changed = change(String(lines[row][range]), &random)
        else { return nil }
        lines[row].replaceSubrange(range, with: changed)
        return lines.joined(separator: "\n")
    }

    /// What stands before and after a value.
    private var delimiters: ([String], [String]) {
        if file.hasSuffix(".json") { return (["\"\(field)\": \"", "\"\(field)\": "], ["\"", ","]) }
        let parts = field.split(separator: " ").map(String.init)
        if parts.count == 2 { return (["<\(parts[0]) \(parts[1])=\""], ["\""]) }
        return (["<\(field)>", "<\(field) UOM=\"EA\">", "<\(field) GTINQualifier=\"UP\">"], ["</"])
    }

    private static func value(in line: String, after starts: [String], before ends: [String]) -> Range<String.Index>? {
        for start in starts {
            guard let before = line.range(of: start) else { continue }
            let rest = line[before.upperBound...]
            let end = ends.compactMap { rest.range(of: $0)?.lowerBound }.min() ?? line.endIndex
            return before.upperBound..<(start.hasSuffix("\"") ? (rest.range(of: "\"")?.lowerBound ?? end) : end)
        }
        return nil
    }

    /// Puts the content of one record into the next, so that it stands twice.
    private func copyRecord(_ lines: inout [String], _ random: inout SeededChoice) -> String? {
        let starts = lines.indices.filter { lines[$0].contains("<App ") }
        guard starts.count > 1, let index = random.element(of: Array(1..<starts.count)) else { return nil }
        let count = starts[index] - starts[index - 1]
        guard starts[index] + count <= lines.count else { return nil }
        for offset in 1..<count { lines[starts[index] + offset] = lines[starts[index - 1] + offset] }
        return lines.joined(separator: "\n")
    }

    // MARK: Values

    private func isChangeable(_ value: String) -> Bool {
        switch operation {
        case "digit", "times-ten", "drop-last": value.contains { ("1"..."9").contains($0) }
        case "swap": Self.swappable(value) != nil
        default: !value.isEmpty
        }
    }

    private static func swappable(_ value: String) -> [Int]? {
        let characters = Array(value)
        let places = characters.indices.dropLast().filter {
            characters[$0].isNumber && characters[$0 + 1].isNumber && characters[$0] != characters[$0 + 1]
        }
        return places.isEmpty ? nil : Array(places)
    }

    private func change(_ value: String, _ random: inout SeededChoice) -> String? {
        var characters = Array(value)
        switch operation {
        case let operation where operation.hasPrefix("set:"): return String(operation.dropFirst(4))
        case "delete": return ""
        case "drop-last": return String(characters.dropLast())
        case "digit":
            guard let place = random.element(of: characters.indices.filter { characters[$0].isNumber }),
                let digit = random.element(of: "123456789".filter { $0 != characters[place] })
            else { return nil }
            characters[place] = digit
        case "swap":
            guard let place = Self.swappable(value).flatMap({ random.element(of: $0) }) else { return nil }
            characters.swapAt(place, place + 1)
        case "times-ten":
            guard let point = characters.firstIndex(of: "."), point + 1 < characters.count else { return value + "0" }
            characters.swapAt(point, point + 1)
        default: return nil
        }
        return String(characters)
    }
}

/// A choice that is the same for the same seed everywhere.
struct SeededChoice {
    private var state: UInt64

    /// Makes it from a text and a number.
    init(_ text: String, seed: Int) {
        state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    /// One of some elements; nothing of none.
    mutating func element<Elements: Collection>(of elements: Elements) -> Elements.Element? {
        guard !elements.isEmpty else { return nil }
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let offset = Int((state >> 33) % UInt64(elements.count))
        return elements[elements.index(elements.startIndex, offsetBy: offset)]
    }
}

extension [String] {
    /// The last line, from 1, that differs from those of another text, at least the one at an index.
    fileprivate func count(from first: Int, _ other: [String]) -> Int {
        let common = zip(reversed(), other.reversed()).prefix { $0 == $1 }.count
        return Swift.max(first + 1, count - common)
    }
}

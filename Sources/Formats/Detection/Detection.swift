package import CEL
package import Documents
internal import Records

/// A format chosen for a file, and how sure that is.
package struct Detection: Sendable {
    /// The format.
    package let format: Format
    /// How well it fits; higher is better.
    package let score: Int
    /// Of a table where its header stands.
    package let header: TableHeader?

    /// All formats that fit a file, the best first; of equal ones the first by name.
    ///
    /// - Parameters:
    ///   - path: the path within the dossier, for patterns of names and folders.
    ///   - prologue: what the first bytes show.
    ///   - formats: the formats.
    ///   - units: the units that headers of tables may name.
    ///   - isTold: whether the user names the format: then text needs no name that tells it.
    /// - Returns: the formats that fit, the best first.
    package static func candidates(
        for path: String,
        _ prologue: Prologue,
        among formats: [Format],
        units: UnitTable,
        isTold: Bool = false
    ) -> [Detection] {
        let name = path.lowercased()
        let headers = prologue.syntax == .table ? HeaderCandidate.all(in: prologue.rows, units: units) : []
        let keys = JSONKeys(prologue)
        return formats.compactMap { format in
            guard format.syntax.reads(prologue.syntax) else { return nil }
            if isTold, format.syntax == .text { return Detection(format: format, score: 10, header: nil) }
            return detect(name, prologue, headers, keys, format, units)
        }
        .sorted { ($1.score, $0.format.name) < ($0.score, $1.format.name) }
    }

    private static func detect(
        _ name: String,
        _ prologue: Prologue,
        _ headers: [HeaderCandidate],
        _ keys: JSONKeys,
        _ format: Format,
        _ units: UnitTable
    ) -> Detection? {
        let criteria = format.detection
        var isNamed: Bool {
            let file = name.split(separator: "/").last.map(String.init) ?? name
            return criteria.fileNames.contains { Glob.matches(file, $0) }
                && !criteria.otherNames.contains { Glob.matches(file, $0) }
        }
        switch (format.syntax, prologue.syntax) {
        case (.xml, .xml):
            guard let root = prologue.root,
                criteria.roots.contains(where: { $0.namespace == root.namespace && $0.local == root.local }),
                criteria.attributes.allSatisfy({ attribute in
                    let value = prologue.attributes[attribute.name] ?? ""
                    return attribute.patterns.contains { Glob.matches(value.lowercased(), $0.lowercased()) }
                })
            else { return nil }
            return Detection(format: format, score: 100 + criteria.attributes.count, header: nil)
        case (.json, .json), (.json, .jsonLines):
            return score(of: criteria, keys).map {
                Detection(format: format, score: $0 + (isNamed ? 40 : 0), header: nil)
            }
        case (.table, .table):
            return detectTable(prologue, headers, format, units, isNamed: isNamed)
        case (.mail, .mail): return Detection(format: format, score: 100, header: nil)
        case (.text, .text):
            let folders = name.split(separator: "/").dropLast()
            let isFiled = criteria.folders.contains { pattern in
                folders.contains { Glob.matches(String($0), pattern) }
            }
            return isNamed || isFiled ? Detection(format: format, score: 10, header: nil) : nil
        default: return nil
        }
    }

    private static func detectTable(
        _ prologue: Prologue,
        _ headers: [HeaderCandidate],
        _ format: Format,
        _ units: UnitTable,
        isNamed: Bool
    ) -> Detection? {
        guard case .table(let table) = format.mapping else { return nil }
        let mapping = table.value
        let criteria = format.detection
        let labels = criteria.labels.isEmpty ? [] : mapping.labelled(in: prologue.rows)
        guard criteria.labels.allSatisfy(labels.contains) else { return nil }
        var header = TableHeader.labelsOnly
        var fields: Set<String> = []
        var isTitled = false
        if let found = TableHeader.find(among: headers, mapping, units: units) {
            let known = found.fields(mapping)
            let isAlternative =
                criteria.alternativeFields.isEmpty || criteria.alternativeFields.contains { known.contains($0) }
            isTitled = Self.isTitled(prologue.rows.prefix(found.row), criteria.titles)
            let needed = isTitled || isNamed ? criteria.namedFields ?? criteria.requiredFields : criteria.requiredFields
            if isAlternative, needed.allSatisfy(known.contains) { (header, fields) = (found, known) }
        }
        guard !fields.isEmpty || !labels.isEmpty else { return nil }
        let preferred = criteria.preferredFields.count { fields.contains($0) }
        let alternatives = criteria.alternativeFields.count { fields.contains($0) }
        // What the paper calls itself outweighs what somebody called the file.
        if header.isLabelsOnly { isTitled = Self.isTitled(prologue.rows[...], criteria.titles) }
        let score =
            (fields.count + labels.count) * 4 + (preferred + alternatives) * 6 + (isNamed ? 40 : 0)
            + (isTitled ? 60 : 0)
        return Detection(format: format, score: score, header: header)
    }

    /// Whether a title stands alone in a cell, or the first cell begins with it: "Packing list no." further down only
    /// names another document.
    private static func isTitled(_ rows: ArraySlice<[String]>, _ titles: [[UInt8]]) -> Bool {
        guard !titles.isEmpty else { return false }
        var isFirst = true
        for cell in rows.joined() where !cell.isEmpty && cell.utf8.count < 200 {
            let folded = FoldedText.bytes(of: cell)
            let isTitle = titles.contains { title in
                guard folded.starts(with: title) else { return false }
                let rest = folded.dropFirst(title.count)
                // A title may stand there in two languages.
                return isFirst || rest.isEmpty || titles.contains { rest.elementsEqual($0) }
            }
            if isTitle { return true }
            isFirst = false
        }
        return false
    }

    /// The keys that stand at the start of a JSON document, folded, once for all formats.
    private struct JSONKeys {
        /// The scalars of the document itself.
        let values: [String: String]
        /// Its keys and those of its first elements.
        let all: Set<String>

        init(_ prologue: Prologue) {
            values = Dictionary(
                prologue.keys.map { (NameTable.folded($0), $1) },
                uniquingKeysWith: { first, _ in first }
            )
            all = Set(values.keys).union(prologue.elementKeys.map(NameTable.folded))
        }
    }

    /// How well a JSON document fits, apart from its name.
    private static func score(of criteria: DetectionCriteria, _ document: JSONKeys) -> Int? {
        let keys = document.all
        var score = 0
        if let type = criteria.typeKey,
            let value = type.keys.lazy.compactMap({ document.values[$0] }).first(where: { !$0.isEmpty })
        {
            // A file that names its own kind is taken at its word.
            guard type.values.contains(NameTable.folded(value)) else { return nil }
            score += 100
        } else if criteria.requiredKeys.isEmpty
            || !criteria.requiredKeys.allSatisfy({ $0.contains(where: keys.contains) })
        {
            return nil
        }
        score += criteria.requiredKeys.count { $0.contains(where: keys.contains) } * 5
        score += criteria.preferredKeys.count { keys.contains($0) } * 6
        return score
    }
}

extension Format.Syntax {
    /// Whether files of a syntax, as their first bytes show it, may be written so.
    fileprivate func reads(_ syntax: Prologue.Syntax) -> Bool {
        switch (self, syntax) {
        case (.xml, .xml), (.json, .json), (.json, .jsonLines), (.table, .table), (.mail, .mail), (.text, .text):
            true
        default: false
        }
    }
}

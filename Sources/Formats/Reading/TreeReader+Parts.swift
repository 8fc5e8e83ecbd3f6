internal import Documents

extension TreeReader: PartedReader {
    /// Reads a large XML document in UTF-8.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - limits: the bounds.
    ///   - sizes: how large parts are, and how many are read side by side.
    /// - Returns: the faults, and how much was read.
    mutating func readParts(of source: SourceFile, limits: Limits, sizes: ReadingSizes) -> ReadOutcome {
        let names = partNames
        guard let context = XMLReader.context(of: names, in: source, limits: limits) else {
            return XMLReader.read(source, encoding: .utf8, limits: limits, window: sizes.window, into: &self)
        }
        let finder = ElementFinder(names: names)
        @Sendable func elements(_ reader: inout TreeReader, _ start: Int?, _ limit: Int) -> (
            Parts.Stretch, XMLHandover?
        ) {
            let chunk = XMLChunk(from: start, to: limit, in: context)
            let (stop, outcome) = XMLReader.read(
                chunk,
                of: source,
                limits: limits,
                window: sizes.window,
                into: &reader
            )
            var stretch = Parts.Stretch(outcome: outcome, start: start ?? 0, end: source.size, isLast: true)
            stretch.isBroken = !outcome.isComplete
            switch stop {
            case .element(let offset):
                stretch.end = offset
                stretch.isLast = false
                return (stretch, nil)
            case .end: return (stretch, nil)
            case .handover(let handover): return (stretch, handover)
            }
        }
        return Parts.read(
            source.size,
            sizes: sizes,
            into: &self,
            readOn: { reader, offset, limit in
                var (stretch, handover) = elements(&reader, offset, limit)
                guard let handover else { return stretch }
                let rest = XMLReader.resume(
                    handover,
                    of: source,
                    encoding: .utf8,
                    limits: limits,
                    window: sizes.window,
                    into: &reader
                )
                stretch.outcome = rest
                stretch.isBroken = !rest.isComplete
                stretch.end = rest.bytes
                stretch.hasAllRemarks = true
                return stretch
            },
            readPart: { reader, offset, limit in
                var found: Int?
                do throws(SyntaxFault) { found = try finder.find(in: source, from: offset) } catch {}
                // A part without an element, or with something unusual in it, is left to the reader of the whole.
                guard let start = found, start < limit, case (let stretch, nil) = elements(&reader, start, limit) else {
                    return Parts.Stretch(outcome: ReadOutcome(), start: -1, end: offset, isLast: false)
                }
                return stretch
            }
        )
    }

    /// Reads a large file of JSON Lines in UTF-8.
    ///
    /// Every line feed ends a line, for none stands within a value; so each part begins where the one before ends.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - limits: the bounds.
    ///   - sizes: how large parts are, and how many are read side by side.
    /// - Returns: the faults, and how much was read.
    mutating func readLineParts(of source: SourceFile, limits: Limits, sizes: ReadingSizes) -> ReadOutcome {
        // A broken line hides no other.
        Parts.readRows(source.size, from: 0, sizes: sizes, into: &self, hidesRest: false) {
            reader,
            offset,
            isAligned,
            limit in
            JSONReader.readLines(
                source,
                limits: limits,
                window: sizes.window,
                from: offset,
                isAligned: isAligned,
                until: limit,
                into: &reader
            )
        }
    }
}

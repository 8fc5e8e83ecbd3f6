/// Reads the rows of a table, however they are written: all give the same events.
package enum RowReader {
    /// How the rows of a table are written.
    package enum Medium: Sendable, Equatable {
        /// As text with delimiters.
        case delimited
        /// As a sheet of a workbook, by its place.
        case sheet(Int)
        /// As tables of an HTML page.
        case html
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - prologue: its medium, encoding and dialect.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - receiver: takes the events.
    /// - Returns: the faults, and how much was read.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        _ prologue: Prologue,
        limits: Limits = Limits(),
        window: Int = 1 << 18,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        switch prologue.medium {
        case .delimited:
            return CSVReader.read(
                source,
                encoding: prologue.encoding,
                dialect: prologue.dialect,
                limits: limits,
                window: window,
                into: &receiver
            )
        case .html: return HTMLTableReader.read(source, encoding: prologue.encoding, limits: limits, into: &receiver)
        case .sheet(let index):
            var outcome = ReadOutcome()
            do throws(SyntaxFault) {
                guard let workbook = try source.workbook() else { throw SyntaxFault(.changedDuringRead) }
                outcome = workbook.read(sheet: index, limits: limits, into: &receiver)
            } catch {
                outcome.note(error)
            }
            if source.hasChanged { outcome.note(SyntaxFault(.changedDuringRead)) }
            return outcome
        }
    }
}

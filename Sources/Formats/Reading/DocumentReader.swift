package import CEL
package import Documents
package import Records

/// Reads a file as a format says and gives its records to a consumer.
package enum DocumentReader {
    /// What a read gave.
    package struct Result<Consumer: RecordConsumer> {
        /// The consumer with all it was given.
        package var consumer: Consumer
        /// The header, complete.
        package var header: HeaderState
        /// What was wrong with the bytes.
        package var outcome: ReadOutcome
        /// What the format could not take.
        package var faults: [FormatFault]
        /// How many records there were, by record type.
        package var counts: [Int]
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - detection: the format, and of a table its header.
    ///   - prologue: syntax, encoding and dialect.
    ///   - vocabulary: the record types.
    ///   - plan: the fields that are wanted.
    ///   - units: the units that quantities may name.
    ///   - limits: the bounds.
    ///   - sizes: how much is read and handed on at a time.
    ///   - consumer: takes the records.
    /// - Returns: the consumer, the header and what was wrong.
    package static func read<Consumer: RecordConsumer>(
        _ source: SourceFile,
        as detection: Detection,
        _ prologue: Prologue,
        vocabulary: Vocabulary,
        plan: ColumnPlan,
        units: UnitTable,
        limits: Limits = Limits(),
        sizes: ReadingSizes = ReadingSizes(),
        into consumer: Consumer
    ) -> Result<Consumer> {
        func assembler(_ mappings: [RecordMapping]) -> RecordAssembler {
            RecordAssembler(
                mappings: mappings,
                vocabulary: vocabulary,
                plan: plan,
                units: units,
                allowsSerialDates: prologue.syntax == .table,
                usesComma: prologue.usesComma,
                batchRows: sizes.batchRows,
                consumer: consumer
            )
        }
        switch detection.format.mapping {
        case .tree(let tree):
            let mapping = tree.mapping
            var reader = TreeReader(
                mapping: mapping,
                kind: detection.format.kind,
                assembler: assembler(mapping.records)
            )
            let outcome: ReadOutcome
            switch prologue.syntax {
            case .xml where sizes.isParted(source, prologue):
                outcome = reader.readParts(of: source, limits: limits, sizes: sizes)
            case .xml:
                outcome = XMLReader.read(
                    source,
                    encoding: prologue.encoding,
                    limits: limits,
                    window: sizes.window,
                    into: &reader
                )
            case .jsonLines where sizes.isParted(source, prologue):
                outcome = reader.readLineParts(of: source, limits: limits, sizes: sizes)
            case .mail: outcome = MailReader.read(source, limits: limits, into: &reader)
            case .text:
                outcome = TextReader.read(source, encoding: prologue.encoding, limits: limits, into: &reader)
            default:
                outcome = JSONReader.read(
                    source,
                    encoding: prologue.encoding,
                    isLines: prologue.syntax == .jsonLines,
                    limits: limits,
                    window: sizes.window,
                    into: &reader
                )
            }
            let header = reader.finish()
            return result(reader.assembler, header, outcome, as: Consumer.self)
        case .table(let table):
            let mapping = table.value
            guard let header = detection.header else { preconditionFailure("a table is detected by its header") }
            var reader = TableReader(
                mapping: mapping,
                header: header,
                kind: detection.format.kind.otherwise,
                hasWidth: prologue.medium == .delimited,
                assembler: assembler(mapping.records)
            )
            let outcome: ReadOutcome
            if sizes.isParted(source, prologue), prologue.medium == .delimited {
                outcome = reader.readParts(of: source, dialect: prologue.dialect, limits: limits, sizes: sizes)
            } else {
                outcome = RowReader.read(source, prologue, limits: limits, window: sizes.window, into: &reader)
            }
            let state = reader.finish()
            return result(reader.assembler, state, outcome, as: Consumer.self)
        }
    }

    private static func result<Consumer: RecordConsumer>(
        _ assembler: RecordAssembler,
        _ header: HeaderState,
        _ outcome: ReadOutcome,
        as type: Consumer.Type
    ) -> Result<Consumer> {
        guard let consumer = assembler.consumer as? Consumer else { preconditionFailure("the consumer that was given") }
        return Result(
            consumer: consumer,
            header: header,
            outcome: outcome,
            faults: assembler.faults,
            counts: assembler.counts
        )
    }
}

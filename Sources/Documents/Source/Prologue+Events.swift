extension Prologue {
    /// Reads a document from its begin to its end with the reader of its syntax.
    ///
    /// - Parameters:
    ///   - source: the document of which this is the prologue.
    ///   - receiver: takes the events.
    /// - Returns: how much was read and what is wrong with it; nothing where the syntax has no events of its own, as mails,
    ///   texts and what is binary.
    @discardableResult
    package func read<Receiver: EventReceiver>(_ source: SourceFile, into receiver: inout Receiver) -> ReadOutcome? {
        switch syntax {
        case .xml: XMLReader.read(source, encoding: encoding, into: &receiver)
        case .json, .jsonLines:
            JSONReader.read(source, encoding: encoding, isLines: syntax == .jsonLines, into: &receiver)
        case .table: RowReader.read(source, self, into: &receiver)
        case .mail, .text, .binary, .empty: nil
        }
    }
}

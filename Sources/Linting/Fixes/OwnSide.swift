internal import CEL
internal import Documents
internal import Formats
internal import Records

/// Tells which documents may be mended: those of the user's own side, in files that are changed byte by byte.
struct OwnSide {
    /// Names and numbers of the companies that are ours, folded; empty where the configuration names none.
    private let ours: Set<String>
    private let context: RunContext

    init(_ context: RunContext) {
        self.context = context
        ours = context.configuration.ours
    }

    /// Why a document is not to be changed; nothing where it may be.
    func hindrance(_ result: DocumentResult) -> LocalizedText? {
        guard result.file.workbook == nil else { return FixMessages.workbook }
        switch result.prologue?.syntax {
        case .table, .xml, .json, .jsonLines: break
        default: return FixMessages.workbook
        }
        guard let kind = result.header?.kind.map({ context.vocabulary.kinds[$0] }) else { return FixMessages.notOurs }
        let isOurs: Bool? =
            switch kind.issuer {
            case "seller": isOurs(result, "seller") ?? isOurs(result, "buyer").map { !$0 } ?? true
            case "buyer": isOurs(result, "buyer") ?? isOurs(result, "seller").map { !$0 } ?? false
            default: false
            }
        return isOurs == true ? nil : FixMessages.notOurs
    }

    /// Whether a party of a document is ours; nothing where the configuration or the document does not say.
    private func isOurs(_ result: DocumentResult, _ role: String) -> Bool? {
        guard !ours.isEmpty else { return nil }
        let named = ["Name", "Uscc", "TaxId"].compactMap { result.shown(role + $0, context) }
            .map { FoldedText.string(of: $0) }
        return named.isEmpty ? nil : named.contains { ours.contains($0) }
    }
}

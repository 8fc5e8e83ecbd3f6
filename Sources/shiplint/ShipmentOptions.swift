internal import ArgumentParser
internal import Linting
internal import Records
internal import Rules

/// Where goods go, what they are, and how far a shipment is.
struct ShipmentOptions: ParsableArguments {
    @Option(help: "Markets the goods go to, with commas between: EU,US; the destination of the documents by default.")
    var markets: String?

    @Option(
        help: "How far the shipment is: \(Stages.names.joined(separator: ", ")); inferred by default.",
        completion: .list(Stages.names)
    )
    var stage: String?

    @Option(help: "Categories of the goods, with commas between.")
    var categories: String?

    func validate() throws {
        if let stage, !Stages.names.contains(stage) {
            throw ValidationError("--stage is one of \(Stages.names.joined(separator: ", ")), not '\(stage)'")
        }
    }

    /// The categories by name, however they are written.
    ///
    /// - Throws: `UsageError` where one is not known.
    func categoryNames(in language: Language) throws -> [String] {
        try CommaList.items(of: categories).map { text in
            let known = try BuiltIn.categories()
            if let name = known.named(text) { return name }
            let names = known.all.map(\.name)
            throw UsageError(
                message: language == .english
                    ? "there is no category '\(text)'\(Suggestion.among(names, for: text)); there are \(names.joined(separator: ", "))"
                    : "没有产品类别“\(text)”；可选：\(names.joined(separator: "、"))"
            )
        }
    }

    /// Adds what the options say to a request.
    ///
    /// - Throws: `UsageError` where a category is not known.
    func apply(to request: inout CheckRequest) throws {
        request.markets = CommaList.items(of: markets)
        request.categories = try categoryNames(in: Terminal.spoken)
        request.stage = stage
    }
}

internal import ArgumentParser
internal import Linting
internal import Rules

/// Where goods go, and how far a shipment is.
struct ShipmentOptions: ParsableArguments {
    @Option(help: "Markets the goods go to, with commas between: EU,US; the destination of the documents by default.")
    var markets: String?

    @Option(
        help: "How far the shipment is: \(Stages.names.joined(separator: ", ")); inferred by default.",
        completion: .list(Stages.names)
    )
    var stage: String?

    func validate() throws {
        if let stage, !Stages.names.contains(stage) {
            throw ValidationError("--stage is one of \(Stages.names.joined(separator: ", ")), not '\(stage)'")
        }
    }

    /// Adds what the options say to a request.
    func apply(to request: inout CheckRequest) {
        request.markets = CommaList.items(of: markets)
        request.stage = stage
    }
}

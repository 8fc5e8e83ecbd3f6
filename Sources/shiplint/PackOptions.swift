internal import ArgumentParser

/// Which packs are on.
struct PackOptions: ParsableArguments {
    @Option(help: "Packs by name or path, with commas between; 'recommended' by default.", completion: .file())
    var packs: String?

    /// The packs, none if nothing is said.
    var names: [String] { CommaList.items(of: packs) }
}

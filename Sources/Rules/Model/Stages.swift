/// How far a shipment is, in order; a catalogue is no shipment at all.
package enum Stages {
    /// The names, from the earliest.
    package static let names = ["catalogue", "quotation", "order", "before-shipment", "presentation"]

    /// A stage and those that follow it.
    package static func from(_ stage: String) -> [String] {
        names.firstIndex(of: stage).map { Array(names[$0...]) } ?? []
    }
}

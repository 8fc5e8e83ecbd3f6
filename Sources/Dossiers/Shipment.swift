/// Documents that go together: what left, or will leave, at one time.
package struct Shipment: Sendable {
    /// What names it: the first number of an invoice, packing list or transport document.
    package var name: String
    /// Its own documents, by their place in the run, in the order of their paths.
    package var own: [Int]
    /// The documents of several shipments that it draws on: orders, contracts, product files.
    package var shared: [Int]

    /// All its documents.
    package var documents: [Int] { own + shared }
}

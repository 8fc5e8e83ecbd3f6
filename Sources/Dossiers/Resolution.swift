/// What the documents of a dossier are to each other.
package struct Resolution: Sendable {
    /// Why a document takes no part in comparisons.
    package enum Aside: Sendable, Equatable {
        /// It says the same as another, by that one's path.
        case copy(of: String)
        /// Another version is in force, by that one's path.
        case superseded(by: String)
        /// A later document replaces it, by that one's path.
        case amended(by: String)
        /// Another version differs, by that one's path, and nothing tells which one is in force.
        case undecided(with: String)
        /// It is no more than a draft.
        case draft
        /// It is void.
        case void
        /// It is a form to be filled in.
        case template
    }

    /// Two versions of a document that differ.
    package struct Difference: Sendable {
        /// The document in force, or the first where that is undecided.
        package let document: Int
        /// The other one.
        package let other: Int
        /// The fields that differ, with both values.
        package let values: [(field: String, value: String, otherValue: String)]
        /// Whether it follows from a revision mark or a date which one is in force.
        package let isDecided: Bool
    }

    /// A document that names another.
    package struct Link: Sendable {
        /// The one that names.
        package let from: Int
        /// The one that is named.
        package let to: Int
        /// How it is named.
        package let reference: DocumentReference
    }

    /// A reference to a document that is not there.
    package struct Unmatched: Sendable {
        /// The document that names it.
        package let document: Int
        /// How it is named.
        package let reference: DocumentReference
        /// The only document of that kind, which is taken for it all the same.
        package let candidate: Int?
    }

    /// The documents that take no part, by their place in the run.
    package var aside: [Int: Aside] = [:]
    /// Versions that differ.
    package var differences: [Difference] = []
    /// The shipments; at least one.
    package var shipments: [Shipment] = []
    /// Which document names which.
    package var links: [Link] = []
    /// References that match nothing.
    package var unmatched: [Unmatched] = []
    /// How far the shipment is.
    package var stage = ""

    /// Nothing yet.
    package init() {}
}

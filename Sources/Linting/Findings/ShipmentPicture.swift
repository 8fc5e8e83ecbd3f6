package import Records

/// What the documents of a dossier are to each other, for people.
package struct ShipmentPicture: Sendable {
    /// A document that another one names.
    package struct Link: Sendable {
        /// The kind that is named.
        package let kind: LocalizedText
        /// The name of that kind in the vocabulary.
        package let kindName: String
        /// The number, as the other document gives it; folded where that is not here.
        package let number: String
        /// The path of the document that is meant; nothing if it is not here.
        package let path: String?

        /// Makes a link.
        package init(kind: LocalizedText, kindName: String, number: String, path: String?) {
            self.kind = kind
            self.kindName = kindName
            self.number = number
            self.path = path
        }
    }

    /// A document of a shipment.
    package struct Member: Sendable {
        /// Its path as the user would type it.
        package let path: String
        /// Whether it may serve several shipments, as an order or a product file does.
        package let isShared: Bool
        /// The documents that it names.
        package let links: [Link]

        /// Makes a member.
        package init(path: String, isShared: Bool, links: [Link]) {
            self.path = path
            self.isShared = isShared
            self.links = links
        }
    }

    /// What names it: the number of an invoice, packing list or transport document; empty if nothing is shipped yet.
    package let name: String
    /// Its documents, those of its own first.
    package let members: [Member]

    /// Makes a picture.
    package init(name: String, members: [Member]) {
        self.name = name
        self.members = members
    }
}

/// The slots of the variables in a group rule's expressions: the collections come first, in their order.
package enum GroupSlot {
    /// The key, with a field for each part.
    package static func key(collections: Int) -> Int { collections }
    /// The member that is judged.
    package static func it(collections: Int) -> Int { collections + 1 }
    /// The dossier.
    package static func dossier(collections: Int) -> Int { collections + 2 }
    /// The rule's settings.
    package static func settings(collections: Int) -> Int { collections + 3 }
}

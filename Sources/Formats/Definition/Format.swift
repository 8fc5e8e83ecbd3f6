internal import Documents
package import Records

/// How a kind of document is written down: a YAML file, compiled.
package struct Format: Sendable {
    /// The syntax of its files.
    package enum Syntax: String, CaseIterable, Sendable {
        /// XML.
        case xml
        /// JSON or JSON Lines.
        case json
        /// CSV and its like.
        case table
        /// Mail messages.
        case mail
        /// Plain text.
        case text
    }

    /// Its name, such as `ubl-invoice`.
    package let name: String
    /// Its name for people.
    package let title: LocalizedText
    /// The syntax of its files.
    package let syntax: Syntax
    /// How a file is recognised.
    package let detection: DetectionCriteria
    /// What kind its documents are.
    package let kind: KindRule
    /// How its files are mapped.
    let mapping: Mapping

    /// What kind a document is: always the same, or by a code in it.
    package struct KindRule: Sendable {
        /// The kind where no code says otherwise, as an index.
        package let otherwise: Int
        /// The kinds by code.
        package let byCode: [String: Int]
    }

    /// The mapping, by syntax.
    enum Mapping: Sendable {
        /// Of XML, JSON, mail and text.
        case tree(DeferredTree)
        /// Of tables.
        case table(Deferred<TableMapping>)
    }
}

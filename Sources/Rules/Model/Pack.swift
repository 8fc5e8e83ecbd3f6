package import Records

/// A file of rules.
package struct Pack: Sendable {
    /// Its name.
    package let name: String
    /// Its title.
    package let title: LocalizedText
    /// Its rules, in the order of the file.
    package let rules: [Rule]
}

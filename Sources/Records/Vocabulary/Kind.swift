/// What a document is: an invoice, a packing list, a certificate.
package struct Kind: Sendable {
    /// Its place among the vocabulary's kinds.
    package let index: Int
    /// Its name, such as `commercial-invoice`.
    package let name: String
    /// Its name for people.
    package let title: LocalizedText
    /// Who normally rules where two documents disagree: the smaller number.
    package let authority: Int
    /// Who issues it, and so can correct it, as the vocabulary names it; `seller` is our own side.
    package let issuer: String
    /// Who issues it, for people.
    package let issuerTitle: LocalizedText
}

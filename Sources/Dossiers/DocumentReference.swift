/// A document as another one names it: its kind and its number.
package struct DocumentReference: Hashable, Sendable {
    /// The name of its kind.
    package let kind: String
    /// Its number, folded.
    package let number: String

    /// Makes a reference.
    package init(kind: String, number: String) {
        self.kind = kind
        self.number = number
    }

    /// The fields of headers and lines that name other documents, with those documents' kinds.
    package static let fields: [(field: String, kind: String)] = [
        ("invoiceNumber", "commercial-invoice"), ("packingListNumber", "packing-list"),
        ("transportDocumentNumber", "bill-of-lading"), ("bookingNumber", "booking"),
        ("declarationNumber", "customs-declaration"), ("certificateOfOriginNumber", "certificate-of-origin"),
        ("orderNumber", "purchase-order"), ("contractNumber", "contract"), ("proformaNumber", "proforma-invoice"),
        ("letterOfCredit", "letter-of-credit"), ("quotationNumber", "quotation"),
    ]

    /// Whether documents that name the same one belong to one shipment; an order, a contract or a credit may have many.
    var joinsShipments: Bool {
        ["commercial-invoice", "packing-list", "bill-of-lading", "booking", "customs-declaration"].contains(kind)
    }
}

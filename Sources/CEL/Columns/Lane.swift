/// Values of one type for the rows of a batch: one for each, or one for all.
struct Lane<Element: Sendable>: Sendable {
    private let elements: [Element]
    /// All bits for one element a row, none for one element for all: so a row's element is found without a branch.
    private let mask: Int

    /// One element for each row.
    init(_ elements: [Element]) {
        self.elements = elements
        mask = -1
    }

    /// One element for all rows.
    init(constant: Element) {
        elements = [constant]
        mask = 0
    }

    /// Whether there is one element for all rows.
    var isConstant: Bool { mask == 0 }

    subscript(row: Int) -> Element { elements[row & mask] }

    func map<Other>(_ transform: (Element) -> Other) -> Lane<Other> {
        mask == 0 ? Lane<Other>(constant: transform(elements[0])) : Lane<Other>(elements.map(transform))
    }
}

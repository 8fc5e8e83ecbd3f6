import CEL
import Dossiers
import Testing

/// What the documents of a dossier are to each other, from their headers alone.
struct ResolverTests {
    /// A document in short: `invoice INV-1 names packing-list PL-1`.
    private static func facts(_ index: Int, _ text: String) -> DocumentFacts {
        let kinds = [
            "invoice": "commercial-invoice", "list": "packing-list", "bill": "bill-of-lading",
            "order": "purchase-order",
            "spec": "spec-sheet", "proforma": "proforma-invoice",
        ]
        var words = text.split(separator: " ").map(String.init)
        let kind = kinds[words.removeFirst()] ?? ""
        let number = words.isEmpty ? nil : words.removeFirst()
        var facts = DocumentFacts(
            document: index,
            path: "\(index)-\(kind).csv",
            kind: kind,
            number: number == "-" ? nil : number?.lowercased(),
            shownNumber: number,
            issuer: nil,
            status: nil,
            revision: nil,
            issueDate: nil,
            values: []
        )
        while words.count >= 2 {
            let (word, value) = (words.removeFirst(), words.removeFirst())
            switch word {
            case "rev": facts.revision = value
            case "amends": facts.amends = value.lowercased()
            case "status": facts.status = value
            case "total": facts.values.append(("totalAmount", value))
            case "path": facts.path = value
            default: facts.references.append(DocumentReference(kind: kinds[word] ?? word, number: value.lowercased()))
            }
        }
        return facts
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let documents: [String]
        /// For each shipment its own documents, then what it draws on.
        let shipments: [String]
    }

    static let cases: [Case] = [
        Case(
            testDescription: "an invoice and its packing list",
            documents: ["invoice A", "list P invoice A", "order O"],
            shipments: ["0 1 | 2"]
        ),
        Case(
            testDescription: "two shipments, one order",
            documents: ["invoice A order O", "list P invoice A", "invoice B order O", "list Q invoice B", "order O"],
            shipments: ["0 1 | 4", "2 3 | 4"]
        ),
        Case(
            testDescription: "several invoices on one packing list",
            documents: ["invoice A", "invoice B", "list P invoice A invoice B"],
            shipments: ["0 1 2 | "]
        ),
        Case(
            testDescription: "several packing lists on one bill of lading",
            documents: ["invoice A", "list P invoice A", "list Q invoice A", "bill L invoice A"],
            shipments: ["0 1 2 3 | "]
        ),
        Case(
            testDescription: "two lists of one invoice that is not here belong together",
            documents: ["list P invoice A", "list Q invoice A"],
            shipments: ["0 1 | "]
        ),
        Case(
            testDescription: "the sole candidate is linked without a reference",
            documents: ["invoice A", "list P", "bill L"],
            shipments: ["0 1 2 | "]
        ),
        Case(
            testDescription: "a wrong reference is linked to the sole candidate all the same",
            documents: ["invoice A", "list P invoice X"],
            shipments: ["0 1 | "]
        ),
        Case(
            testDescription: "a list that has its invoice is no candidate for another",
            documents: ["invoice A", "list P invoice A", "invoice B"],
            shipments: ["0 1 | ", "2 | "]
        ),
        Case(
            testDescription: "a shipment draws on the orders that it names",
            documents: ["invoice A order O", "invoice B order R", "order O", "order R", "spec S"],
            shipments: ["0 | 2 4", "1 | 3 4"]
        ),
        Case(
            testDescription: "nothing shipped yet is one shipment of all",
            documents: ["order O", "spec S"],
            shipments: ["0 1 | "]
        ),
        Case(
            testDescription: "an order change stands for the order it amends",
            documents: ["invoice A order O", "order O", "order O-1 amends O"],
            shipments: ["0 | 2"]
        ),
    ]

    @Test(arguments: cases)
    func shipments(_ test: Case) {
        let documents = test.documents.enumerated().map { Self.facts($0, $1) }
        for order in [documents, documents.reversed()] {
            let shipments = Resolver.resolve(order, stage: nil).shipments
            let shown = shipments.map { shipment in
                shipment.own.map(String.init).joined(separator: " ") + " | "
                    + shipment.shared.map(String.init).joined(separator: " ")
            }
            #expect(shown == test.shipments)
        }
    }

    @Test("copies, versions and status")
    func aside() {
        func aside(_ documents: [String]) -> [Int: Resolution.Aside] {
            Resolver.resolve(documents.enumerated().map { Self.facts($0, $1) }, stage: nil).aside
        }
        #expect(aside(["invoice A total 10", "invoice A total 10"]) == [1: .copy(of: "0-commercial-invoice.csv")])
        #expect(
            aside(["invoice A total 10 rev 1", "invoice A total 12 rev 2"])
                == [0: .superseded(by: "1-commercial-invoice.csv")]
        )
        #expect(
            aside(["invoice A total 10", "invoice A total 12"]) == [
                0: .undecided(with: "1-commercial-invoice.csv"), 1: .undecided(with: "0-commercial-invoice.csv"),
            ]
        )
        #expect(aside(["invoice A", "invoice B"]).isEmpty)
        #expect(aside(["invoice A status draft", "invoice B status void"]) == [0: .draft, 1: .void])
        #expect(aside(["invoice A path old/invoice.csv"]) == [0: .superseded(by: "")])
        #expect(
            aside(["invoice A path invoice-template.csv", "list P path 草稿/list.csv"]) == [0: .template, 1: .draft]
        )
        #expect(aside(["invoice A path golden-household.csv"]).isEmpty)
    }

    @Test("references that match nothing are told with the sole candidate")
    func unmatched() {
        let documents = ["invoice A", "list P invoice X", "bill L booking B"].enumerated().map { Self.facts($0, $1) }
        let unmatched = Resolver.resolve(documents, stage: nil).unmatched
        #expect(unmatched.map(\.document) == [1, 2])
        #expect(unmatched.map(\.candidate) == [0, nil])
    }

    @Test(
        "the stage follows from the kinds",
        arguments: [
            (["spec S"], "catalogue"), (["order O", "spec S"], "order"), (["invoice A"], "before-shipment"),
            (["invoice A", "bill L"], "presentation"), (["proforma Q"], "order"),
        ]
    )
    func stage(_ documents: [String], _ stage: String) {
        #expect(Resolver.resolve(documents.enumerated().map { Self.facts($0, $1) }, stage: nil).stage == stage)
        #expect(Resolver.resolve(documents.enumerated().map { Self.facts($0, $1) }, stage: "order").stage == "order")
    }
}

internal import Rules

/// What is asked for when a check is made.
struct CheckWish: Sendable {
    /// What the folder is called.
    var name: String?
    /// The check that this one corrects.
    var after: CheckID?
    /// Markets, with commas between.
    var markets: String?
    /// How far the shipment is.
    var stage: String?
    /// Names of categories of goods, with commas between.
    var categories: String?
    /// Whether a supplier checks itself, by the packs and questions for that.
    var isAssessment = false

    /// Reads what was asked for, by names.
    ///
    /// - Throws: `Refusal` where a value cannot be used.
    init(_ values: [String: String]) throws(Refusal) {
        let given = values.filter { !$0.value.isEmpty }
        if let name = given["name"] {
            guard name.utf8.count <= 300 else { throw .unusableValue("name") }
            self.name = name
        }
        if let text = given["after"] {
            guard let id = CheckID(text) else { throw .unusableValue("after") }
            after = id
        }
        if let text = given["markets"] {
            let isUsable = text.utf8.count <= 200 && text.utf8.allSatisfy { (65...90).contains($0) || $0 == 44 }
            guard isUsable else { throw .unusableValue("markets") }
            markets = text
        }
        if let text = given["categories"] {
            let known = Set((try? BuiltIn.categories().all.map(\.name)) ?? [])
            guard text.split(separator: ",").allSatisfy({ known.contains(String($0)) }) else {
                throw .unusableValue("categories")
            }
            categories = text
        }
        if let text = given["assessment"] {
            guard text == "1" else { throw .unusableValue("assessment") }
            isAssessment = true
        }
        if let text = given["stage"] {
            guard Stages.names.contains(text) else { throw .unusableValue("stage") }
            stage = text
        }
    }
}

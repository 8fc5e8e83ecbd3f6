package import CEL
package import Records

/// An act, notice or declared direction of a government or standards body, apart from any rule that follows from it.
///
/// A class, because every rule and finding that rests on a policy refers to it.
package final class Policy: Sendable {
    /// How its content became known.
    package enum Reading: String, CaseIterable, Sendable {
        /// The issuer's own text was read.
        case original
        /// The text was read where somebody else published it.
        case copy
        /// Only what others say about it was read.
        case report
        /// Nothing was read: it is known to exist.
        case unread
    }

    /// The places that a policy names, such as pilot cities.
    package struct Places: Sendable {
        /// Their names.
        package let names: [LocalizedText]
        /// Whether these are all.
        package let isComplete: Bool
    }

    /// The name by which rules and commands refer to it.
    package let name: String
    /// What it is called.
    package let title: LocalizedText
    /// Who issued it.
    package let issuer: LocalizedText
    /// Its number or citation; nothing where it has none or none is known.
    package let instrument: String?
    /// The day on which it was issued.
    package let date: CalendarDate?
    /// How firm it is.
    package let status: Basis.Status
    /// Whose act it is, as a country code or `EU`; nothing for international ones.
    package let jurisdiction: String?
    /// The first day on which it binds.
    package let effective: CalendarDate?
    /// The last day on which it binds.
    package let until: CalendarDate?
    /// The destinations it concerns; empty for all.
    package let markets: [String]
    /// The categories of goods it concerns; empty for all, unless it names HS codes.
    package let categories: [String]
    /// The beginnings of the HS codes it concerns.
    package let hsCodes: [String]
    /// The kinds of documents to review because of it.
    package let kinds: [String]
    /// The areas that a direction names.
    package let areas: [LocalizedText]
    /// What is known, in one sentence that is safe to send.
    package let known: LocalizedText
    /// What is not known.
    package let questions: [LocalizedText]
    /// The places it names.
    package let places: Places?
    /// Where it was read.
    package let source: String
    /// How it was read.
    package let reading: Reading
    /// When somebody last looked.
    package let verified: CalendarDate?
    /// When somebody should look again.
    package let reviewBy: CalendarDate?

    init(_ node: DefinitionNode, name: String, _ scope: inout DefinitionScope) {
        let what = "policy '\(name)'"
        self.name = name
        title = Self.localized("title", of: node, what, &scope)
        issuer = Self.localized("issuer", of: node, what, &scope)
        known = Self.localized("known", of: node, what, &scope)
        instrument = node["instrument"].flatMap { scope.text($0, as: "'instrument'") }
        date = node["date"].flatMap { scope.date($0, as: "'date'") }
        let status = node["status"].flatMap { scope.choice(Basis.Status.self, $0, as: "a status") }
        if status == nil, node["status"] == nil { scope.report("\(what) lacks 'status'", at: node) }
        if status == .practice, let given = node["status"] {
            scope.report("a usage is no policy: 'practice' is a status of rules only", at: given)
        }
        self.status = status ?? .signal
        jurisdiction = node["jurisdiction"].flatMap { scope.text($0, as: "'jurisdiction'") }
        effective = node["effective"].flatMap { scope.date($0, as: "'effective'") }
        until = node["until"].flatMap { scope.date($0, as: "'until'") }
        markets = node["markets"].map { scope.texts($0, as: "a market") } ?? []
        categories = node["categories"].map { scope.texts($0, as: "a category") } ?? []
        hsCodes = node["hsCodes"].map { scope.texts($0, as: "the beginning of an HS code") } ?? []
        kinds = node["kinds"].map { scope.texts($0, as: "a kind") } ?? []
        areas = (node["areas"]?.items ?? []).compactMap { scope.localized($0, as: "an area") }
        questions = (node["questions"]?.items ?? []).compactMap { scope.localized($0, as: "a question") }
        places = node["places"].map { Self.places($0, &scope) }
        source = scope.text("source", of: node, as: what) ?? ""
        let reading = node["read"].flatMap { scope.choice(Reading.self, $0, as: "a way of reading") }
        if node["read"] == nil { scope.report("\(what) lacks 'read': original, copy, report or unread", at: node) }
        self.reading = reading ?? .unread
        verified = node["verified"].flatMap { scope.date($0, as: "'verified'") }
        reviewBy = node["reviewBy"].flatMap { scope.date($0, as: "'reviewBy'") }
    }

    private static func localized(
        _ key: String,
        of node: DefinitionNode,
        _ what: String,
        _ scope: inout DefinitionScope
    ) -> LocalizedText {
        guard let value = node[key] else {
            scope.report("\(what) lacks '\(key)'", at: node)
            return LocalizedText(english: "", chinese: "")
        }
        return scope.localized(value, as: "'\(key)'") ?? LocalizedText(english: "", chinese: "")
    }

    private static func places(_ node: DefinitionNode, _ scope: inout DefinitionScope) -> Places {
        scope.check(node, allows: ["complete", "names"], as: "'places'")
        if let text = node["complete"]?.text, text != "true", text != "false" {
            scope.report("'complete' is true or false", at: node)
        }
        return Places(
            names: (node["names"]?.items ?? []).compactMap { scope.localized($0, as: "a place") },
            isComplete: node["complete"]?.text == "true"
        )
    }
}

extension Policy {
    /// What a policy is on a day.
    package enum Phase: Sendable, Equatable {
        /// It binds.
        case rule
        /// It was passed and will bind, from a day if that is known.
        case coming(CalendarDate?)
        /// It proposes or announces; nothing follows from it yet.
        case direction
        /// It no longer binds.
        case ended
    }

    /// What it is on a day.
    package func phase(on date: CalendarDate) -> Phase {
        if let until, date > until { return .ended }
        switch status {
        case .repealed: return .ended
        case .signal, .draft: return .direction
        case .inForce, .adopted, .practice:
            if let effective, date < effective { return .coming(effective) }
            return status == .adopted && effective == nil ? .coming(nil) : .rule
        }
    }

    /// Whether somebody should have looked at it again before a day.
    package func isReviewOverdue(on date: CalendarDate) -> Bool { reviewBy.map { $0 < date } ?? false }

    /// Whether its content rests on something that was read.
    package var isVerified: Bool { verified != nil && reading != .unread }

    /// Whether it concerns goods of some categories, or with an HS code; both unknown are never excluded.
    package func concerns(categories: Set<String>, hsCode: String?) -> Bool {
        if self.categories.isEmpty, hsCodes.isEmpty { return true }
        if self.categories.contains(where: categories.contains) { return true }
        guard let hsCode else { return false }
        return hsCodes.contains { hsCode.hasPrefix($0) }
    }
}

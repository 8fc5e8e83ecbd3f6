import Testing

/// What the browser tells of pages that were looked at in both languages: see `Clerk.tell` of `Tools/drive.py`.
struct SeenPages<Language: Decodable & Sendable>: Decodable, Sendable {
    let en: Language
    let zh: Language
    let violations: [String: [String]]
    let overflows: [String: Bool]
    let errors: [String]
    let requests: [String]

    /// Expects that the pages can be used by all and on a phone, and that the browser neither complained nor asked elsewhere.
    ///
    /// - Parameter looks: how often a page was looked at.
    func expectSound(looks: Int) {
        #expect(violations.count == looks)
        for (look, violations) in violations { #expect(violations.isEmpty, "\(look): \(violations)") }
        for (look, overflows) in overflows { #expect(!overflows, "\(look)") }
        #expect(errors.isEmpty)
        #expect(requests.isEmpty)
    }
}

package import CEL
package import Records
package import Rules

/// A dated paragraph about policies in English and Chinese that is safe to send to a customer.
///
/// It says apart what binds, what is coming and when, and what is only a direction, and promises nothing. Policies that
/// nobody has read, and those that no longer bind, are left out.
package struct PolicyBrief {
    /// The paragraph in each language; nothing if there is nothing to say.
    package let text: LocalizedText?
    /// The policies left out because nobody has read them.
    package let unread: [Policy]
    /// The policies of which the review is overdue: somebody should look before this is sent.
    package let overdue: [Policy]

    /// Writes the paragraph.
    package init(_ policies: [Policy], asOf: CalendarDate) {
        unread = policies.filter { !$0.isVerified }
        let told = policies.filter { $0.isVerified && $0.phase(on: asOf) != .ended }
        overdue = told.filter { $0.isReviewOverdue(on: asOf) }
        guard !told.isEmpty else {
            text = nil
            return
        }
        let looked = told.compactMap(\.verified)
        let (first, last) = (looked.min() ?? asOf, looked.max() ?? asOf)
        text = LocalizedText(
            english: Self.english(told, asOf, first, last),
            chinese: Self.chinese(told, asOf, first, last)
        )
    }

    private static func parts(_ policies: [Policy], _ asOf: CalendarDate, _ rank: Int) -> [Policy] {
        policies.filter { $0.phase(on: asOf).rank == rank }
    }

    private static func english(
        _ policies: [Policy],
        _ asOf: CalendarDate,
        _ first: CalendarDate,
        _ last: CalendarDate
    ) -> String {
        let headings = ["In force today", "Adopted, not yet binding", "Only a direction of policy"]
        let parts = headings.indices.compactMap { rank -> String? in
            let members = self.parts(policies, asOf, rank)
            guard !members.isEmpty else { return nil }
            return "\(headings[rank]): " + members.map(\.known.english).joined(separator: " ")
        }
        let looked = first == last ? "on \(first)" : "between \(first) and \(last)"
        return "Policy note of \(asOf). \(parts.joined(separator: " ")) "
            + "This sums up public sources, last looked at \(looked); it is no legal advice, and the competent authority "
            + "decides each case."
    }

    private static func chinese(
        _ policies: [Policy],
        _ asOf: CalendarDate,
        _ first: CalendarDate,
        _ last: CalendarDate
    ) -> String {
        let headings = ["现行规定", "已通过、尚未实施", "仅为政策方向"]
        let parts = headings.indices.compactMap { rank -> String? in
            let members = self.parts(policies, asOf, rank)
            guard !members.isEmpty else { return nil }
            return "\(headings[rank])：" + members.map(\.known.chinese).joined()
        }
        let looked = first == last ? "\(first)" : "\(first) 至 \(last)"
        return "政策说明（\(asOf)）。\(parts.joined())以上依据公开资料整理，最近核对日期为 \(looked)，不构成法律意见，具体以主管机关的决定为准。"
    }

    /// Both paragraphs, English first.
    package func render() -> String {
        guard let text else { return "" }
        return "\(text.english)\n\n\(text.chinese)\n"
    }
}

package import Records

/// Findings that no pack of rules gives: about files, documents as a whole, and what the user says of findings.
package enum OwnRules {
    /// What such a rule is about, and why; nothing for a rule of a pack.
    package static func explanation(of rule: String) -> (title: LocalizedText, why: LocalizedText)? {
        let pack = String(rule.prefix { $0 != "/" })
        guard rule.count > pack.count + 1 else { return nil }
        return texts[pack]
    }

    /// Whether a finding's rule is of no pack of rules.
    static func contains(_ rule: String) -> Bool { texts[String(rule.prefix { $0 != "/" })] != nil }

    private static let texts: [String: (title: LocalizedText, why: LocalizedText)] = [
        "syntax": (
            LocalizedText(english: "A file's bytes are as its syntax demands", chinese: "文件内容符合其语法"),
            LocalizedText(
                english:
                    "What stands behind such a place may be read wrongly, or not at all; the other files are still checked.",
                chinese: "出错位置之后的内容可能读错或无法读取；其他文件仍照常检查。"
            )
        ),
        "format": (
            LocalizedText(english: "A document's values can be read as its format demands", chinese: "单证的值符合其格式要求"),
            LocalizedText(
                english:
                    "What depends on a value that cannot be read is not judged; 'shiplint inspect' shows how a file is read.",
                chinese: "依赖无法读取的值的判断不会进行；shiplint inspect 可查看文件的读取情况。"
            )
        ),
        "schema": (
            LocalizedText(english: "A file is valid by the user's own XML Schema", chinese: "文件符合用户自有的 XML Schema"),
            LocalizedText(
                english: "A receiver that validates refuses the file; 'xsd' under 'files:' names the schema.",
                chinese: "收件方校验时会拒收该文件；配置 files 中的 xsd 指明所用的 Schema。"
            )
        ),
        "dossier": (
            LocalizedText(english: "It is clear what the documents are to each other", chinese: "各单证之间的关系清楚"),
            LocalizedText(
                english:
                    "Versions, numbering and references decide which documents are compared; 'shiplint dossier' shows them.",
                chinese: "版本、编号和引用决定哪些单证互相比对；shiplint dossier 可查看。"
            )
        ),
        "rule": (
            LocalizedText(english: "A rule can be evaluated", chinese: "规则可以求值"),
            LocalizedText(
                english: "A rule that cannot be evaluated finds nothing, so that is said rather than hidden.",
                chinese: "无法求值的规则不会发现任何问题，因此要说明而不是隐瞒。"
            )
        ),
        "suppression": (
            LocalizedText(english: "What is suppressed is still there, and still agreed", chinese: "被屏蔽的问题仍然存在且仍经同意"),
            LocalizedText(
                english: "A suppression that ran out, or hides nothing, would one day hide something else.",
                chinese: "已到期或已无作用的屏蔽，日后可能掩盖别的问题。"
            )
        ),
        "baseline": (
            LocalizedText(english: "The baseline lists only what is still found", chinese: "基线只列出仍存在的问题"),
            LocalizedText(
                english: "A line of what was mended would let the same fault come back unseen.",
                chinese: "已修正问题的条目会使同样的错误再次出现而不被发现。"
            )
        ),
    ]
}

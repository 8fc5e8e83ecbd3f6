internal import CEL
internal import Documents
internal import Dossiers
internal import Formats
internal import Records
internal import Rules

/// The wording of what the run itself says: broken syntax, cells that do not parse, versions, and what was not checked.
enum LintingMessages {
    /// The rule by which an expression that went wrong is told.
    static let evaluationRule = "rule/evaluation"

    /// An expression that went wrong.
    static func evaluation(_ rule: String, _ message: String, document: Int?) -> Draft {
        Draft(
            rule: evaluationRule,
            severity: .warning,
            message: LocalizedText(
                english: "the rule \(rule) could not be evaluated: \(message)",
                chinese: "规则 \(rule) 无法求值：\(message)"
            ),
            parameters: .named(["rule": rule, "reason": message]),
            spot: document.map { Draft.Spot(document: $0, offset: nil, length: 0) },
            subject: rule
        )
    }

    /// Reference tables that were not supplied, though a document would have been checked against them.
    static func tablesNotSupplied(_ sets: [String]) -> LocalizedText {
        let names = sets.joined(separator: ", ")
        return LocalizedText(
            english: "no reference table \(names): name yours in shiplint.yaml as 'tables: {\(sets[0]): PATH}'",
            chinese: "未提供对照表 \(names)：请在 shiplint.yaml 中用 tables: {\(sets[0]): 路径} 指定"
        )
    }

    /// A cell that does not parse.
    static func invalid(_ fault: CellFault, _ field: Field, at spot: Draft.Spot) -> Draft {
        let (english, chinese): (String, String) =
            switch fault.fault {
            case .number: ("'\(fault.raw)' is no number", "“\(fault.raw)”不是数字")
            case .scientific:
                ("'\(fault.raw)' was turned into scientific notation by a spreadsheet", "“\(fault.raw)”被电子表格转成了科学计数法")
            case .digits: ("'\(fault.raw)' has more than 38 digits", "“\(fault.raw)”超过 38 位数字")
            case .date: ("'\(fault.raw)' is no date", "“\(fault.raw)”不是日期")
            case .ambiguousDate:
                (
                    "day and month of '\(fault.raw)' cannot be told apart; write it as 2026-11-24",
                    "“\(fault.raw)”的日和月无法区分；请写成 2026-11-24"
                )
            case .bool: ("'\(fault.raw)' is neither yes nor no", "“\(fault.raw)”既不是“是”也不是“否”")
            }
        return Draft(
            rule: "format/invalid-value",
            // A date that a reader may take either way is a date all the same.
            severity: fault.fault == .ambiguousDate ? .note : .error,
            message: LocalizedText(
                english: "\(english) (\(field.meaning.english))",
                chinese: "\(chinese)（\(field.meaning.chinese)）"
            ),
            parameters: .named(["fault": fault.fault.rawValue, "value": fault.raw, "field": field.name]),
            spot: spot
        )
    }

    /// Broken bytes.
    static func syntax(_ fault: SyntaxFault, document: Int) -> Draft {
        Draft(
            rule: "syntax/\(fault.code.rawValue)",
            severity: fault.isFatal || fault.code == .invalidEncoding
                ? .error : [.hiddenSheet, .wrongExtension].contains(fault.code) ? .note : .warning,
            message: text(fault),
            parameters: .named(["detail": fault.detail]),
            spot: Draft.Spot(document: document, offset: fault.offset, length: 0)
        )
    }

    /// Broken bytes in words.
    static func text(_ fault: SyntaxFault) -> LocalizedText {
        LocalizedText(english: fault.english, chinese: fault.chinese)
    }

    /// What a schema of the user's refuses.
    static func schema(_ fault: SchemaFault, of name: String, document: Int) -> Draft {
        Draft(
            rule: "schema/\(fault.code.rawValue)",
            severity: .error,
            message: LocalizedText(
                english: "\(fault.message) (\(name))",
                chinese: "不符合 \(name)：\(fault.message)"
            ),
            parameters: .named(["schema": name, "reason": fault.message]),
            spot: Draft.Spot(document: document, offset: fault.offset, length: 0)
        )
    }

    /// What a format cannot take.
    static func format(_ fault: FormatFault, document: Int) -> Draft {
        let message: LocalizedText =
            switch fault.code {
            case .valueTwice:
                LocalizedText(
                    english: "a second, different value for '\(fault.detail)'; the first is used",
                    chinese: "“\(fault.detail)”出现第二个不同的值；采用第一个"
                )
            case .raggedRow:
                LocalizedText(
                    english: "the row and the header differ in their number of cells (\(fault.detail))",
                    chinese: "该行与表头的单元格数不同（\(fault.detail)）"
                )
            case .duplicateHeader:
                LocalizedText(
                    english: "two columns are headed '\(fault.detail)' and differ here; the first is used: "
                        + "name the columns apart or delete one",
                    chinese: "有两列标题同为“\(fault.detail)”，且此处的值不同；采用第一列：请区分列名或删除其中一列"
                )
            case .secondTable:
                LocalizedText(
                    english: "a second table begins here and is not read; put it into a file or sheet of its own",
                    chinese: "第二个表格从此处开始，未被读取；请放入单独的文件或工作表"
                )
            case .unreadRows:
                LocalizedText(
                    english: "from here on rows have none of the table's numbers and are taken for remarks, not lines",
                    chinese: "自此处起的行没有表格中的数字，视为备注而不是明细行"
                )
            case .unreadRecords:
                LocalizedText(
                    english: "the objects under '\(fault.detail)' are not read, and nothing else here is a line or "
                        + "another record; 'shiplint inspect' shows the keys that are read",
                    chinese: "“\(fault.detail)”下的对象未被读取，且此文件没有其他行或记录；shiplint inspect 可查看读取哪些键"
                )
            case .unreadObjects:
                LocalizedText(
                    english: "the objects under '\(fault.detail)' are not read; 'shiplint inspect' shows what is",
                    chinese: "“\(fault.detail)”下的对象未被读取；shiplint inspect 可查看读取哪些键"
                )
            }
        return Draft(
            rule: "format/\(fault.code.rawValue)",
            severity: fault.code == .secondTable
                ? .error : [.unreadObjects, .unreadRows].contains(fault.code) ? .note : .warning,
            message: message,
            parameters: .named(["detail": fault.detail]),
            spot: Draft.Spot(document: document, offset: fault.place.offset, length: fault.place.length)
        )
    }

    /// A structured file that no format reads.
    static func unrecognised(document: Int) -> Draft {
        Draft(
            rule: "format/unrecognised",
            severity: .warning,
            message: LocalizedText(
                english: "no format reads this file; 'shiplint inspect' shows what was seen",
                chinese: "没有格式能识别此文件；可用 shiplint inspect 查看识别情况"
            ),
            spot: Draft.Spot(document: document, offset: nil, length: 0)
        )
    }

    /// A path in which no format reads anything.
    static func nothingRecognised(in paths: [String], leftOut: [String]) -> UsageError {
        let ignored =
            leftOut.isEmpty
            ? ""
            : "; \(leftOut.count) \(leftOut.count == 1 ? "entry is" : "entries are") left out by .gitignore, "
                + ".shiplintignore or 'ignore', such as \(leftOut[0])"
        return UsageError(
            message: "\(paths.joined(separator: ", ")): no document is recognised; "
                + "'shiplint inspect FILE' shows what is seen of a file\(ignored)"
        )
    }

    /// A link that leads out of the dossier.
    static let linkOutside = LocalizedText(
        english: "the link leads out of the dossier and is not followed",
        chinese: "该链接指向资料夹之外，未跟随"
    )

    /// Values that do not agree.
    static func disagreement(
        subject: LocalizedText,
        key: String,
        value: String,
        kind: (name: String, title: LocalizedText),
        other: String,
        otherKind: (name: String, title: LocalizedText)
    ) -> Message {
        let of = key.isEmpty ? "" : " of \(key)"
        let ofChinese = key.isEmpty ? "" : "\(key) 的"
        let (here, there) = (kind.title, otherKind.title)
        return Message(
            text: LocalizedText(
                english:
                    "\(subject.english)\(of) is \(value) here (\(here.english)), but \(other) in the \(there.english)",
                chinese: "\(ofChinese)\(subject.chinese)在此处（\(here.chinese)）为 \(value)，而\(there.chinese)中为 \(other)"
            ),
            parameters: .named([
                "key": key, "value": value, "other": other, "kind": kind.name, "otherKind": otherKind.name,
            ])
        )
    }

    /// A policy at which nobody has looked again in time.
    static func reviewOverdue(_ title: LocalizedText, _ date: CalendarDate) -> LocalizedText {
        LocalizedText(
            english: "whether '\(title.english)' still holds: its review was due on \(date)",
            chinese: "“\(title.chinese)”是否仍然有效：应于 \(date) 前复核"
        )
    }

    /// What a rule says that does not bind yet.
    static func binding(_ message: LocalizedText, from date: CalendarDate) -> LocalizedText {
        LocalizedText(
            english: "\(message.english) (binding from \(date))",
            chinese: "\(message.chinese)（自 \(date) 起施行）"
        )
    }

    /// Two versions of one document.
    static func versions(_ values: String, isDecided: Bool) -> LocalizedText {
        LocalizedText(
            english: "two versions of this document differ (\(values)); "
                + (isDecided ? "the later one is used" : "which one is in force is not decided"),
            chinese: "此单证有两个不同的版本（\(values)）；" + (isDecided ? "采用较新的版本" : "无法判断以哪个为准")
        )
    }

    /// Two versions of which neither is known to be in force.
    static func undecided(_ other: String) -> LocalizedText {
        LocalizedText(
            english:
                "\(other) is another version of this document; a revision mark or an issue date would tell which one "
                + "is in force",
            chinese: "\(other) 是此单证的另一版本；需要修订号或签发日期才能判断以哪个为准"
        )
    }

    /// Two documents that number parts in their own ways.
    static func numbering(_ example: String, _ otherPath: String, _ other: String) -> Message {
        Message(
            text: LocalizedText(
                english:
                    "these documents number parts differently: '\(example)' here, '\(other)' in \(otherPath); a "
                    + "column with the other number beside each part lets them be compared",
                chinese: "两份单证的零件编号方式不同：此处为“\(example)”，\(otherPath) 中为“\(other)”；在任一单证中并列两种编号即可比对"
            ),
            parameters: .named(["value": example, "other": other, "path": otherPath])
        )
    }

    /// A document that broke off.
    static let brokeOff = LocalizedText(
        english: "the file could not be read to its end, so what it lacks was not judged",
        chinese: "文件未能完整读取，因此未判断其缺少的内容"
    )

    /// Rules that read a cell that does not parse.
    static func unjudged(_ count: Int) -> LocalizedText {
        LocalizedText(
            english:
                "\(count) \(count == 1 ? "judgement depends" : "judgements depend") on a value that could not be read",
            chinese: "\(count) 项判断依赖无法读取的值"
        )
    }

    /// Units that do not convert, parted by ` / `; one without a name is a plain number.
    static func incomparable(_ pair: String) -> LocalizedText {
        let units = pair.split(separator: " / ", omittingEmptySubsequences: false)
        if units.count == 2, let unit = units.first(where: { !$0.isEmpty }), units.contains("") {
            return LocalizedText(
                english: "quantities without a unit and in \(unit) cannot be compared without a conversion",
                chinese: "未注明单位的数量与单位为 \(unit) 的数量没有换算关系，无法比较"
            )
        }
        return LocalizedText(
            english: "quantities in \(pair) cannot be compared without a conversion",
            chinese: "单位 \(pair) 的数量没有换算关系，无法比较"
        )
    }

    /// Why a document takes no part.
    static func aside(_ aside: Resolution.Aside) -> LocalizedText {
        switch aside {
        case .copy(let path): LocalizedText(english: "copy of \(path)", chinese: "\(path) 的副本")
        case .superseded(""): LocalizedText(english: "superseded", chinese: "已被取代")
        case .superseded(let path): LocalizedText(english: "superseded by \(path)", chinese: "已被 \(path) 取代")
        case .amended(let path): LocalizedText(english: "replaced by \(path)", chinese: "已被 \(path) 修改取代")
        case .undecided(let path):
            LocalizedText(english: "not compared: \(path) is another version", chinese: "未参与比对：\(path) 是另一版本")
        case .draft: LocalizedText(english: "draft", chinese: "草稿")
        case .void: LocalizedText(english: "void", chinese: "已作废")
        case .template: LocalizedText(english: "template", chinese: "模板")
        }
    }

    /// The stages for people.
    static func stage(_ stage: String) -> LocalizedText {
        switch stage {
        case "catalogue": LocalizedText(english: "catalogue", chinese: "产品目录")
        case "quotation": LocalizedText(english: "quotation", chinese: "报价")
        case "order": LocalizedText(english: "order", chinese: "订单")
        case "before-shipment": LocalizedText(english: "before shipment", chinese: "发运前")
        default: LocalizedText(english: "presentation", chinese: "交单")
        }
    }
}

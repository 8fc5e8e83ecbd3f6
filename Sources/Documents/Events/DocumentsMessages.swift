extension SyntaxFault {
    /// What is wrong, in English.
    package var english: String {
        switch code {
        case .truncated: "the file breaks off here\(because)"
        case .notWellFormed: "the syntax is broken here\(because)"
        case .invalidEncoding:
            "these bytes are not \(detail); save the file as UTF-8 or say its encoding under 'files:'"
        case .entityDeclared: "the file declares entities, which are not read\(because)"
        case .nestingLimit: "nested deeper than \(detail) levels"
        case .valueLimit: "one value is longer than \(detail) bytes"
        case .columnLimit: "the row has more than \(detail) cells"
        case .sizeLimit: "the file is larger than \(detail) bytes"
        case .nulByte: "a NUL byte stands in the text"
        case .unterminatedQuote: "the quote that opens here is never closed"
        case .strayQuote: "a quote stands inside a cell that is not quoted"
        case .emptyFile: "the file is empty"
        case .duplicateKey: "the key '\(detail)' stands twice in one object; remove one of them"
        case .trailingContent: "something follows the end of the document"
        case .unreadable: "the file cannot be read\(because)"
        case .notAFile: "this is not a regular file\(because)"
        case .rowLimit: "the sheet has more than \(detail) rows"
        case .passwordProtected: "the workbook is protected with a password; save a copy without one"
        case .unsupportedWorkbook: "this is a workbook that is not read: \(detail); save it as .xlsx"
        case .hiddenRows: "the row is hidden, but read; other hidden rows may follow: show or delete them"
        case .hiddenSheet:
            "the sheet is hidden and not checked, but whoever gets the file can see it: show or delete it"
        case .formulaWithoutValue:
            "the formula has no stored result, so the cell reads as empty; open the workbook, save it and check again"
        case .errorValue: "the formula gives \(detail)"
        case .quotedTwice:
            "every row is one quoted cell, so the table was saved as CSV twice; export it once more from its source"
        case .digitsLost:
            "a spreadsheet keeps 15 digits of a number, so the last ones of this one are lost; format the cell as text "
                + "and enter it again"
        case .wrongEncoding:
            "the bytes are \(detail), not what the file says or its syntax demands; it is read so: save it as UTF-8"
        case .mixedEncoding:
            "this line is UTF-8 and others are \(detail), so it reads wrongly; save the whole file as UTF-8 from its source"
        case .wrongExtension: "the file is \(detail), not what the ending of its name says; rename it"
        case .changedDuringRead: "the file changed while it was read"
        }
    }

    /// What is wrong, in Chinese.
    package var chinese: String {
        switch code {
        case .truncated: "文件在此处中断\(because)"
        case .notWellFormed: "此处语法错误\(because)"
        case .invalidEncoding: "这些字节不是 \(detail) 编码；请另存为 UTF-8，或在 files: 中注明编码"
        case .entityDeclared: "文件声明了实体，实体不会被读取\(because)"
        case .nestingLimit: "嵌套超过 \(detail) 层"
        case .valueLimit: "单个值超过 \(detail) 字节"
        case .columnLimit: "该行超过 \(detail) 个单元格"
        case .sizeLimit: "文件超过 \(detail) 字节"
        case .nulByte: "文本中含有 NUL 字节"
        case .unterminatedQuote: "此处的引号没有闭合"
        case .strayQuote: "未加引号的单元格内出现引号"
        case .emptyFile: "文件为空"
        case .duplicateKey: "同一对象中键“\(detail)”出现两次；请删去其一"
        case .trailingContent: "文档结束后还有内容"
        case .unreadable: "无法读取文件\(because)"
        case .notAFile: "不是普通文件\(because)"
        case .rowLimit: "工作表超过 \(detail) 行"
        case .passwordProtected: "工作簿有密码保护；请另存一份无密码的副本"
        case .unsupportedWorkbook: "此类工作簿无法读取：\(detail)；请另存为 .xlsx"
        case .hiddenRows: "该行被隐藏，但仍被读取；后面可能还有隐藏行：请取消隐藏或删除"
        case .hiddenSheet: "该工作表被隐藏，未检查，但收到文件的人可以看到：请取消隐藏或删除"
        case .formulaWithoutValue: "公式没有保存计算结果，单元格按空白读取；请打开工作簿并保存后再检查"
        case .errorValue: "公式结果为 \(detail)"
        case .quotedTwice: "每一行都是一个带引号的单元格，表格被保存为 CSV 两次；请从原文件重新导出"
        case .digitsLost: "电子表格只保留 15 位数字，此数字末尾几位已丢失；请将单元格设为文本后重新输入"
        case .wrongEncoding: "文件字节实为 \(detail)，与其声明或语法要求不符；已按此读取，请另存为 UTF-8"
        case .mixedEncoding: "此行是 UTF-8 编码而其他行是 \(detail)，因此读取有误；请从原文件整体另存为 UTF-8"
        case .wrongExtension: "文件实为 \(detail)，与扩展名不符；请更正文件名"
        case .changedDuringRead: "文件在读取过程中被修改"
        }
    }

    private var because: String { detail.isEmpty ? "" : ": \(detail)" }
}

/// The Chinese of the program's help.
enum ChineseHelp {
    /// A sentence in both languages.
    typealias Phrase = (english: String, chinese: String)

    /// The sentences of all commands and options, and the headings of the help itself.
    static let phrases: [Phrase] = headings + general + reports + gate + fixes + files + policies + rules + serving

    private static let headings: [Phrase] = [
        ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("SUBCOMMANDS:", "命令："),
        ("REPORTS:", "报告："), ("GATE:", "门禁："), ("OPTIONS:", "选项："), ("(default: ", "(默认："), ("(values: ", "(可选值："),
        ("<options>", "<选项>"), ("<subcommand>", "<命令>"), ("Show help information.", "显示帮助。"),
        ("Show subcommand help information.", "显示某个命令的帮助。"), ("Show the version.", "显示版本。"),
        ("for detailed help.", "可查看详细帮助。"), ("  See '", "  使用“"), ("' 可查看", "”可查看"),
    ]

    private static let general: [Phrase] = [
        ("Lint export documents before you ship them.", "发运之前，先检查出口单证。"),
        (
            "Reads the files of a shipment or a product repository (XML, JSON, CSV; English and Chinese), checks each one and "
                + "all against each other, and says what is wrong, where, and which other document says otherwise.",
            "读取一票货或产品库的文件（XML、JSON、CSV；中英文），逐份检查并相互核对，指出问题所在、位置以及与哪份单证不符。"
        ),
        (
            "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the run could not be done.",
            "退出状态：0 没有达到 --fail-on 的问题，1 有问题，2 无法执行检查。"
        ),
        ("Check dossiers: folders of documents, or single files.", "检查资料夹或单个文件。"),
        ("Folders or files; the current folder if none.", "文件夹或文件；默认为当前文件夹。"),
        (
            "The day on which rules are judged, as 2026-11-24; today by default.",
            "规则判断日期，如 2026-11-24；默认为今天。"
        ),
        (
            "Language: en or zh; the configuration's, then the locale's by default.",
            "语言：en 或 zh；默认依配置，其次依系统语言。"
        ),
        (
            "Packs by name or path, with commas between; 'recommended' by default.",
            "规则包名称或路径，以逗号分隔；默认为 recommended。"
        ),
        ("Packs by name or path, with commas between.", "规则包名称或路径，以逗号分隔。"),
        (
            "The configuration; shiplint.yaml in or above the first path by default.",
            "配置文件；默认为首个路径及其上级文件夹中的 shiplint.yaml。"
        ),
        (
            "How far the shipment is: catalogue, quotation, order, before-shipment, presentation; inferred by default.",
            "所处阶段：catalogue、quotation、order、before-shipment、presentation；默认自动判断。"
        ),
        (
            "How many documents are read at a time; as many as there are cores by default.",
            "同时读取的单证数；默认等于处理器核数。"
        ),
        (
            "Say on standard error what was read, how long it took, and which rules took longest.",
            "在标准错误输出读取量、耗时以及最慢的规则。"
        ),
        ("Write a first shiplint.yaml, from what is found in a folder.", "根据文件夹内容生成初始的 shiplint.yaml。"),
        (
            "Asks nothing and overwrites nothing. Files that cannot be read, such as scans, are listed in register.csv, where "
                + "their kind, number and dates may be filled in.",
            "不提问，也不覆盖任何文件。扫描件等无法读取的文件列入 register.csv，可在其中补充种类、编号和日期。"
        ),
        (
            "A supplier's self-assessment: with its packs, and supplier-profile.csv with the questions to answer.",
            "供应商自评：启用其规则包，并生成待回答的问卷 supplier-profile.csv。"
        ),
        ("Categories of the goods, with commas between.", "产品类别，以逗号分隔。"),
        ("The folder; the current one if none.", "文件夹；默认为当前文件夹。"),
        (
            "Show what is loaded from where, how files are read, and which rules could not run and why.",
            "显示从何处加载了什么、文件如何读取，以及哪些规则未能运行及其原因。"
        ),
        ("Print the completions of a shell: bash, zsh or fish.", "输出 shell 补全脚本：bash、zsh 或 fish。"),
        ("For bash: ", "bash："), ("For zsh: ", "zsh："), ("For fish: ", "fish："),
        ("bash, zsh or fish.", "bash、zsh 或 fish。"),
    ]

    private static let reports: [Phrase] = [
        ("The form of the report: ", "报告形式："), ("; FORM=FILE writes it to a file.", "；写成“形式=文件”则写入文件。"),
        (
            "May be given several times. One form may go to standard output.",
            "可多次指定；其中一种可输出到标准输出。"
        ),
        (
            "Leave out what others should not see: prices, other customers and excerpts of documents.",
            "略去不宜外传的内容：价格、其他客户以及单证原文。"
        ),
        ("No colours, even on a terminal.", "不使用颜色。"),
        ("Repeat the run of a JSON report, and say whether it still holds.", "重做 JSON 报告所记录的检查，并说明其是否仍然成立。"),
        (
            "Reads the same paths with the same packs, markets, stage and day, from the folder in which the report was made. "
                + "It holds where the files have the same bytes and the findings and verdicts are the same.",
            "在生成报告的文件夹中，以相同的规则包、市场、阶段和日期读取相同的路径。文件字节、发现和结论均相同即为成立。"
        ),
        (
            "Exit status: 0 it holds, 1 it does not, 2 the run could not be repeated.",
            "退出状态：0 成立，1 不成立，2 无法重做。"
        ),
        ("The report, as 'shiplint check --output json=FILE' wrote it.", "由 shiplint check --output json=FILE 写出的报告。"),
    ]

    private static let gate: [Phrase] = [
        (
            "Fail on findings of this severity or worse: error, warning, note, never; 'error,not-checked' fails also where "
                + "something that blocks a shipment could not be checked.",
            "达到此级别即不通过：error、warning、note、never；error,not-checked 在无法完成影响发运的检查时也不通过。"
        ),
        ("A file of known findings, which are not counted.", "已知问题文件（基线），其中的问题不计入。"),
        ("Fail where the baseline lists what is no longer found.", "基线中有已不存在的问题时不通过。"),
        ("Write all findings as a new baseline, and fail on none.", "将全部问题写成新的基线，且不判为不通过。"),
        (
            "Check only the dossiers that a change touches: files that differ from where the present branch left this one, "
                + "such as origin/main, committed or not.",
            "只检查受改动影响的资料夹：与当前分支离开该分支（如 origin/main）时不同的文件，无论是否已提交。"
        ),
        (
            "Say also what will be found within so many days or weeks, or by a day: 90d, 12w, 2027-03-31.",
            "同时列出在若干天、若干周内或某日之前将出现的问题：90d、12w、2027-03-31。"
        ),
    ]

    private static let fixes: [Phrase] = [
        (
            "Mend what is certain: spelling of numbers, dates, units and codes, in documents of our own side.",
            "修正确定无疑的问题：我方单证中号码、日期、单位和代码的写法。"
        ),
        (
            "Only the bytes of the value change, whatever the encoding, the quotes and the line ends of the file. Quantities, "
                + "amounts and check digits are never changed, nor are workbooks and documents of others. What would be "
                + "changed is checked again before any file is written.",
            "只改动该值的字节，编码、引号和换行保持不变。绝不改动数量、金额和校验位，也不改动工作簿和他方单证。写入之前会重新检查。"
        ),
        (
            "Exit status: 0 nothing at or above --fail-on is left (with --diff: nothing to mend), 1 something is, 2 the run "
                + "could not be done.",
            "退出状态：0 没有剩余达到 --fail-on 的问题（--diff 时：无可修正），1 有，2 无法执行。"
        ),
        (
            "Make likely mends too: a near-miss part number, a lost leading zero. Look at them with --diff first.",
            "同时修正很可能的错误：相近的零件号、丢失的前导零。请先用 --diff 查看。"
        ),
        ("Show what would change as a patch, and write nothing.", "以补丁形式显示改动，不写入文件。"),
        (
            "Only mends of these rules, with commas between; '*' stands for any part: spelling/*.",
            "只修正这些规则的问题，以逗号分隔；* 代表任意部分：spelling/*。"
        ),
        (
            "Fail on findings of this severity or worse that are left: error, warning, note, never.",
            "剩余问题达到此级别即不通过：error、warning、note、never。"
        ),
    ]

    private static let files: [Phrase] = [
        (
            "Show what documents are to each other: shipments, references, copies, versions, and what is left aside.",
            "显示单证之间的关系：货运、引用、副本、版本，以及未参与比对的单证。"
        ),
        ("text or json.", "text 或 json。"),
        (
            "text, json or html; html is the page of findings with the matrix.",
            "text、json 或 html；html 为带准备情况矩阵的问题页面。"
        ),
        (
            "Show how a file is read: its format and runner-up, what each column or path fills, and what is not mapped.",
            "显示文件如何读取：格式及候选格式、各列或路径对应的字段，以及未映射的内容。"
        ),
        (
            "Of a workbook all sheets, or one: 'Invoice.xlsx#装箱单'. For an unknown table a format to begin with.",
            "工作簿可指定全部或某个工作表：“Invoice.xlsx#装箱单”。对未知表格给出可供参考的格式。"
        ),
        (
            "The file, or one sheet of a workbook: 'Invoice.xlsx#装箱单'.",
            "文件，或工作簿的某个工作表：“Invoice.xlsx#装箱单”。"
        ), ("The file.", "文件。"),
        (
            "The configuration; shiplint.yaml in or above the file's folder by default.",
            "配置文件；默认为文件所在及上级文件夹中的 shiplint.yaml。"
        ),
        ("Further formats: a file or a folder. May be given several times.", "另加的格式：文件或文件夹，可多次指定。"),
        ("List, show and test formats.", "列出、显示和测试格式。"),
        ("List all formats with syntax, kind and title.", "列出全部格式及其语法、单证种类和名称。"),
        ("Further formats: files or folders.", "另加的格式：文件或文件夹。"),
        (
            "Show the YAML of a format, to be copied and changed under 'formats:' of the configuration.",
            "显示格式的 YAML，可复制修改后列入配置的 formats。"
        ),
        ("The format's name, such as packing-list-table.", "格式名称，如 packing-list-table。"),
        ("Run the cases that formats carry.", "运行格式自带的用例。"),
        ("Formats by name, files or folders; all built-in ones by default.", "格式名称、文件或文件夹；默认为全部内置格式。"),
        ("Write the records of a file as the rules see them.", "输出规则所见的文件记录。"),
        (
            "JSON is shiplint JSON (docs/shiplint-json.md), which can be checked again; CSV has a row for each record.",
            "JSON 为 shiplint JSON（docs/shiplint-json.md），可再次检查；CSV 每条记录一行。"
        ), ("The form: json or csv.", "形式：json 或 csv。"),
    ]

    private static let policies: [Phrase] = [
        (
            "Show what each product is expected to have for its markets, and what of it is there.",
            "显示各产品在目的市场应备的资料及其现状。"
        ),
        (
            "Products or categories stand down, documents and fields across: there, there but not checked, missing, "
                + "contradicting, or spoken of by a signal only. What is expected is said by the pack 'readiness' and by the "
                + "packs of the configuration.",
            "行为产品或品类，列为单证和字段：已有、已有但未检查、缺少、矛盾，或仅有政策信号提及。应备内容由规则包 readiness 及配置中的规则包规定。"
        ),
        (
            "Exit status: 0 ready, 1 something expected is missing or contradicting that is an error, 2 the run could not be "
                + "done.",
            "退出状态：0 齐备，1 有缺少或矛盾且属错误，2 无法执行。"
        ),
        (
            "What stands in the rows: product or category; products by default where they are few.",
            "各行为 product（产品）或 category（品类）；产品较少时默认为产品。"
        ),
        (
            "Markets the goods go to, with commas between: EU,US; the destination of the documents by default.",
            "目的市场，以逗号分隔：EU,US；默认取自单证的目的地。"
        ),
        ("What is a rule today, what is coming, and what is only a direction.", "哪些今天已是规定，哪些即将生效，哪些只是方向。"),
        ("List the policies: rules today, what is coming and when, directions.", "列出政策：现行规定、即将生效的内容及时间、政策方向。"),
        (
            "Only what concerns goods for this market: a country or EU, GCC, EAEU.",
            "只列出涉及该市场的内容：国家，或 EU、GCC、EAEU。"
        ),
        ("Only what concerns this category of goods, such as charging-equipment.", "只列出涉及该品类的内容，如 charging-equipment。"),
        ("Show what is known of a policy, what is not, and the rules that rest on it.", "显示某项政策的已知、未知内容及所依据它的规则。"),
        ("The policy's name, such as cn-pilot-cities-2026.", "政策名称，如 cn-pilot-cities-2026。"),
        (
            "List product lines with the policies that touch them, and the documents to review.",
            "列出产品线、涉及它们的政策以及需要复核的单证。"
        ),
        (
            "Write a dated paragraph in English and Chinese that is safe to send to a customer.",
            "写出可稳妥发给客户的中英文说明，注明日期。"
        ),
        ("The policies by name; those that the options choose if none.", "政策名称；默认为各选项选定的政策。"),
    ]

    private static let rules: [Phrase] = [
        (
            "Explain a rule: what it demands, why, on what basis, what passes and fails, how to set or silence it.",
            "解释规则：要求、原因、依据、合格与不合格示例，以及如何调整或屏蔽。"
        ),
        ("The rule as reports name it, such as transaction/line-amount.", "报告中的规则名称，如 transaction/line-amount。"),
        ("List, show and test rules.", "列出、显示和测试规则。"),
        ("List all rules with severity and basis.", "列出全部规则及其级别和依据。"),
        ("Show what a rule demands, why, and on what basis.", "显示规则的要求、原因和依据。"),
        ("The rule's name, such as transaction/line-amount.", "规则名称，如 transaction/line-amount。"),
        ("Run the pass and fail cases that packs carry.", "运行规则包自带的合格与不合格用例。"),
        ("Packs by name or path; all built-in ones by default.", "规则包名称或路径；默认为全部内置规则包。"),
        ("Packs by name or path.", "规则包名称或路径。"),
    ]
}

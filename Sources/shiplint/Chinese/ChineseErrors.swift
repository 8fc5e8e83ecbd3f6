/// The Chinese of errors of usage; what stands at `…` is kept, in the same order.
enum ChineseErrors {
    /// A sentence in both languages.
    typealias Phrase = (english: String, chinese: String)

    /// From the special to the general.
    static let phrases: [Phrase] = [
        ("Unknown option '…'", "没有选项“…”"),
        ("Unexpected argument '…'", "多余的参数“…”"),
        ("… unexpected arguments: …", "… 个多余的参数：…"),
        ("Missing expected argument '…'", "缺少参数“…”"),
        ("Missing value for '…'", "缺少“…”的值"),
        ("The value '…' is invalid for '…'…", "值“…”不适用于“…”…"),
        ("The option '…' does not take any value, but '…' was specified.", "选项“…”不带值，但给出了“…”"),
        ("Usage: …", "用法：…"),
        ("Help:  …", "帮助：…"),
        ("  See '…' for more information.", "  详见“…”。"),
        ("--as-of '…' is no date like 2026-11-24", "--as-of “…”不是 2026-11-24 这样的日期"),
        ("--lang is en or zh, not '…'", "--lang 为 en 或 zh，而不是“…”"),
        ("--fail-on is one of …, not '…'", "--fail-on 为 … 之一，而不是“…”"),
        ("--stage is one of …, not '…'", "--stage 为 … 之一，而不是“…”"),
        (
            "--horizon is like 90d, 12w or a later day such as 2027-03-31, not '…'",
            "--horizon 应为 90d、12w 或 2027-03-31 这样的日期，而不是“…”"
        ),
        ("--changed-since: '…' is no branch, tag or commit", "--changed-since：“…”不是分支、标签或提交"),
        ("'git …' failed, so it is not known what changed", "“git …”失败，无法得知改动内容"),
        ("git was not found; --changed-since needs it", "未找到 git；--changed-since 需要它"),
        ("…: is in no git repository", "…：不在 git 仓库中"),
        ("--output: two reports cannot both be written to …", "--output：两份报告不能写入同一文件 …"),
        ("the shell is bash, zsh or fish, not '…'", "shell 为 bash、zsh 或 fish，而不是“…”"),
        ("there is no rule '…'", "没有规则“…”"),
        ("…: there is no rule '…' to suppress", "…：没有可屏蔽的规则“…”"),
        ("the configuration names a rule '…' that is not there", "配置中的规则“…”不存在"),
        ("there is no pack '…', neither built in nor as a file", "没有规则包“…”，既非内置也不是文件"),
        ("there is no format '…', neither built in nor as a file", "没有格式“…”，既非内置也不是文件"),
        ("there is no format '…'", "没有格式“…”"),
        ("…: there is no such file or folder; 'tables' names it for '…'", "…：没有此文件或文件夹；tables 中的“…”指向它"),
        ("…: there is no such file or folder", "…：没有此文件或文件夹"),
        ("… has no table …; nothing of the table '…' can be used", "… 中没有表 …；对照表“…”完全无法使用"),
        (
            "… has no column …; its first row names …; nothing of the table '…' can be used",
            "… 没有列 …；首行为 …；对照表“…”完全无法使用"
        ),
        ("… has no column …; its first row names …", "… 没有列 …；首行为 …"),
        (
            "…: the SQLite database cannot be read (…); export it anew or name another file under 'tables'",
            "…：无法读取 SQLite 数据库（…）；请重新导出，或在 tables 中改用其他文件"
        ),
        (
            "…: no document is recognised; 'shiplint inspect FILE' shows what is seen of a file; … left out by .gitignore, "
                + ".shiplintignore or 'ignore', such as …",
            "…：未识别出任何单证；可用 shiplint inspect FILE 查看文件的识别情况；另有条目（…）被 .gitignore、.shiplintignore 或 ignore 排除，例如 …"
        ),
        (
            "…: no document is recognised; 'shiplint inspect FILE' shows what is seen of a file",
            "…：未识别出任何单证；可用 shiplint inspect FILE 查看文件的识别情况"
        ),
        (
            "…: there is no such baseline; write one with --write-baseline …",
            "…：没有此基线文件；可用 --write-baseline … 生成"
        ),
        (
            "…:1: is a baseline of version …, and this program reads version …; write it anew with --write-baseline …",
            "…:1：基线文件的版本为 …，而本程序只读取版本 …；请用 --write-baseline … 重新生成"
        ),
        (
            "…:1: is no baseline: its first line is not '…'; write one with --write-baseline …",
            "…:1：不是基线文件：首行不是“…”；可用 --write-baseline … 生成"
        ),
        (
            "…: is no entry of a baseline: expected fingerprint, rule, path and message with tabs between",
            "…：不是基线条目：应为以制表符分隔的指纹、规则、路径和说明"
        ),
        (
            "…: was changed by somebody else meanwhile; it is left as it is",
            "…：此间已被他人修改，未作改动"
        ),
        ("standard output: cannot be written: …", "标准输出：无法写入：…"),
        ("…: cannot be written: …", "…：无法写入：…"),
        ("there is no policy '…'", "没有政策“…”"),
        ("…: a workbook cannot be made there", "…：无法在此生成工作簿"),
        ("the workbook cannot be made: …", "无法生成工作簿：…"),
        ("git cannot be run", "无法运行 git"),
        ("…: there is no filled sheet '…'…; there are …", "…：没有含内容的工作表“…”…；现有 …"),
        ("…: there is no format, nor a folder of formats", "…：既没有此格式，也没有格式文件夹"),
        ("the configuration has spellings for a unit '…' that is not there", "配置中的单位“…”不存在"),
        ("the configuration has words for '…' of '…', which no words tell", "配置中给“…”（…）的用词没有对应的字段值"),
        (
            "…: the first row names no columns 'partNumber' and 'buyerPartNumber', or 'piecesPerUnit'",
            "…：首行缺少 partNumber 和 buyerPartNumber 列，或 piecesPerUnit 列"
        ),
        (
            "…: is no report of shiplint; 'shiplint check --output json=FILE' makes one",
            "…：不是 shiplint 的报告；可用 shiplint check --output json=FILE 生成"
        ),
        (
            "…: is a report of version …, and this program reads version …",
            "…：报告的版本为 …，而本程序只读取版本 …"
        ),
        ("no policy names a category '…'", "没有涉及品类“…”的政策"),
        ("--market '…' is neither a country nor a group such as EU", "--market “…”既不是国家也不是 EU 这样的组"),
        ("'…' is left out: nobody has read its source", "“…”未列入：尚无人核对过其出处"),
        (
            "the review of '…' is overdue: look at its source before you send this",
            "“…”已过复核日期：发出前请核对其出处"
        ),
        ("no path to check was given", "没有给出要检查的路径"),
        (
            "--output: a workbook is not for a terminal; say where to, as in --output xlsx=report.xlsx",
            "--output：工作簿不能输出到终端；请指定文件，如 --output xlsx=report.xlsx"
        ),
        (
            "--output: … cannot both go to standard output; write one to a file, as in --output json=report.json",
            "--output：… 不能同时输出到标准输出；请将其一写入文件，如 --output json=report.json"
        ),
        ("case … (line …) expects the fix '…', found …", "第 … 个用例（第 … 行）应修正为“…”，实为 …"),
        ("case … (line …) expects …, found …", "第 … 个用例（第 … 行）应有 … 个问题，实有 … 个"),
        ("case of line …: …", "第 … 行的用例：…"),
        (
            "has a fix that no case tries: add 'fixed: …' beside a 'fail' under its 'tests'",
            "有修正方法但没有用例：请在 tests 的 fail 旁加上 fixed…"
        ),
        ("has no '…' case: …", "没有 … 用例：…"),
        ("--port is a number from 0 to 65535", "--port 为 0 至 65535 的数字"),
        (
            "--keep-days, --max-size, --max-files, --max-store, --time-limit, --memory and --jobs are 1 or more",
            "--keep-days、--max-size、--max-files、--max-store、--time-limit、--memory 和 --jobs 至少为 1"
        ),
        ("the case gives no '…'", "用例没有给出“…”"),
        ("…: cannot be read", "…：无法读取"),
        ("…: is a folder", "…：是文件夹"),
        ("…: no format reads it; 'shiplint inspect' shows what was seen", "…：没有格式能读取；可用 shiplint inspect 查看"),
    ]
}

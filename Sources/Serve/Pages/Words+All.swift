extension Words {
    /// The words of the templates and the script, by name.
    static let all: [String: (english: String, chinese: String)] = [
        "title": ("shiplint: check export documents", "shiplint：检查出口单证"),
        "skip": ("Skip to the content", "跳到正文"),
        "new": ("New check", "新检查"),
        "assessment": ("Self-assessment", "供应商自评"),
        "assessment-heading": ("What your goods need before they can be sold", "产品上市之前需要具备什么"),
        "assessment-lead": (
            "Say what you deliver, and where to: the matrix shows what each market asks for. It fills as you answer the "
                + "questions and add your files.",
            "选择产品和目的市场：矩阵将显示各市场的要求，并随着您回答问题、添加文件而逐项完成。"
        ),
        "assessment-files": ("Add files: product data, certificates, reports", "添加文件：产品资料、证书、报告"),
        "assessment-run": ("Show what is asked for", "查看要求"),
        "categories": ("Categories of goods", "产品类别"),
        "markets-choice": ("Markets", "市场"),
        "markets-other": ("Other countries, by code", "其他国家（代码）"),
        "pack": ("A distributor's own requirements", "经销商自己的要求"),
        "pack-hint": (
            "A pack of rules as one YAML file; it is judged beside the usual ones.", "一个 YAML 规则包文件；与通用规则一并判断。"
        ),
        "pack-file": ("Pack", "规则包"),
        "questions": ("Questions that no file answers", "文件无法回答的问题"),
        "questions-hint": (
            "Your answers are kept as a file of the check, which can be taken along and sent again:",
            "您的回答保存为本次检查的文件，可下载并再次使用："
        ),
        "questions-save": ("Save the answers and check again", "保存回答并重新检查"),
        "answer": ("Answer", "回答"),
        "evidence": ("What proves it", "证明材料"),
        "date": ("Date", "日期"),
        "checks": ("My checks", "我的检查"),
        "languages": ("Language", "语言"),
        "themes": ("Appearance", "外观"),
        "light": ("Light", "浅色"),
        "dark": ("Dark", "深色"),
        "automatic": ("Automatic", "自动"),
        "heading": ("Check your documents before you ship", "发运之前，先检查单证"),
        "lead": (
            "Drop the files of a shipment here: invoice, packing list, order, certificates, product data. They are checked "
                + "one by one and against each other.",
            "将一票货的文件放到这里：发票、装箱单、订单、证书、产品资料。系统逐份检查并相互核对。"
        ),
        "drop": ("Drop files, a folder or a ZIP here", "将文件、文件夹或 ZIP 拖到此处"),
        "files": ("Choose files", "选择文件"),
        "folder": ("Choose a folder", "选择文件夹"),
        "chosen": ("Chosen files", "已选文件"),
        "readable": (
            "Excel, CSV, XML, JSON and ZIP are read; scans, pictures and PDF are listed.",
            "可读取 Excel、CSV、XML、JSON 和 ZIP；扫描件、图片和 PDF 仅列出。"
        ),
        "clear": ("Clear", "清空"),
        "run": ("Check", "检查"),
        "options": ("Markets and stage", "市场与阶段"),
        "markets": ("Markets, such as EU,US", "市场，如 EU,US"),
        "markets-hint": ("Empty: where the documents say that goods go", "留空：以单证所示目的地为准"),
        "stage": ("Stage", "阶段"),
        "stage-any": ("As the documents show", "以单证为准"),
        "stage-catalogue": ("Catalogue", "产品目录"),
        "stage-quotation": ("Quotation", "报价"),
        "stage-order": ("Order", "订单"),
        "stage-before": ("Before shipment", "发运前"),
        "stage-presentation": ("Presentation of documents", "交单"),
        "noscript": (
            "This page sends files with a script. Without one, send a ZIP: curl --data-binary @shipment.zip …/api/check",
            "本页通过脚本发送文件。如不使用脚本，请发送 ZIP：curl --data-binary @shipment.zip …/api/check"
        ),
        "report": ("Report", "报告"),
        "take": ("Take along", "导出"),
        "shared": ("Without prices and excerpts", "不含价格与摘录"),
        "delete": ("Delete for good", "彻底删除"),
        "delete-row": ("Delete", "删除"),
        "correct": ("Drop the corrected files", "放入改正后的文件"),
        "correct-where": ("anywhere on this page", "可拖到本页任意位置"),
        "correct-hint": (
            "A file with the same name replaces the one of this check; all is then checked again.",
            "同名文件将替换本次检查中的文件，然后重新检查全部。"
        ),
        "again": ("Check again", "重新检查"),
        "changed": ("Against the check before", "与上次检查相比"),
        "before": ("The check before", "上次检查"),
        "empty": ("Nothing was checked in this browser yet.", "此浏览器尚未进行过检查。"),
        "name": ("Name", "名称"),
        "verdict": ("Result", "结果"),
        "login": ("Sign in", "登录"),
        "token": ("Token", "令牌"),
        "wrong": ("This token is not right.", "令牌不正确。"),
        "footer": (
            "Files are checked on this server and sent nowhere else.", "文件仅在本服务器上检查，不会发送到其他地方。"
        ),
        "js-sending": ("Sending {0} of {1}: {2}", "正在发送第 {0} 个，共 {1} 个：{2}"),
        "js-starting": ("Starting the check", "正在开始检查"),
        "js-position": ("Waiting: {0} before this one", "等待中：前面还有 {0} 个"),
        "js-running": ("Checking, {0} s", "正在检查，{0} 秒"),
        "js-count": ("{0} files, {1}", "{0} 个文件，{1}"),
        "js-one": ("1 file, {1}", "1 个文件，{1}"),
        "js-lost": ("The server does not answer", "服务器没有响应"),
        "js-delete": ("Delete this check with its files and reports for good?", "彻底删除此次检查及其文件和报告？"),
        "js-remove": ("Leave out {0}", "移除 {0}"),
    ]
}

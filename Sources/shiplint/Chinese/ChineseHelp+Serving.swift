/// The Chinese of the server's options.
extension ChineseHelp {
    static let serving: [Phrase] = [
        (
            "Serve a page on which the files of a shipment are dropped and checked.",
            "提供网页：放入一票货的文件即可检查。"
        ),
        (
            "Answers this machine alone unless --host says otherwise, which needs a token.",
            "默认仅本机可访问；用 --host 对外开放时需要令牌。"
        ),
        ("The port.", "端口。"), ("The address to bind to.", "监听地址。"),
        (
            "A file with the token that everybody must give; the variable SHIPLINT_TOKEN otherwise.",
            "存放访问令牌的文件；否则取环境变量 SHIPLINT_TOKEN。"
        ),
        (
            "Where checks are kept; below the user's data folder by default.",
            "保存检查的文件夹；默认在用户数据文件夹下。"
        ),
        ("Days for which a check is kept.", "检查保留的天数。"),
        (
            "Keep nothing: results are gone five minutes after their page is closed, and when the server ends.",
            "不保存：页面关闭五分钟后删除结果，服务器结束时也删除。"
        ),
        (
            "The configuration of all checks; one that is uploaded is never used.",
            "所有检查使用的配置文件；上传的配置从不采用。"
        ),
        ("Megabytes that the files of a check may have together.", "一次检查的文件合计上限（MB）。"),
        ("Files that a check may have.", "一次检查的文件数上限。"),
        ("Seconds that a check may run.", "一次检查的时间上限（秒）。"),
        ("Megabytes that all checks may take on disk together.", "所有检查合计可占用的磁盘空间（MB）。"),
        ("Megabytes of memory that a check may take.", "一次检查的内存上限（MB）。"),
        ("Checks that run at once; the others wait.", "同时运行的检查数；其余排队。"),
        ("The program that checks; the one beside this one by default.", "执行检查的程序；默认为同一文件夹中的 shiplint。"),
    ]
}

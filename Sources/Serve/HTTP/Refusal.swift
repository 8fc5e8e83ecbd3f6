internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// A request that is not done, and why: answered as a problem (RFC 9457) in the language of who asked.
struct Refusal: Error, Equatable {
    /// The status of the answer, always one of the request's fault.
    let status: HTTPResponse.Status
    /// Why, in both languages.
    let english: String
    let chinese: String

    /// Seconds after which it may be tried again, where that helps.
    let wait: Int?

    init(_ status: HTTPResponse.Status, _ english: String, _ chinese: String, wait: Int? = nil) {
        (self.status, self.english, self.chinese, self.wait) = (status, english, chinese, wait)
    }

    /// The answer.
    func response(in language: PageLanguage) -> Response {
        let text = language == .chinese ? chinese : english
        let problem: [String: Any] = ["status": status.code, "title": status.reasonPhrase, "detail": text]
        let body = (try? JSONSerialization.data(withJSONObject: problem, options: [.sortedKeys])) ?? Data()
        var response = Response(
            status: status,
            headers: [.contentType: "application/problem+json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: body))
        )
        if let wait { response.headers[.retryAfter] = String(wait) }
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Refusal {
    /// Why there is no report; nothing where there is one.
    init?(_ outcome: CheckRunner.Outcome) {
        switch outcome {
        case .finished: return nil
        case .refused(let said): self = .failed(said)
        case .tooLong: self = .failed(CheckRecord.tooLong)
        case .crashed: self = .failed(CheckRecord.crashed)
        }
    }

    /// Why a check has no report, as its record says it.
    static func failed(_ problem: String?) -> Refusal {
        switch problem {
        case CheckRecord.tooLong:
            Refusal(
                .unprocessableContent,
                "the check took longer than it may and was stopped",
                "检查超过时间限制，已停止"
            )
        case CheckRecord.crashed, nil:
            Refusal(
                .unprocessableContent,
                "the check was ended before its report was written: its files may need more memory than a check has",
                "检查在生成报告前中止：文件所需内存可能超出限制"
            )
        case .some(let said): Refusal(.unprocessableContent, said, said)
        }
    }

    static let noSuchCheck = Refusal(.notFound, "there is no such check, or it was deleted", "没有此次检查，或已被删除")
    static let notFound = Refusal(.notFound, "there is nothing here", "此处没有内容")
    static let noAnswers = Refusal(
        .notFound,
        "this check has no answers of a supplier",
        "此次检查没有供应商自评回答"
    )
    static let isRun = Refusal(
        .conflict,
        "this check was run already; correct it by a new check after it",
        "此次检查已运行；请以其后的新检查进行更正"
    )
    static let notFinished = Refusal(.conflict, "this check is not finished", "此次检查尚未完成")
    static let noFiles = Refusal(.unprocessableContent, "no files were sent", "未收到任何文件")
    static let queueFull = Refusal(
        .tooManyRequests,
        "too many checks are waiting; try again in a little while",
        "等待中的检查过多，请稍后再试",
        wait: 10
    )
    static let storeFull = Refusal(
        .contentTooLarge,
        "the server has no room for more files now; delete checks that are needed no longer",
        "服务器存储空间不足；请删除不再需要的检查",
        wait: 600
    )
    static let tooManyAttempts = Refusal(
        .tooManyRequests,
        "too many wrong tokens; try again in a minute",
        "令牌错误次数过多，请一分钟后再试",
        wait: 60
    )
    static let brokenArchive = Refusal(
        .unprocessableContent,
        "this is no ZIP archive, or it is damaged",
        "不是 ZIP 压缩包，或压缩包已损坏"
    )
    static let encryptedArchive = Refusal(
        .unprocessableContent,
        "the archive is protected by a password",
        "压缩包受密码保护"
    )
    static let expandsTooMuch = Refusal(
        .contentTooLarge,
        "the archive unpacks to far more than its own size",
        "压缩包解压后的大小远超其自身"
    )
    static let unauthorized = Refusal(
        .unauthorized,
        "a token is needed: Authorization: Bearer …",
        "需要令牌：Authorization: Bearer …"
    )
    static let foreignOrigin = Refusal(
        .forbidden,
        "the request comes from another site's page",
        "请求来自其他网站的页面"
    )
    static let foreignHost = Refusal(
        .misdirectedRequest,
        "this server is not known by that name",
        "此服务器不使用该名称"
    )

    /// A form, a pack or answers, which are held in memory.
    static let textTooLarge = Refusal(.contentTooLarge, "this is larger than 1 MB", "此内容超过 1 MB")

    static func tooLarge(_ limit: Int) -> Refusal {
        Refusal(
            .contentTooLarge,
            "the files of a check may have \(limit >> 20) MB together",
            "一次检查的文件合计不得超过 \(limit >> 20) MB"
        )
    }

    static func tooManyFiles(_ limit: Int) -> Refusal {
        Refusal(.contentTooLarge, "a check may have \(limit) files", "一次检查最多 \(limit) 个文件")
    }

    static func unusablePath(_ path: String) -> Refusal {
        Refusal(
            .badRequest,
            "'\(path.prefix(200))' is no usable path of a file",
            "“\(path.prefix(200))”不是可用的文件路径"
        )
    }

    static func unknownFormat(_ names: [String]) -> Refusal {
        let list = names.joined(separator: ", ")
        return Refusal(.notAcceptable, "the report has the forms \(list)", "报告格式有 \(list)")
    }

    static func unusableValue(_ name: String) -> Refusal {
        Refusal(.badRequest, "'\(name)' has a value that cannot be used", "“\(name)”的值不可用")
    }
}

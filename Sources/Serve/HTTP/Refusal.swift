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

    init(_ status: HTTPResponse.Status, _ english: String, _ chinese: String) {
        (self.status, self.english, self.chinese) = (status, english, chinese)
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
        if status == .tooManyRequests { response.headers[.retryAfter] = "10" }
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Refusal {
    static let noSuchCheck = Refusal(.notFound, "there is no such check, or it was deleted", "没有此次检查，或已被删除")
    static let notFound = Refusal(.notFound, "there is nothing here", "此处没有内容")
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
        "等待中的检查过多，请稍后再试"
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

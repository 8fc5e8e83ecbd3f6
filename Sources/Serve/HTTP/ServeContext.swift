internal import Hummingbird

/// What is known of a request beside itself.
struct ServeContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The language of the answer.
    var language = PageLanguage.english
    /// The browser that asks; nothing where a program does.
    var visitor: String?
    /// Whether the token was presented as such, which lets everything be listed.
    var isOperator = false

    /// The address that the request comes from.
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

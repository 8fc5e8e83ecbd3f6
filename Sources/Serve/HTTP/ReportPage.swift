internal import Foundation

/// The HTML report as the server shows it: in a frame that can do nothing but draw it.
enum ReportPage {
    /// The policy that the report names for itself at its head, before anything of a document, made stricter for a frame.
    ///
    /// - Returns: a policy that lets no script run where the report names none.
    static func policy(of report: Data) -> String {
        let head = String(decoding: report.prefix(1000), as: UTF8.self)
        let sources = head.firstRange(of: "http-equiv=\"Content-Security-Policy\" content=\"").map { start in
            head[start.upperBound...].prefix { $0 != "\"" }
        }
        let own = sources.map { $0.split(separator: ";").map { $0.drop { $0 == " " } } } ?? []
        let allowed = own.filter { $0.hasPrefix("script-src 'sha256-") || $0.hasPrefix("style-src 'sha256-") }
        return
            (["default-src 'none'"] + allowed.map(String.init)
            + ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'", "sandbox allow-scripts allow-modals"])
            .joined(separator: "; ")
    }
}

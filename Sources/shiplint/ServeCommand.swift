internal import ArgumentParser
internal import Linting
internal import Records

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// `shiplint serve`: becomes `shiplint-serve`, a program of its own, so that the linter carries no server.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a page in the browser where files are dropped and checked.",
        discussion: """
            Starts shiplint-serve, which is installed beside this program, with the options given; 'shiplint serve --help' \
            shows them where it is there.
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "Options of shiplint-serve, such as --port 8080.")
    var options: [String] = []

    func run() throws {
        guard let server = Installation.companion("shiplint-serve") else {
            if options.contains("--help") || options.contains("-h") { throw CleanExit.helpRequest(self) }
            throw UsageError(
                message: Terminal.spoken == .chinese
                    ? "本程序旁没有 shiplint-serve；在源代码目录运行 make serve 即可构建，再将其放到 shiplint 旁边"
                    : "shiplint-serve is not beside this program; 'make serve' in the source folder builds it, to be put "
                        + "beside shiplint"
            )
        }
        // What is copied here is the new program's, or lost with this one.
        var arguments = unsafe ([server] + options).map { unsafe strdup($0) } + [nil]
        unsafe execv(server, &arguments)
        throw UsageError(message: unsafe "\(server): \(String(cString: strerror(errno)))")
    }
}

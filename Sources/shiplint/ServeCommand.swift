internal import ArgumentParser
internal import Linting
internal import Records
internal import ServeOptions

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// `shiplint serve`: becomes the server, a program of its own, so that this one never carries what only servers need.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a page on which the files of a shipment are dropped and checked.",
        discussion: "Answers this machine alone unless --host says otherwise, which needs a token."
    )

    @OptionGroup var options: ServeOptions

    func run() throws {
        guard let server = Installation.server else {
            let isChinese = Terminal.language == .chinese
            throw UsageError(
                message: isChinese
                    ? "shiplint-serve 未安装在 shiplint 旁边：请在源代码文件夹中运行 make serve，或使用容器镜像"
                    : "shiplint-serve is not installed beside shiplint: run `make serve` in the sources, or use the container image"
            )
        }
        // Ends with a null pointer, as execv wants it; the process is replaced, so that nothing is freed.
        var arguments = unsafe ([server] + CommandLine.arguments.dropFirst(2)).map { unsafe strdup($0) } + [nil]
        _ = unsafe execv(server, &arguments)
        throw UsageError(message: "\(server): cannot be started")
    }
}

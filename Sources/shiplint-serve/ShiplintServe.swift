internal import ArgumentParser
internal import Foundation
internal import Records
internal import Serve
internal import ServeOptions

/// `shiplint-serve`, which `shiplint serve` starts.
@main
struct ShiplintServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shiplint-serve",
        abstract: "A page on which the files of a shipment are dropped and checked.",
        discussion: "Answers this machine alone unless --host says otherwise, which needs a token."
    )

    @OptionGroup var options: ServeOptions

    /// As those of the linter, scripts can rely on the exit status: 2 where the server cannot be started.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if let server = command as? Self { try await server.run() } else { try command.run() }
        } catch let obstacle as Server.Obstacle {
            stop(language == .chinese ? obstacle.chinese : obstacle.english)
        } catch {
            guard exitCode(for: error) == .success else { stop(message(for: error)) }
            exit(withError: error)
        }
    }

    private static func stop(_ message: String) -> Never {
        FileHandle.standardError.write(Data("shiplint: \(message)\n".utf8))
        exit(withError: ExitCode(2))
    }

    private static var language: Language {
        let environment = ProcessInfo.processInfo.environment
        return Language(ofLocale: { environment[$0].flatMap { $0.isEmpty ? nil : $0 } })
    }

    func run() async throws {
        let folder = try dataFolder()
        defer { if options.noStore { try? FileManager.default.removeItem(at: folder) } }
        var settings = ServeSettings(folder: folder, program: try whole(options.program ?? Self.beside))
        (settings.host, settings.port, settings.token) = (options.host, options.port, try token())
        (settings.keepDays, settings.stores) = (options.keepDays, !options.noStore)
        // Checks run in folders of their own, so that paths are made whole here.
        settings.packs = options.packs.map { list in
            list.split(separator: ",").map {
                $0.contains("/") || $0.hasSuffix(".yaml") ? absolute(String($0)) : String($0)
            }
            .joined(separator: ",")
        }
        settings.configuration = try options.config.map(whole)
        settings.limits.bytes = options.maxSize << 20
        settings.limits.files = options.maxFiles
        settings.limits.store = options.maxStore << 20
        settings.limits.seconds = options.timeLimit
        settings.limits.memory = options.memory << 20
        settings.limits.running = options.jobs
        let server = try Server(settings)
        let host = options.host.contains(":") ? "[\(options.host)]" : options.host
        try await server.run { port in
            FileHandle.standardOutput.write(Data("shiplint: http://\(host):\(port)/\n".utf8))
        }
    }

    private func token() throws -> String? {
        guard let tokenFile = options.tokenFile else { return ProcessInfo.processInfo.environment["SHIPLINT_TOKEN"] }
        guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
            throw ValidationError("\(tokenFile): cannot be read")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func dataFolder() throws -> URL {
        if options.noStore {
            let (place, prefix) = (FileManager.default.temporaryDirectory, "shiplint-serve-")
            FolderLock.removeAbandoned(in: place, prefix: prefix)
            return place.appending(path: prefix + UUID().uuidString)
        }
        if let data = options.data { return URL(filePath: data) }
        let environment = ProcessInfo.processInfo.environment
        let base = environment["XDG_DATA_HOME"] ?? environment["HOME"].map { "\($0)/.local/share" }
        guard let base else { throw ValidationError("--data is needed where there is no home folder") }
        return URL(filePath: base).appending(path: "shiplint")
    }

    private func whole(_ path: String) throws -> String {
        guard FileManager.default.fileExists(atPath: path) else { throw ValidationError("\(path): is not there") }
        return absolute(path)
    }

    private func absolute(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }

    /// The linter beside this program, links resolved.
    private static var beside: String {
        let own = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? URL(filePath: CommandLine.arguments[0])
        return own.deletingLastPathComponent().appending(path: "shiplint").path(percentEncoded: false)
    }
}

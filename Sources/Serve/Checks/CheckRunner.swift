internal import Foundation
internal import Linting
internal import Subprocess

#if canImport(SystemPackage)
internal import SystemPackage
#else
internal import System
#endif

/// Runs the program over the files of a check, in a process of its own: what goes wrong there is not the server's.
struct CheckRunner: Sendable {
    /// The end of a run.
    enum Outcome: Sendable, Equatable {
        /// The reports are written.
        case finished
        /// The program says why there are none.
        case refused(String)
        /// It was stopped after the time that a check may take.
        case tooLong
        /// It was ended from outside, such as by the memory that it may take.
        case crashed
    }

    let settings: ServeSettings

    /// Writes reports of a check's files.
    ///
    /// - Parameters:
    ///   - record: the check.
    ///   - folder: its files.
    ///   - outputs: the forms, and the files to write them to.
    ///   - share: whether what others should not see is left out.
    /// - Returns: how it ended.
    func run(_ record: CheckRecord, _ folder: CheckFolder, outputs: [(format: String, file: URL)], share: Bool) async
        -> Outcome
    {
        // One that is uploaded is never the configuration: it could name files of this machine.
        let configuration = settings.configuration ?? "../\(CheckFolder.configuration)"
        var arguments = ["check", "--lang", record.language.rawValue, "--config", configuration]
        for (format, file) in outputs { arguments += ["--output", "\(format)=\(file.path(percentEncoded: false))"] }
        if let packs = packs(of: record, folder) { arguments += ["--packs", packs] }
        if let categories = record.categories { arguments += ["--categories", categories] }
        if let markets = record.markets { arguments += ["--markets", markets] }
        if let stage = record.stage { arguments += ["--stage", stage] }
        if let asOf = record.asOf { arguments += ["--as-of", asOf] }
        if share { arguments.append("--share") }
        // Every value above is an option's own argument, and the path is ours, so that no upload is taken for an option.
        arguments += ["--", record.folderName]
        guard let place = try? folder.called(record.folderName) else { return .crashed }
        return await withinTime { [arguments] in await start(arguments, in: place, folder) }
    }

    /// Ends what takes longer than a check may.
    private func withinTime(_ operation: @escaping @Sendable () async -> Outcome) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            group.addTask(operation: operation)
            group.addTask {
                try? await Task.sleep(for: .seconds(settings.limits.seconds))
                return .tooLong
            }
            // The one that is not first is cancelled, which ends the process.
            let first = await group.next() ?? .crashed
            group.cancelAll()
            return first
        }
    }

    /// Writes the records of a file as JSON.
    ///
    /// - Parameters:
    ///   - path: the file within the check.
    ///   - folder: the check's.
    ///   - output: the file to write to.
    /// - Returns: whether it could be read.
    func convert(_ path: String, of folder: CheckFolder, to output: URL) async -> Bool {
        let arguments = ["convert", "--to", "json", "--config", "../\(CheckFolder.configuration)", "--", path]
        return await withinTime { await start(arguments, in: folder.files, folder, output: output) } == .finished
    }

    /// The packs that a check is judged by; nothing for those of the configuration, or the recommended ones.
    private func packs(of record: CheckRecord, _ folder: CheckFolder) -> String? {
        let isOwn = FileManager.default.fileExists(atPath: folder.pack.path(percentEncoded: false))
        let own = isOwn ? ["../\(folder.pack.lastPathComponent)"] : []
        let usual = [record.isAssessment ? SelfAssessment.packs : nil, settings.packs].compactMap(\.self)
        guard !usual.isEmpty || isOwn else { return nil }
        return ((usual.isEmpty ? ["recommended"] : usual) + own).joined(separator: ",")
    }

    private func start(
        _ arguments: [String],
        in place: URL,
        _ folder: CheckFolder,
        output: URL = URL(filePath: "/dev/null")
    ) async -> Outcome {
        let limit = "ulimit -c 0; ulimit -v \"$1\"; ulimit -t \"$2\"; shift 2; exec \"$@\""
        let kilobytes = String(settings.limits.memory >> 10)
        // Where the server itself is killed, nobody else would end it. All cores count.
        let processor = String(settings.limits.seconds * ProcessInfo.processInfo.activeProcessorCount)
        let environment: [Environment.Key: String] = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent",
        ]
        do {
            let messages = try unsafe FileDescriptor.open(
                folder.messages.path(percentEncoded: false),
                .writeOnly,
                options: [.create, .truncate],
                permissions: [.ownerReadWrite]
            )
            let written = try unsafe FileDescriptor.open(
                output.path(percentEncoded: false),
                .writeOnly,
                options: [.create, .truncate],
                permissions: [.ownerReadWrite]
            )
            let result = try await Subprocess.run(
                .path("/bin/sh"),
                arguments: Arguments(["-c", limit, "sh", kilobytes, processor, settings.program] + arguments),
                environment: .custom(environment),
                workingDirectory: FilePath(place.path(percentEncoded: false)),
                output: .fileDescriptor(written, closeAfterSpawningProcess: true),
                error: .fileDescriptor(messages, closeAfterSpawningProcess: true)
            )
            switch result.terminationStatus {
            // Findings are a result.
            case .exited(0), .exited(1): return .finished
            case .exited(2): return .refused(said(folder))
            default: return .crashed
            }
        } catch {
            return .crashed
        }
    }

    /// The beginning of what the program said.
    private func said(_ folder: CheckFolder) -> String {
        guard let file = try? FileHandle(forReadingFrom: folder.messages) else { return "" }
        let bytes = try? file.read(upToCount: 4000)
        // Files of the check's own folder are called as who sent them knows them.
        return String(decoding: bytes ?? Data(), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            .replacing("../\(folder.pack.lastPathComponent):", with: "\(folder.pack.lastPathComponent):")
    }
}

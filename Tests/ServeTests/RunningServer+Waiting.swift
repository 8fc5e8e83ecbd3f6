import Foundation
import TestSupport

@testable import Serve

extension RunningServer {
    /// Runs a test with a server whose checks wait until a file `go` is in the folder that the test is given.
    static func withWaitingChecks(
        _ change: @escaping (inout ServeSettings) -> Void = { _ in },
        _ test: @escaping @Sendable (RunningServer, URL) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with(["program": ""]) { folder in
            let program = folder.appending(path: "program")
            let script = """
                #!/bin/sh
                echo $$ > "\(folder.appending(path: "pid").path())"
                while [ ! -e "\(folder.appending(path: "go").path())" ]; do sleep 0.1; done
                exec "\(Program.path.path())" "$@"
                """
            try Data(script.utf8).write(to: program)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path())
            try await with {
                $0.program = program.path()
                $0.limits.running = 1
                change(&$0)
            } _: { server in
                try await test(server, folder)
            }
        }
    }
}

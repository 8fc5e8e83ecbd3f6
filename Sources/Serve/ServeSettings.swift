package import Foundation

/// How the server is run.
package struct ServeSettings: Sendable {
    /// The address it binds to.
    package var host = "127.0.0.1"
    /// Its port; 0 takes one that is free.
    package var port = 8080
    /// What everybody must present who is not on this machine; needed where the address is no loopback.
    package var token: String?
    /// Where checks are kept.
    package var folder: URL
    /// Days for which a check is kept.
    package var keepDays = 30
    /// Whether checks are kept at all beyond the time somebody looks at them.
    package var stores = true
    /// The program that checks.
    package var program: String
    /// Packs by name or path, with commas between, as the program takes them.
    package var packs: String?
    /// The configuration of all checks; what is uploaded is never one, for it could name files of this machine.
    package var configuration: String?
    /// What one upload and one check may take.
    package var limits = ServeLimits()

    /// Makes settings; the rest is as said there.
    package init(folder: URL, program: String) {
        self.folder = folder
        self.program = program
    }

    /// Whether only this machine can reach the server.
    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

/// What one upload and one check may take.
package struct ServeLimits: Sendable {
    /// Bytes of all files of a check, as uploaded and unpacked.
    package var bytes = 200 << 20
    /// Bytes that all checks may take on disk, with their reports.
    package var store = 20_000 << 20
    /// Files of a check.
    package var files = 2000
    /// How many times its own size an archive may unpack to.
    package var ratio = 200
    /// Seconds that a check may run.
    package var seconds = 120
    /// Bytes of memory that a check may take.
    package var memory = 4 << 30
    /// Checks that run at once.
    package var running = 2
    /// Checks that may wait for their turn.
    package var waiting = 500

    /// The usual limits.
    package init() {}
}

package import ArgumentParser

/// The options of the server, which `shiplint serve` explains and checks, and `shiplint-serve` obeys.
package struct ServeOptions: ParsableArguments {
    @Option(help: "The port.")
    package var port = 8080

    @Option(help: "The address to bind to.")
    package var host = "127.0.0.1"

    @Option(help: "A file with the token that everybody must give; the variable SHIPLINT_TOKEN otherwise.")
    package var tokenFile: String?

    @Option(help: "Where checks are kept; below the user's data folder by default.")
    package var data: String?

    @Option(help: "Days for which a check is kept.")
    package var keepDays = 30

    @Flag(help: "Keep nothing: results are gone five minutes after their page is closed, and when the server ends.")
    package var noStore = false

    @Option(help: "Packs by name or path, with commas between; 'recommended' by default.")
    package var packs: String?

    @Option(help: "The configuration of all checks; one that is uploaded is never used.")
    package var config: String?

    @Option(help: "Megabytes that the files of a check may have together.")
    package var maxSize = 200

    @Option(help: "Files that a check may have.")
    package var maxFiles = 2000

    @Option(help: "Megabytes that all checks may take on disk together.")
    package var maxStore = 20_000

    @Option(help: "Seconds that a check may run.")
    package var timeLimit = 120

    @Option(help: "Megabytes of memory that a check may take.")
    package var memory = 4096

    @Option(help: "Checks that run at once; the others wait.")
    package var jobs = 2

    @Option(help: "The program that checks; the one beside this one by default.")
    package var program: String?

    package func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
        let numbers = [keepDays, maxSize, maxFiles, maxStore, timeLimit, memory, jobs]
        guard numbers.allSatisfy({ (1...1_000_000).contains($0) }) else {
            throw ValidationError(
                "--keep-days, --max-size, --max-files, --max-store, --time-limit, --memory and --jobs are 1 or more"
            )
        }
    }

    /// Options that say nothing.
    package init() {}
}

internal import ArgumentParser

/// `shiplint completions`.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print the completions of a shell: bash, zsh or fish.",
        discussion: """
            For bash: shiplint completions bash > ~/.local/share/bash-completion/completions/shiplint
            For zsh: shiplint completions zsh > "${fpath[1]}/_shiplint"
            For fish: shiplint completions fish > ~/.config/fish/completions/shiplint.fish
            """
    )

    @Argument(help: "bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"]))
    var shell: String

    func validate() throws {
        guard CompletionShell(rawValue: shell) != nil else {
            throw ValidationError("the shell is bash, zsh or fish, not '\(shell)'")
        }
    }

    func run() {
        if let shell = CompletionShell(rawValue: shell) { Terminal.print(Shiplint.completionScript(for: shell)) }
    }
}

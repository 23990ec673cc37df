import ArgumentParser
import Console
import Handbook

/// popscope: a POP3 console that teaches and tests.
@main
struct Popscope: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "popscope",
        abstract: HelpWords.text(
            en: "A POP3 console that teaches and tests.", ja: "POP3 を学び、試すためのコンソールです。"),
        usage: """
            popscope [<server>] [<options>]
            popscope <subcommand> ...
            """,
        discussion: HelpWords.overview[HelpWords.language],
        version: version,
        subcommands: [Connect.self, Serve.self, Help.self])

    static func main() async {
        ignoreBrokenPipes()
        do {
            var command = try parseAsRoot(try Arguments.inOrder(Array(CommandLine.arguments.dropFirst())))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}

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
        subcommands: [
            Connect.self, Check.self, Compare.self, Explain.self, Replay.self, Serve.self, Proxy.self, Help.self,
        ])

    static func main() async {
        ignoreBrokenPipes()
        do {
            var command = try parse(try Arguments.inOrder(Array(CommandLine.arguments.dropFirst())))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }

    /// The command of these words.
    ///
    /// The console is tried alone first: below another command its options would be looked up twice, milliseconds before
    /// the first prompt. Whatever is wrong or asks for help is said by the whole program.
    private static func parse(_ words: [String]) throws -> any ParsableCommand {
        if words.first == Connect.configuration.commandName,
            let connect = try? Connect.parseAsRoot(Array(words.dropFirst()))
        {
            return connect
        }
        return try parseAsRoot(words)
    }
}

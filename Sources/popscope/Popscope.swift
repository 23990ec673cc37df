import ArgumentParser
import Console

/// popscope: a POP3 console that teaches and tests.
@main
struct Popscope: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "popscope",
        abstract: "A POP3 console that teaches and tests.",
        discussion: """
            Connects to any POP3 server and shows each raw exchange with its protocol state and its meaning by the RFC.
            Without an argument it opens the practice server inside the program.

            EXAMPLES
              popscope                            practise: the server, its mail and its users are inside
              popscope mail.example.jp 110        in place of: telnet mail.example.jp 110
              popscope pop3://mail.example.jp     the same by URL
              popscope HOST -c CAPA -c QUIT       two commands, then out
              popscope HOST -f session.txt        the lines of a file
              echo CAPA | popscope HOST --json    one JSON event a line

            EXIT STATUS
              0 done   1 what --fail-on names   64 usage   66 input file   68 host unknown   69 no connection, or lost
              73 output   75 try again   76 protocol broken   77 login refused   130 interrupted
            """,
        version: version,
        subcommands: [Connect.self, Help.self],
        defaultSubcommand: Connect.self)

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

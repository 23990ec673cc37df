import ArgumentParser
import Console
import Handbook

/// `popscope help`: the commands of this program, and those of POP3.
struct Help: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: HelpWords.text(
            en: "Explain a command of popscope, a command of POP3, a group or a requirement.",
            ja: "POP3 や popscope のコマンドなどを説明する。"),
        usage: "popscope help [<topic>] [<options>]",
        discussion: """
            popscope help LIST
            popscope help @auth
            popscope help rfc1939-4-greeting-positive
            """)

    @Argument(
        help: ArgumentHelp(
            en: "A command, a POP3 verb, a group such as @auth, or the id of a requirement.",
            ja: "コマンド、@auth などのグループ、要件の ID。"))
    var topic: String?

    @OptionGroup var display: DisplayOptions

    func run() throws {
        guard let topic else { throw CleanExit.helpRequest(Popscope.self) }
        if let command = Popscope.configuration.subcommands.first(where: { $0.configuration.commandName == topic }) {
            throw CleanExit.helpRequest(command)
        }
        guard let page = HelpTopics.page(on: topic, try display.settings(isInteractive: false), width: nil) else {
            throw ValidationError(UnknownTopic(topic).text(in: display.language, columns: errorColumns()))
        }
        StandardStream.output.write(page)
    }
}

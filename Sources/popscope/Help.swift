import ArgumentParser
import Console

/// `popscope help`: the commands of this program, and those of POP3.
struct Help: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help", abstract: "Explain a command of popscope, a command of POP3, a group or a requirement.",
        discussion: "popscope help LIST · popscope help @auth · popscope help rfc1939-4-greeting-positive")

    @Argument(help: "A command, a POP3 verb, a group such as @auth, or the id of a requirement.")
    var topic: String?

    @OptionGroup var display: DisplayOptions

    func run() throws {
        guard let topic else { throw CleanExit.helpRequest(Popscope.self) }
        if let command = Popscope.configuration.subcommands.first(where: { $0.configuration.commandName == topic }) {
            throw CleanExit.helpRequest(command)
        }
        guard let page = HelpTopics.page(on: topic, try display.settings(isInteractive: false), width: nil) else {
            throw ValidationError("There is no help on '\(topic)'. Topics: \(HelpTopics.all.joined(separator: " "))")
        }
        StandardStream.output.write(page)
    }
}

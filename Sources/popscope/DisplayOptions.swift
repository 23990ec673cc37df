public import ArgumentParser
public import Console
public import Handbook

/// How things are shown: the options that every command shares.
struct DisplayOptions: ParsableArguments {
    @Option(help: ArgumentHelp(en: "How much is explained.", ja: "説明の量。"))
    var notes: NotesPolicy?

    @Option(help: ArgumentHelp(en: "The language of the notes.", ja: "説明の言語。"))
    var lang: Language?

    @Option(help: ArgumentHelp(en: "When colours are used.", ja: "色。"))
    var color: ColorChoice = .auto

    @Flag(help: ArgumentHelp(en: "Write events as JSON, one a line.", ja: "1 行に 1 つの JSON イベントを書く。"))
    var json = false

    @Flag(
        help: ArgumentHelp(
            en: "Only append to the screen, never redraw a line; also ACCESSIBLE=1.",
            ja: "画面に追記だけする (ACCESSIBLE=1 も同じ)。"))
    var accessible = false

    var isAccessible: Bool { accessible || environment("ACCESSIBLE").map { !["", "0"].contains($0) } == true }

    /// The language by option, else by the environment.
    var language: Language { lang ?? .preferred }

    /// The settings by environment, config file and option; the later wins.
    ///
    /// - Throws: `ValidationError` with each wrong line of the config file.
    func settings(isInteractive: Bool) throws -> Settings {
        var settings = Settings()
        settings.language = language
        let variables = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"].map { ($0, environment($0) ?? "") }
        let environmentColor = ColorChoice.auto.isColored(
            environment: Dictionary(uniqueKeysWithValues: variables.filter { !$0.1.isEmpty }),
            isTerminal: StandardStream.output.isTerminal)
        settings.hasColor = environmentColor
        if isInteractive { try readConfig(into: &settings) } else { settings.prepareForBatch() }
        if let lang { settings.language = lang }
        if let notes { settings.notes = notes }
        settings.hasColor = settings.hasColor && environmentColor
        if color != .auto { settings.hasColor = color == .always }
        if isAccessible { settings.hasHints = false }
        return settings
    }

    private func readConfig(into settings: inout Settings) throws {
        guard let path = Paths.config.map({ $0 + "/config" }) else { return }
        do {
            guard let text = try PrivateFile.read(path) else { return }
            let faults = ConfigFile.apply(String(decoding: text, as: UTF8.self), to: &settings)
            guard faults.isEmpty else {
                let lines = faults.map { "\(path):\($0.line): \($0.refusal.text[settings.language])" }
                throw ValidationError(lines.joined(separator: "\n"))
            }
        } catch let failure as PrivateFile.Failure {
            throw ValidationError("Cannot read \(failure.path): \(failure.reason).")
        }
    }
}

extension NotesPolicy: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

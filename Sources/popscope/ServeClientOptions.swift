import ArgumentParser
import Conformance
import Handbook

/// Whether clients are judged, and what is told of them.
struct ClientCheckOptions: ParsableArguments {
    @Flag(
        name: .customLong("check-client"),
        help: ArgumentHelp(en: "Judge the clients; the report comes at the end.", ja: "クライアントを判定し、最後にレポートを出す。"))
    var isOn = false

    @Option(
        name: .customLong("format"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            en: "The form of that report, as of check; repeatable.", ja: "レポートの形式 (check と同じ)。何度でも指定できる。"),
        transform: CheckFormat.init(parsing:))
    var formats: [CheckFormat] = []

    @Option(help: ArgumentHelp(en: "Which set of requirements is judged.", ja: "要件の範囲。"))
    var profile: Inspection.Options.Profile?

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            en: "What makes the exit status 1: fail, warn, or impacts.", ja: "1 で終わる条件: fail、warn、または影響。"),
        transform: CheckFailure.init(parsing:))
    var failOn: CheckFailure?

    func validate() throws {
        try CheckFormat.check(formats, asksForJSON: false)
        guard !isOn, !formats.isEmpty || profile != nil || failOn != nil else { return }
        throw ValidationError(
            HelpWords.text(
                en: "--format, --profile and --fail-on need --check-client.",
                ja: "--format、--profile、--fail-on には --check-client が必要です。"))
    }

    /// The rows that are told.
    var scope: Testimony.Scope { Testimony.Scope(profile ?? .standard) }
}

public import Handbook
public import POP3

/// Why a server cannot be inspected at all.
public struct ReportRefusal: Hashable, Sendable {
    /// What happened, in one sentence.
    public let text: Localized
    /// The exit status that it asks for: 66, 68, 69, 75, 76 or 77.
    public let status: Int32

    /// No connection came about, or it was lost before the greeting.
    public init(_ error: LinkError) {
        var outcome = Outcome()
        outcome.failed(error)
        status = outcome.status(failing: .never)
        text = ShellWords.failed(error, .connecting)
    }

    /// The server greeted with a refusal.
    public init(greeting: Line) {
        let said = Sanitizer.visible(greeting.bytes)
        text = Localized(
            en: "The server refused the session, so nothing can be judged: \(said)",
            ja: "サーバーがセッションを拒否したため、何も判定できません: \(said)")
        status = Outcome.Status.tryAgain
    }

    /// The server closed without a greeting.
    public static let silent = ReportRefusal(
        text: Localized(
            en: "The server closed without a greeting, so nothing can be judged.",
            ja: "サーバーが最初の応答を送らずに接続を閉じたため、何も判定できません。"),
        status: Outcome.Status.unavailable)

    private init(text: Localized, status: Int32) {
        self.text = text
        self.status = status
    }
}

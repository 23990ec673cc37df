import Handbook
import POP3

/// The states of RFC 1939 as a picture, and where the session is: `:state`.
struct StateDiagram {
    private let layout: Layout

    /// A diagram in one layout; it fits 40 columns.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// The picture with the state that the session is in marked.
    func lines(at phase: Session.Phase) -> [String] {
        state(.greeting, at: phase) + arrow(Localized(en: "greeting: +OK", ja: "最初の応答: +OK"))
            + state(.authorization, at: phase) + commands(of: .authorization)
            + arrow(Localized(en: "+OK to PASS, APOP or AUTH", ja: "PASS、APOP、AUTH に +OK"))
            + state(.transaction, at: phase) + commands(of: .transaction) + arrow(Localized(verbatim: "QUIT"))
            + state(.update, at: phase) + removal
            + arrow(Localized(en: "the server closes", ja: "サーバーが切断"))
            + state(.closed, at: phase) + footnotes
    }

    private func state(_ state: Session.Phase, at phase: Session.Phase) -> [String] {
        let name = state.name ?? layout(Localized(en: "connected", ja: "接続"))
        guard state == phase else { return [layout.line(.note, "   " + name)] }
        let here = layout(Localized(en: "  <- you are here", ja: "  <- 現在の状態"))
        return [layout.line(.note, layout.style.paint("=> " + name + here, .emphasis))]
    }

    private func commands(of phase: Session.Phase) -> [String] {
        let verbs = CommandTable.rows.filter { $0.phases.contains(phase) && !$0.isObsolete }.map(\.verb.name)
        return inner(verbs.joined(separator: " "))
    }

    private var removal: [String] {
        inner(layout(Localized(en: "marked messages are removed", ja: "削除マークのメールを削除")))
    }

    private func inner(_ text: String) -> [String] {
        let bar = "   |    "
        let width = layout.room(beside: .note).map { $0 - bar.utf8.count } ?? .max
        return TextWrapping.lines(of: text, firstWidth: width, width: width).map { layout.line(.note, bar + $0) }
    }

    private func arrow(_ label: Localized) -> [String] {
        ["   |  " + layout(label), "   v"].map { layout.line(.note, $0) }
    }

    private var footnotes: [String] {
        layout.note(
            Localized(
                en: "QUIT in AUTHORIZATION closes at once. A connection that ends without QUIT never reaches UPDATE: "
                    + "nothing is deleted (RFC 1939 3, 6).",
                ja: "AUTHORIZATION で QUIT を送ると、そのまま切断されます。QUIT なしで接続が切れると UPDATE には入らず、"
                    + "何も削除されません (RFC 1939 3, 6)。"))
    }
}

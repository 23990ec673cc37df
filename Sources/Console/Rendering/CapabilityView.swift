import Handbook
import POP3

/// Lays out what the server announced by CAPA, with what each line means: `:caps`.
struct CapabilityView {
    private static let column = 20
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// One capability a line; `nil` stands for a session in which CAPA was not answered.
    func lines(_ capabilities: [Capability]?) -> [String] {
        guard let capabilities else {
            return layout.note(
                Localized(
                    en: "Not known: CAPA has not been answered since the connection, or TLS, began.",
                    ja: "不明です。接続または TLS の開始以降、CAPA への応答がまだありません。"))
        }
        guard !capabilities.isEmpty else {
            return layout.note(Localized(en: "CAPA announced nothing.", ja: "CAPA は何も通知しませんでした。"))
        }
        return capabilities.flatMap(line)
    }

    private func line(_ capability: Capability) -> [String] {
        let words = Sanitizer.visible(([capability.tag] + capability.parameters).joined(separator: " "))
        let page = CapabilityPages[capability.tag]
        let source = page.map { " (\($0.citation.text))" } ?? ""
        let isNarrow = layout.width.map { $0 < 60 } ?? false
        let text =
            (words + "  ").padded(to: isNarrow ? 0 : Self.column)
            + layout(CapabilityPages.meaning(of: capability)) + source
        return layout.lines(.note, text, hanging: isNarrow ? 4 : Self.column)
    }
}

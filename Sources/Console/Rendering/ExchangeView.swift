import Handbook
import POP3

/// When the line that was sent is shown again: `:set echo`.
public enum EchoPolicy: String, CaseIterable, Sendable {
    case always
    /// Where it is not what was typed: after masking, for a script, for a command that the console made.
    case auto
    case off

    /// Whether a client line is shown.
    ///
    /// - Parameter typed: the line as it stands on the screen; `nil` when nobody typed it.
    func shows(_ command: Command, typed: [UInt8]?) -> Bool {
        switch self {
        case .always: true
        case .auto: typed != command.line.bytes
        case .off: false
        }
    }
}

/// How large a reply was and how long it took: what stands at the right end of its last line.
struct Measure: Hashable, Sendable {
    /// `9 lines, 269 octets, 38 ms`, or `41 ms` alone for a reply of one line.
    let text: Localized

    /// The measure of a reply; `nil` without a time, for what must not differ from run to run.
    init?(_ reply: Reply, time: Duration?) {
        guard let time else { return nil }
        let sizes = reply.body.map { [Count.lines($0.lines), Count.octets($0.octets)] } ?? []
        let duration = Localized(en: time.text, ja: "応答時間 \(time.text)")
        text = (sizes + [duration]).joined(by: Localized(en: ", ", ja: "、"))
    }
}

/// Lays out the lines of the wire: what was sent, what came.
struct ExchangeView {
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// The line that was sent, its secret masked.
    func sent(_ command: Command) -> String {
        layout.line(.client, Sanitizer.visible(command.redacted().line.bytes))
    }

    /// A server line as it came, with the measure of the reply when this is its last line and there is room beside it.
    ///
    /// Lines of the wire are never wrapped by us: the terminal may.
    func received(_ line: Line, _ measure: Measure? = nil) -> [String] {
        let text = Sanitizer.visible(line.bytes)
        let shown = painted(line, text)
        guard let measure = measure?.text else { return [shown] }
        let used = Gutter.server.text.utf8.count + DisplayWidth.of(text)
        // In English in every language: the line belongs to the wire.
        guard let width = layout.width, used + 2 + measure.en.utf8.count <= width else { return [shown] }
        return [shown + String(repeating: " ", count: width - used - measure.en.utf8.count) + measure.en]
    }

    /// The line behind its gutter; a refusal has its indicator in the colour of trouble as well.
    private func painted(_ line: Line, _ text: String) -> String {
        switch Reply(first: line).status {
        case .ok, .challenge, .malformed: return layout.line(.server, text)
        case .err:
            let count = Reply.Status.err.indicator.count
            let indicator = layout.style.paint(String(text.prefix(count)), .refusal)
            return layout.line(.refusal, indicator + text.dropFirst(count))
        }
    }

    /// The lines behind a body that came whole or was cut: its terminator, with the measure.
    func terminator(_ reply: Reply, time: Duration?) -> [String] {
        let measure = Measure(reply, time: time)
        guard reply.body?.isTerminated == true else { return measure.map { layout.note($0.text) } ?? [] }
        return received(".", measure)
    }
}

import Handbook
import POP3

/// How long the server took to answer, by command.
struct Timings: Hashable, Sendable {
    private var times: [Verb: [Duration]] = [:]
    private var order: [Verb] = []

    /// Notes the time of an exchange; the greeting has no command.
    mutating func append(_ time: Duration, for command: Command?) {
        let verb = command?.verb ?? Verb("greeting")
        if times[verb] == nil { order.append(verb) }
        times[verb, default: []].append(time)
    }

    /// A row of the summary.
    struct Row: Hashable, Sendable {
        let topic: String
        let count: Int
        /// The middle one; of an even number the lower of the two in the middle.
        let median: Duration
        let longest: Duration
    }

    /// One row a command, in the order in which they were first sent.
    var rows: [Row] {
        order.compactMap { verb in
            guard let sorted = times[verb]?.sorted(), let longest = sorted.last else { return nil }
            let topic = verb == Verb("greeting") ? "greeting" : verb.name
            return Row(topic: topic, count: sorted.count, median: sorted[(sorted.count - 1) / 2], longest: longest)
        }
    }
}

/// Lays the times out: `:timing`.
struct TimingView {
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// A table with one row a command.
    func lines(_ timings: Timings) -> [String] {
        let rows = timings.rows
        guard !rows.isEmpty else {
            return layout.note(Localized(en: "Nothing has been answered yet.", ja: "まだ応答はありません。"))
        }
        let head = [
            Localized(en: "command", ja: "コマンド"), Localized(en: "count", ja: "回数"),
            Localized(en: "median", ja: "中央値"), Localized(en: "longest", ja: "最長"),
        ].map { layout($0) }
        return table([head] + rows.map { [$0.topic, $0.count.grouped, $0.median.text, $0.longest.text] })
    }

    private func table(_ rows: [[String]]) -> [String] {
        let widths = (0..<4).map { column in rows.map { DisplayWidth.of(Sanitizer.visible($0[column])) }.max() ?? 0 }
        return rows.map { row in
            let topic = Sanitizer.visible(row[0]).truncated(to: 12).padded(to: min(widths[0], 12))
            let numbers = (1..<4).map { row[$0].aligned(to: widths[$0]) }
            return layout.line(.note, ([topic] + numbers).joined(separator: "  "))
        }
    }
}

extension String {
    /// The text with blanks in front of it up to so many columns.
    func aligned(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - DisplayWidth.of(self))) + self
    }
}

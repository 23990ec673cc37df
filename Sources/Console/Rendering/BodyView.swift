import Handbook
import POP3

/// The body of a reply at the console: its beginning as it passes, then how much more there is.
struct BodyView: Sendable {
    /// How many lines are shown at once.
    static let screenful = 40
    /// How many octets of one line are shown at once.
    static let lineLimit = 4_096

    private let layout: Layout
    private var renderer: BodyRenderer

    /// A view of a body that is about to come.
    ///
    /// - Parameter maximumLines: how many lines are shown, each up to ``lineLimit`` octets; `nil` shows everything, as in
    ///   a batch.
    init(_ layout: Layout, maximumLines: Int? = BodyView.screenful) {
        self.layout = layout
        renderer = BodyRenderer(
            layout, lineLimit: maximumLines == nil ? nil : Self.lineLimit, maximumLines: maximumLines)
    }

    /// Shows the next octets, as `Session.Event.body` hands them out.
    mutating func append(_ octets: ArraySlice<UInt8>, to output: inout [UInt8]) {
        renderer.append(octets, to: &output)
    }

    /// The reply is complete: shows how much was left out, and the terminator.
    mutating func finish(_ exchange: Exchange, time: Duration?, to output: inout [UInt8]) {
        renderer.finish(to: &output)
        if let body = exchange.reply.body, body.lines > renderer.shownLines {
            output += more(body.lines - renderer.shownLines, exchange.command).block
        }
        output += ExchangeView(layout).terminator(exchange.reply, time: time).block
    }

    /// Nothing more will come: a row that was begun ends.
    mutating func breakOff(to output: inout [UInt8]) {
        renderer.finish(to: &output)
    }

    /// Shows further lines of a body that was kept, and how many come after them: `:more`.
    ///
    /// - Parameter line: the number of the first line, counted from 0.
    /// - Returns: the number of the line behind the last one shown, counted from 0; all were shown when it is `body.lines`.
    static func further(
        _ body: Body, of command: Command?, from line: Int, _ layout: Layout, count: Int = screenful,
        to output: inout [UInt8]
    ) -> Int {
        var view = BodyView(layout, maximumLines: count)
        let start = offset(ofLine: line, in: body.kept)
        view.append(body.kept[start...], to: &output)
        view.renderer.finish(to: &output)
        let next = line + view.renderer.shownLines
        if start == body.kept.count, next < body.lines { output += view.notKept(body.lines - next).block }
        if start < body.kept.count, next < body.lines { output += view.more(body.lines - next, command).block }
        return next
    }

    private static func offset(ofLine line: Int, in octets: [UInt8]) -> Int {
        var line = line
        guard line > 0 else { return 0 }
        return octets.firstIndex { octet in
            if octet == 0x0A { line -= 1 }
            return line == 0
        }.map { $0 + 1 } ?? octets.count
    }

    private func more(_ count: Int, _ command: Command?) -> [String] {
        let isMail = command?.verb.bringsMessage == true
        let save = command?.messageNumber.flatMap { isMail ? ", :save \($0) mail.eml" : nil } ?? ""
        return layout.note(
            Localized(
                en: "... \(count.grouped) more line\(count == 1 ? "" : "s") (:more\(save))",
                ja: "... 残り \(count.grouped) 行 (:more\(save))"))
    }

    private func notKept(_ count: Int) -> [String] {
        let limit = Count.octets(Body.limit)
        return layout.note(
            Localized(
                en: "\(count.grouped) more lines were not kept: the memory of a reply ends after \(limit.en).",
                ja: "残り \(count.grouped) 行は保存していません (1 つの応答は先頭の \(limit.ja)まで保存します)。"))
    }

    /// Says how many octets were shown as something else; nothing when all were shown as they are.
    func changes() -> [String] {
        guard renderer.changedOctets > 0 else { return [] }
        let count = Count.octets(renderer.changedOctets)
        return layout.note(
            Localized(
                en:
                    "\(count.en) shown as \\xHH, <U+...> or a symbol: a terminal would obey them, or they are no UTF-8.",
                ja: "\(count.ja)は \\xHH、<U+...> または記号で表示しました (端末が命令とみなすか、UTF-8 として読めないため)。"))
    }
}

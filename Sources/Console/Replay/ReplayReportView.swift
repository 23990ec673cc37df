import Authentication
public import Handbook
import POP3

/// What became of one file of a replay.
public struct ReplayedFile: Sendable {
    /// The file, as it was named.
    public let name: String
    /// How many replies the file has.
    public let expected: Int
    /// What came of it.
    public let result: ReplayResult
    /// How long it took.
    public let time: Duration

    /// A file that was played.
    public init(name: String, expected: Int, result: ReplayResult, time: Duration) {
        self.name = name
        self.expected = expected
        self.result = result
        self.time = time
    }

    /// What became of it.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// Every reply is as recorded.
        case same
        /// A reply differs.
        case differs
        /// It could not be played to its end for another reason.
        case stopped
        /// No reply came, and none was missed.
        case empty
    }

    /// What became of it.
    public var outcome: Outcome {
        if !result.mismatches.isEmpty { return .differs }
        if result.stop != nil { return .stopped }
        return result.replies == 0 ? .empty : .same
    }

    /// The exit status that it asks for: 0, 1 for a difference, 3 when nothing ran, or that of what stopped it.
    public var status: Int32 {
        switch outcome {
        case .same: 0
        case .differs: 1
        case .empty: 3
        case .stopped: result.stop?.reason.status ?? 1
        }
    }
}

extension ReplayResult.Reason {
    fileprivate var status: Int32 {
        switch self {
        case .link(let error):
            var outcome = Outcome()
            outcome.failed(error)
            return outcome.status(failing: .never)
        case .secret(.missing), .secret(.credentials), .secret(.variable): return 64
        case .secret(.noTimestamp), .secret(.noChallenge), .secret(.exchange), .noChallenge, .noTLS, .protectsMail:
            return 1
        }
    }
}

/// Lays out what became of the files of a replay.
public struct ReplayReportView: Sendable {
    private let layout: Layout

    /// A view in one language, on a screen of so many columns; `nil` where lines need not be wrapped.
    public init(_ language: Language, width: Int?, isColored: Bool) {
        layout = Layout(language, width: width, style: isColored ? .colored : .plain)
    }

    /// One line, and more about each difference; each ends in LF.
    public func text(of file: ReplayedFile) -> [UInt8] {
        let name = Sanitizer.visible(file.name)
        let word = Self.word(file.outcome)
        var first = rows(of: "\(word) \(name): \(layout(summary(of: file)))", hanging: word.count + 1)
        let role: Role = file.outcome == .same ? .server : .trouble
        first[0] = layout.style.paint(word, role) + first[0].dropFirst(word.count)
        return (first + file.result.mismatches.flatMap { lines(of: $0, name) } + stopLines(of: file, name)).block
    }

    private static func word(_ outcome: ReplayedFile.Outcome) -> String {
        switch outcome {
        case .same: "OK     "
        case .differs: "DIFFERS"
        case .stopped: "STOPPED"
        case .empty: "NOTHING"
        }
    }

    // swift-format-ignore
    private func summary(of file: ReplayedFile) -> Localized {
        let (count, differing) = (file.result.replies, file.result.mismatches.count)
        switch file.outcome {
        case .same: return Localized(
            en: "\(count) \(count == 1 ? "reply" : "replies") as recorded", ja: "\(count) 個の応答が記録どおり")
        case .differs: return Localized(
            en: "\(differing) \(differing == 1 ? "difference" : "differences") in \(file.expected) replies",
            ja: "\(file.expected) 個の応答に \(differing) 個の違い")
        case .stopped: return Localized(
            en: "\(count) of \(file.expected) replies came", ja: "\(file.expected) 個のうち \(count) 個の応答")
        case .empty: return Localized(en: "there is nothing to compare", ja: "比べるものがありません")
        }
    }

    private func lines(of mismatch: TranscriptMismatch, _ name: String) -> [String] {
        let place = "\(name):\(mismatch.line): "
        let expected = mismatch.expected.map(Sanitizer.visible) ?? layout(Localized(en: "(nothing)", ja: "(なし)"))
        let actual = mismatch.actual.map(Sanitizer.visible) ?? layout(Localized(en: "(nothing)", ja: "(なし)"))
        let label = (layout(Localized(en: "expected  ", ja: "記録  ")), layout(Localized(en: "actual    ", ja: "実際  ")))
        // Beside a long name there is no room for a line.
        let isBeside = layout.width.map { DisplayWidth.of(place + label.0) + Self.leastRoom <= $0 } ?? true
        let indent = isBeside ? String(repeating: " ", count: DisplayWidth.of(place)) : "    "
        let column = mismatch.offset.map { offset in
            DisplayWidth.of(Sanitizer.visible((mismatch.actual ?? []).prefix(offset)))
        }
        let window = TextWindow(
            of: [expected, actual], around: column ?? 0,
            width: layout.width.map { max(Self.leastRoom, $0 - DisplayWidth.of(indent + label.0)) })
        return (isBeside ? [] : ["\(name):\(mismatch.line):"])
            + [(isBeside ? place : indent) + label.0 + window.cut(expected), indent + label.1 + window.cut(actual)]
            + mark(mismatch.offset, column.map { DisplayWidth.of(indent + label.1) + $0 - window.start })
            + layout.note(heading(mismatch) + ReplayWords.meaning(mismatch.kind))
    }

    /// So many columns of a line are shown at least.
    private static let leastRoom = 30

    /// The mark under the first octet that differs, with its number: behind it, or before it where that does not fit.
    private func mark(_ offset: Int?, _ column: Int?) -> [String] {
        guard let offset, let column else { return [] }
        let label = layout(Localized(en: "column \(offset + 1)", ja: "\(offset + 1) 桁目"))
        let room = column - DisplayWidth.of(label) - 1
        guard let width = layout.width, column + 2 + DisplayWidth.of(label) > width, room >= 0 else {
            return [String(repeating: " ", count: column) + "^ " + label]
        }
        return [String(repeating: " ", count: room) + label + " ^"]
    }

    /// The rows of a text, further ones moved in by `hanging` columns.
    private func rows(of text: String, hanging: Int) -> [String] {
        guard let width = layout.width else { return [text] }
        let indent = min(hanging, width / 2)
        let rows = TextWrapping.lines(of: text, firstWidth: width, width: width - indent)
        return rows.prefix(1) + rows.dropFirst().map { String(repeating: " ", count: indent) + $0 }
    }

    /// `TRANSACTION, STAT: `
    private func heading(_ mismatch: TranscriptMismatch) -> Localized {
        let topic = mismatch.command.map { Sanitizer.visible($0.displayText) }
        let words = [mismatch.phase.name, topic].compactMap(\.self)
        return words.isEmpty ? Localized(verbatim: "") : Localized(verbatim: words.joined(separator: ", ") + ": ")
    }

    private func stopLines(of file: ReplayedFile, _ name: String) -> [String] {
        guard let stop = file.result.stop else { return [] }
        let rest = Localized(en: "not played from here on: ", ja: "ここから先は再生していません: ")
        return rows(of: "\(name):\(stop.line): " + layout(rest) + layout(ReplayWords.reason(stop.reason)), hanging: 4)
    }
}

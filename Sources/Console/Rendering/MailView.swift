import Handbook
import MailText
import POP3

/// Lays a message out as a person reads it, behind a gutter of its own.
struct MailView {
    private let layout: Layout
    private let maximumLines: Int
    private let more: String
    private let isBelowWire: Bool

    /// A view in one layout.
    ///
    /// - Parameters:
    ///   - maximumLines: how many lines of text are shown below the octets of the wire, 0 for all; `nil` where the message
    ///     stands alone, and whole.
    ///   - more: the local command that shows the others, for example `:decode 3`.
    init(_ layout: Layout, maximumLines: Int? = nil, more: String = ":decode") {
        self.layout = layout
        self.maximumLines = maximumLines.map { $0 > 0 ? $0 : .max } ?? .max
        self.more = more
        isBelowWire = maximumLines != nil
    }

    /// The heading, the fields, the text, and what had to be tolerated to read it; below octets that read the same, only
    /// that they do.
    func lines(_ message: Message) -> [String] {
        let fields = Self.fields.compactMap { name, label in message.header[name].map { (label, $0.decoded()) } }
        let texts = message.readableParts.compactMap { part in message.text(of: part).map { (part, $0) } }
        if message.octets.isEmpty, isBelowWire || !layout.hasPrompt { return [] }
        if isBelowWire, message.readsAsItCame(fields.map(\.1)) {
            return layout.note(
                Localized(
                    en: "Nothing in this message is encoded: it reads as it came.",
                    ja: "このメールに符号化された部分はありません。受信したままの形で読めます。"))
        }
        let readings = (fields.map(\.1) + texts.map(\.1)).flatMap(\.readings)
        var list = FieldList(layout, gutter: .decoded)
        for (label, text) in fields { list.append(label, Localized(verbatim: text.text)) }
        return heading(readings, Self.firstDottedLine(message.octets)) + list.lines + outline(message) + body(texts)
            + notes(message, fields.map(\.1) + texts.map(\.1))
    }

    /// The subject of the message in a body, safe for a terminal; `nil` when its beginning has none.
    static func subject(of body: Body) -> String? {
        let start = DotStuffing.unstuff(body.kept.prefix(65_536))
        return Message(start).header["Subject"].map { Sanitizer.visible($0.decoded().text) }
    }

    /// The number, from 1, of the first line that begins with "." and so was stuffed on the wire: worth a look.
    private static func firstDottedLine(_ octets: [UInt8]) -> Int? {
        var number = 1
        for index in octets.indices {
            let isFirst = index == 0 || octets[index - 1] == 0x0A
            if isFirst, octets[index] == UInt8(ascii: ".") { return number }
            if octets[index] == 0x0A { number += 1 }
        }
        return nil
    }

    private static let fields: [(String, Localized)] = [
        ("From", Localized(en: "From", ja: "差出人")),
        ("To", Localized(en: "To", ja: "宛先")),
        ("Cc", Localized(en: "Cc", ja: "Cc")),
        ("Subject", Localized(en: "Subject", ja: "件名")),
        ("Date", Localized(en: "Date", ja: "日付")),
    ]

    /// `Decoded (ISO-2022-JP -> UTF-8), :raw to hide, :hex 8 for bytes:`
    private func heading(_ readings: [Reading], _ line: Int?) -> [String] {
        var charsets: [String] = []
        for name in readings.map(\.used.name) where name != "US-ASCII" && !charsets.contains(name) {
            charsets.append(name)
        }
        let isUTF8 = charsets.allSatisfy { $0 == "UTF-8" }
        let names = charsets.joined(separator: ", ") + (isUTF8 ? "" : " -> UTF-8")
        let how = charsets.isEmpty ? "" : " (\(names))"
        guard layout.hasPrompt else {
            return layout.note(Localized(en: "Decoded\(how):", ja: "デコード結果\(how):"))
        }
        let hex = line.map { ":hex \($0)" } ?? ":hex"
        return layout.note(
            Localized(
                en: "Decoded\(how), :raw to hide, \(hex) for bytes:",
                ja: "デコード結果\(how)。:raw で非表示、\(hex) でバイト表示:"))
    }

    /// The parts of a message that has several.
    private func outline(_ message: Message) -> [String] {
        guard !message.root.parts.isEmpty else { return [] }
        let title = layout.note(Localized(en: "Parts:", ja: "パート構成:"))
        return title
            + Self.flattened(message.root).prefix(BodyView.screenful).flatMap { part in
                let path = part.path.map(String.init).joined(separator: ".")
                let size = Count.octets(part.body.count)
                let name = (part.fileName?.text).map { " \"\($0)\"" } ?? ""
                let kind =
                    part.isAttachment
                    ? Localized(en: ", attachment\(name)", ja: "、添付ファイル\(name)") : Localized(verbatim: name)
                return layout.note(
                    Localized(verbatim: "  \(path)  \(part.type)") + kind
                        + Localized(en: ", \(size.en)", ja: "、\(size.ja)"), hanging: 5)
            }
    }

    private static func flattened(_ part: BodyPart) -> [BodyPart] {
        part.parts.flatMap { [$0] + flattened($0) }
    }

    private func body(_ texts: [(part: BodyPart, text: DecodedText)]) -> [String] {
        let lines = texts.enumerated().flatMap { index, item in
            let title = texts.count > 1 ? ["[\(item.part.path.map(String.init).joined(separator: "."))]"] : []
            return title + Self.lines(of: item.text.text)
        }
        guard !lines.isEmpty else { return [] }
        let shown = lines.prefix(maximumLines).flatMap { layout.lines(.decoded, Self.withoutTabs(cut($0)), hanging: 0) }
        let left = lines.count - min(lines.count, maximumLines)
        let how = layout.hasPrompt ? " (\(more))" : ""
        let rest = Localized(
            en: "... \(left.grouped) more line\(left == 1 ? "" : "s")\(how)", ja: "... 残り \(left.grouped) 行\(how)")
        return [layout.line(.decoded, "")] + shown + (left > 0 ? layout.note(rest) : [])
    }

    /// The lines of a text; empty ones at its end say nothing.
    private static func lines(of text: String) -> [String] {
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// A line of a megabyte would hide the rest where only the beginning of a mail is shown.
    private func cut(_ line: String) -> String {
        guard maximumLines < .max, line.utf8.count > BodyView.lineLimit else { return line }
        return line.truncated(to: BodyView.lineLimit)
    }

    /// Tabulators as the blanks that they stand for in mail: up to the next multiple of eight columns.
    private static func withoutTabs(_ line: String) -> String {
        guard line.utf8.contains(0x09) else { return line }
        var text = ""
        var column = 0
        for character in line {
            let shown = character == "\t" ? String(repeating: " ", count: 8 - column % 8) : String(character)
            text += shown
            column += DisplayWidth.of(shown)
        }
        return text
    }

    private func notes(_ message: Message, _ texts: [DecodedText]) -> [String] {
        let parts = [message.root] + Self.flattened(message.root)
        let all = message.header.notes + parts.flatMap(\.notes) + texts.flatMap(\.notes)
        var seen: Set<Note> = []
        return all.filter { seen.insert($0).inserted }.flatMap { note in
            layout.note(note.isOddHeaderLine && message.lacksEmptyLine ? note.words + Note.perhapsText : note.words)
        }
    }
}

extension Message {
    /// Whether no empty line ends the header.
    fileprivate var lacksEmptyLine: Bool {
        !octets.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            .contains { $0.isEmpty || $0.elementsEqual([0x0D]) }
    }

    /// Whether the octets on the wire are what a person reads: plain text in ASCII, with nothing encoded, stuffed or wrong.
    ///
    /// - Parameter fields: the fields that would be shown.
    fileprivate func readsAsItCame(_ fields: [DecodedText]) -> Bool {
        let isPlain =
            switch root.encoding {
            case .sevenBit, .eightBit, .binary: root.type == "text/plain" && root.parts.isEmpty && !root.isAttachment
            case .base64, .quotedPrintable, .other: false
            }
        guard isPlain, (header.notes + root.notes + fields.flatMap(\.notes)).isEmpty else { return false }
        let isASCII = octets.allSatisfy { (0x20...0x7E).contains($0) || [0x09, 0x0A, 0x0D].contains($0) }
        let body = octets[root.body.clamped(to: octets.indices)]
        let isStuffed = body.split(separator: 0x0A).contains { $0.first == UInt8(ascii: ".") }
        guard isASCII, !isStuffed, !body.contains(0x09), text(of: root)?.notes.isEmpty == true else { return false }
        return !octets.contains(Array("=?".utf8))
    }
}

import MailText
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The messages of `Lessons/mail`, as a learner sees them.
@Suite("Practice mail")
struct LessonMailTests {
    private static func octets(_ name: String) throws -> [UInt8] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let file = try #require(fopen("\(root)/Lessons/mail/\(name).eml", "rb"))
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&buffer, 1, buffer.count, file)
        return Array(buffer.prefix(count))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let size: Int
        let lines: Int
        let from: String
        let subject: String
        let labelled: String?
        let used: String?
        let firstLine: String
        var testDescription: String { name }
    }

    // swift-format-ignore
    static let rows: [Row] = [
        Row(name: "01-tiny",        size: 368,  lines: 11, from: "Marshall <mrose@example.com>",        subject: "Hello",
            labelled: nil, used: nil, firstLine: "Hello, Alice."),
        Row(name: "02-dots",        size: 716,  lines: 22, from: "Dot Collector <dots@example.net>",    subject: "Lines that begin with a dot",
            labelled: nil, used: nil, firstLine: "A dot alone on a line ends a multi-line reply."),
        Row(name: "03-ja-jis",      size: 844,  lines: 22, from: "山田 <yamada@example.jp>",              subject: "打ち合わせの件",
            labelled: "ISO-2022-JP", used: "ISO-2022-JP", firstLine: "山田です。"),
        Row(name: "04-utf8",        size: 878,  lines: 22, from: "佐藤 花 <hana@example.net>",             subject: "UTF-8 の手紙 ☕",
            labelled: "UTF-8", used: "UTF-8", firstLine: "アリスさん、こんにちは。"),
        Row(name: "05-attachment",  size: 1434, lines: 37, from: "高橋 <takahashi@example.com>",          subject: "来月の予定表",
            labelled: "UTF-8", used: "UTF-8", firstLine: "アリスさん"),
        Row(name: "06-no-newline",  size: 653,  lines: 13, from: "Puzzle Club <puzzle@example.net>",     subject: "A size puzzle",
            labelled: nil, used: nil, firstLine: "This message was stored as 653 octets, and its last line has no line end."),
        Row(name: "07-long-lines",  size: 5989, lines: 18, from: "Ruler Works <ruler@example.com>",      subject: "Two very long lines",
            labelled: nil, used: nil, firstLine: "RFC 5322 allows 998 octets in a line, CRLF not counted."),
        Row(name: "08-wrong-label", size: 852,  lines: 20, from: "表示テスト係 <label@example.jp>",          subject: "「ラベルと中身が違うメール」の見本",
            labelled: "ISO-2022-JP", used: "Shift_JIS", firstLine: "このメールのラベルは ISO-2022-JP ですが、中身は Shift_JIS です。"),
    ]

    @Test(arguments: rows)
    func `each message reads as it was written`(row: Row) throws {
        let octets = try Self.octets(row.name)
        let message = Message(octets)
        let body = try #require(message.readableParts.first.flatMap(message.text))
        #expect(octets.count == row.size)
        #expect(octets.count { $0 == 0x0A } == row.lines)
        #expect(message.header["From"]?.decoded().text == row.from)
        #expect(message.header["Subject"]?.decoded().text == row.subject)
        #expect(message.header.notes.isEmpty)
        #expect(
            body.text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) == row.firstLine)
        #expect(body.readings.first?.labelled == row.labelled)
        #expect(body.readings.first?.used.name == row.used)
    }

    @Test(arguments: rows)
    func `each message is mail: CRLF throughout, its fields in place, no host but examples, dated 2026`(row: Row) throws
    {
        let octets = try Self.octets(row.name)
        let header = Message(octets).header
        let pairs = octets.indices.filter { octets[$0] == 0x0A && $0 > 0 && octets[$0 - 1] == 0x0D }
        #expect(pairs.count == octets.count { $0 == 0x0A } && pairs.count == octets.count { $0 == 0x0D })
        #expect(octets.suffix(2) == [0x0D, 0x0A] || row.name == "06-no-newline")
        #expect(header.fields.map(\.name).prefix(6) == ["Received", "Date", "From", "To", "Subject", "Message-ID"])
        #expect(header["Date"]?.decoded().text.contains(" Apr 2026 ") == true)
        for field in header.fields {
            let hosts = field.decoded().text.split { " <>();@[]".contains($0) }.filter {
                $0.contains(".example.") || $0.hasPrefix("example.")
            }
            #expect(hosts.allSatisfy { ["jp", "net", "com"].contains($0.split(separator: ".").last ?? "") })
        }
    }

    @Test
    func `the dots are where the lesson on byte-stuffing needs them`() throws {
        let message = Message(try Self.octets("02-dots"))
        let lines = message.text(of: message.root)?.text.split(separator: "\n").map(String.init) ?? []
        #expect(
            lines.filter { $0.hasPrefix(".") } == [".profile", "..  two dots and a space", "...and so on", ".", "."])
        #expect(lines.last == ".")
    }

    @Test
    func `the Japanese message begins lines with a dot, too, and each line ends in us-ascii`() throws {
        let message = Message(try Self.octets("03-ja-jis"))
        let text = message.text(of: message.root)
        #expect(text?.text.contains("\n.見積書.pdf\n.日程表.pdf\n") == true)
        #expect(text?.notes == [])
        #expect(message.octets.allSatisfy { $0 < 0x80 })
    }

    @Test
    func `the UTF-8 message mixes scripts`() throws {
        let message = Message(try Self.octets("04-utf8"))
        let text = message.text(of: message.root)?.text
        #expect(text?.contains("「あ」は 3 オクテット、é は 2 オクテット、😀 は 4 オクテットです。") == true)
        #expect(message.root.encoding == .eightBit)
    }

    @Test
    func `the attachment has a Japanese name, written twice, and opens`() throws {
        let message = Message(try Self.octets("05-attachment"))
        #expect(message.root.parts.map(\.type) == ["text/plain", "text/csv"])
        #expect(message.root.parts.map(\.encoding) == [.quotedPrintable, .base64])
        let table = message.root.parts[1]
        #expect(table.isAttachment && table.fileName?.text == "予定表.csv")
        #expect(table.header["Content-Type"]?.decoded().text == "text/csv; charset=UTF-8; name=\"予定表.csv\"")
        #expect(message.text(of: table)?.text.hasPrefix("回,内容,時間\n1,最初の応答 (グリーティング),10分\n") == true)
        #expect(message.content(of: table).notes.isEmpty)
        #expect(message.text(of: message.root.parts[0])?.text.contains("100 % = everything is ready.\n") == true)
    }

    @Test
    func `the puzzle names its own size and ends without a line end`() throws {
        let octets = try Self.octets("06-no-newline")
        let text = String(decoding: octets, as: UTF8.self)
        #expect(text.contains("stored as \(octets.count) octets"))
        #expect(text.hasSuffix("The end, without CRLF"))
    }

    @Test
    func `the rulers measure themselves`() throws {
        let message = Message(try Self.octets("07-long-lines"))
        let rulers = message.text(of: message.root)?.text.split(separator: "\n").filter { $0.hasPrefix("--") } ?? []
        #expect(rulers.map(\.utf8.count) == [1_200, 4_200])
        #expect(rulers.allSatisfy { $0.hasSuffix("-\($0.utf8.count)") })
    }

    @Test
    func `the wrong label is noticed in every field and in the body`() throws {
        let message = Message(try Self.octets("08-wrong-label"))
        let expected = [Note.wrongLabel(labelled: "ISO-2022-JP", used: .shiftJIS)]
        #expect(message.header["Subject"]?.decoded().notes == expected)
        #expect(message.header["From"]?.decoded().notes == expected)
        #expect(message.text(of: message.root)?.notes == expected)
        #expect(message.text(of: message.root)?.text.contains("「表」や「ソ」の 2 オクテット目は 0x5C (ASCII の \\) と同じ値です。") == true)
    }
}

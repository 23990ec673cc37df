import Handbook
import MailText
import POP3
import Testing

@testable import Console

@Suite("Mail as a person reads it")
struct MailViewTests {
    private static let yamada = Array(
        """
        From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <yamada@example.jp>
        Subject: =?ISO-2022-JP?B?GyRCQkckQTlnJG8kOyRON28bKEI=?=
        MIME-Version: 1.0
        Content-Type: text/plain; charset=ISO-2022-JP
        Content-Transfer-Encoding: 7bit

        \u{1B}$B;3ED$G$9!#\u{1B}(B
        .\u{1B}$B8+@Q=q\u{1B}(B.pdf
        \u{1B}$B0J>e\u{1B}(B

        """.utf8)

    @Test func `a Japanese message, as in mock-up 2`() {
        #expect(
            MailView(Layout(.ja, width: 80)).lines(Message(Self.yamada)) == [
                "   | デコード結果 (ISO-2022-JP -> UTF-8)。:raw で非表示、:hex 8 でバイト表示:",
                "   >  差出人: 山田 <yamada@example.jp>",
                "   >  件名:   打ち合わせの件",
                "   >",
                "   >  山田です。",
                "   >  .見積書.pdf",
                "   >  以上",
            ])
        #expect(
            MailView(Layout(.en, width: 80)).lines(Message(Self.yamada)).prefix(3) == [
                "   | Decoded (ISO-2022-JP -> UTF-8), :raw to hide, :hex 8 for bytes:",
                "   >  From:    山田 <yamada@example.jp>",
                "   >  Subject: 打ち合わせの件",
            ])
    }

    @Test func `the subject alone, for completion`() {
        #expect(MailView.subject(of: Body([Line("Subject: \u{1B}[2Jhi"), "", "x"])) == "␛[2Jhi")
        #expect(MailView.subject(of: Body([Line("From: x"), "", "Subject: no"])) == nil)
    }

    @Test func `parts are listed, and a long text is cut`() {
        let mail = """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            one
            \ttwo
            three
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="report.pdf"

            %PDF
            --b--
            """
        #expect(
            MailView(Layout(.en, width: 80), maximumLines: 2, more: ":decode 3").lines(Message(Array(mail.utf8))) == [
                "   | Decoded, :raw to hide, :hex for bytes:",
                "   | Parts:",
                "   |   1  text/plain, 14 octets",
                "   |   2  application/pdf, attachment \"report.pdf\", 4 octets",
                "   >",
                "   >  one",
                "   >          two",
                "   | ... 1 more line (:decode 3)",
            ])
        let batch = MailView(Layout(.en), maximumLines: 2, more: ":decode 3").lines(Message(Array(mail.utf8)))
        #expect(batch.first == "   | Decoded:")
        #expect(batch.last == "   | ... 1 more line")
    }

    @Test(arguments: [
        "Subject: hi\r\n\r\nHello.\r\n",
        "Subject: hi\r\n there\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\na\r\n",
    ])
    func `mail in which nothing is encoded is not shown twice`(mail: String) {
        let message = Message(Array(mail.utf8))
        #expect(
            MailView(Layout(.en), maximumLines: 40).lines(message) == [
                "   | Nothing in this message is encoded: it reads as it came."
            ])
        #expect(MailView(Layout(.en)).lines(message).contains { $0.hasPrefix("   >  Subject: hi") })
    }

    @Test(arguments: [
        "Subject: =?UTF-8?Q?hi?=\r\n\r\na\r\n", "Subject: hi\r\n\r\n.dot\r\n", "Subject: hi\r\n\r\na\tb\r\n",
        "Subject: hi\r\n\r\n\u{E9}\r\n", "Content-Type: text/html\r\n\r\n<p>a\r\n", "no header\r\n\r\na\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n\r\na=\r\nb\r\n",
        "Content-Type: text/plain; charset=x\r\n\r\na\r\n",
        "Content-Disposition: attachment\r\n\r\na\r\n",
    ])
    func `mail that reads otherwise than it came is shown decoded too`(mail: String) {
        #expect(
            MailView(Layout(.en), maximumLines: 40).lines(Message(Array(mail.utf8))).first?.hasPrefix("   | Decoded")
                == true)
    }

    @Test func `a mail of which nothing is to be read has no heading below the wire`() {
        #expect(MailView(Layout(.en), maximumLines: 0).lines(Message([])) == [])
        #expect(MailView(Layout(.en, width: 80)).lines(Message([])).count == 1)
    }

    @Test(arguments: [
        ("Subject: x\r\nHello you\r\n", true), ("Subject: x\r\nHello you\r\nTo: y\r\n\r\n", false),
        ("Subject: x\nHello you\nTo: y\n\n", false),
    ])
    func `a line that is no field may be text where no empty line came`(mail: String, mayBeText: Bool) {
        let line = MailView(Layout(.en)).lines(Message(Array(mail.utf8))).last
        let perhaps = " Perhaps the empty line behind the header was lost, and this is text."
        #expect(line == "   | Line 2 of the message is no header field; it was skipped." + (mayBeText ? perhaps : ""))
    }

    @Test func `a wrong label is said`() {
        let subject = Array("Subject: =?ISO-2022-JP?B?k/qWe4zqgsyMj5a8gsWCtw==?=\r\n\r\n".utf8)
        let lines = MailView(Layout(.ja)).lines(Message(subject))
        #expect(lines.contains("   >  件名: 日本語の件名です"))
        #expect(
            lines.last == "   | 文字コードの表示が誤っています。メールには ISO-2022-JP とありますが、実際は Shift_JIS です。Shift_JIS として読みました。")
    }

    @Test(arguments: [
        Note.wrongLabel(labelled: "x", used: .utf8), .noLabel(used: .utf8), .unknownCharset("x"),
        .charsetUnavailable("x"), .replaced(1),
        .badBase64(position: 0), .badQuotedPrintable(position: 0), .unknownTransferEncoding("x"), .brokenEncodedWord,
        .malformedHeaderLine(1), .mboxLine(1), .noEmptyLine(1), .missingBoundary, .boundaryNotFound("x"),
        .unterminatedMultipart("x"), .nestingLimit(20), .partLimit(1_000), .fieldLimit(2_000), .htmlReduced,
    ])
    func `every note is a sentence in both languages`(note: Note) {
        #expect(note.words.en.utf8.allSatisfy { (0x20...0x7E).contains($0) } && note.words.en.hasSuffix("."))
        #expect(note.words.ja.hasSuffix("。"))
    }

    @Test(arguments: Layout.screens)
    func `hostile mail is harmless`(layout: Layout) {
        let header = Array("Subject: ".utf8) + Hostile.octets + Array("\r\nContent-Type: text/plain; charset=\"".utf8)
        let mail = header + Hostile.octets + Array("\"\r\n\r\n".utf8) + Hostile.octets
        #expect(Hostile.dangers(in: MailView(layout).lines(Message(mail)).block) == [])
    }

    @Test func `a line of a megabyte does not fill the screen`() {
        let mail = Array("\r\n".utf8) + [UInt8](repeating: 0x61, count: 1_000_000)
        #expect(MailView(Layout(.en, width: 80), maximumLines: 40).lines(Message(mail)).count < 80)
    }
}

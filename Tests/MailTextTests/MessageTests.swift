import Testing

@testable import MailText

@Suite("Messages and their parts, RFC 2045 and 2046")
struct MessageTests {
    /// A part a line: path, type, octets of the body.
    private func outline(_ part: BodyPart) -> [String] {
        let path = part.path.map(String.init).joined(separator: ".")
        return ["\(path) \(part.type) \(part.body.count)".trimmingPrefix(" ").description] + part.parts.flatMap(outline)
    }

    private func notes(_ part: BodyPart) -> [Note] {
        part.notes + part.parts.flatMap(notes)
    }

    private static let nested = """
        Content-Type: multipart/mixed; boundary="outer"

        preamble
        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner

        plain
        --inner  \t
        Content-Type: text/html

        <p>html</p>
        --inner--
        epilogue of inner
        --outer
        Content-Type: image/png; name="a.png"
        Content-Transfer-Encoding: base64
        Content-Disposition: inline

        AAAA
        --outer
        Content-Type: message/rfc822

        Subject: inside
        Content-Type: multipart/mixed; boundary=outer2

        --outer2
        --outer2--
        --outer
        Content-Disposition: attachment; filename=notes.txt

        not shown
        --outer
        Content-Type: text/plain

        footer

        --outer--
        epilogue
        """

    @Test(arguments: [wire(nested), Array(nested.utf8)])
    func `parts are outlined with their paths, with CRLF or LF`(octets: [UInt8]) {
        let message = Message(octets)
        #expect(
            outline(message.root).map { $0.split(separator: " ").dropLast().joined(separator: " ") } == [
                "multipart/mixed", "1 multipart/alternative", "1.1 text/plain", "1.2 text/html", "2 image/png",
                "3 message/rfc822",
                "3.1 multipart/mixed", "3.1.1 text/plain", "4 text/plain", "5 text/plain",
            ])
        #expect(notes(message.root).isEmpty)
        #expect(message.root.parts[2].parts[0].header["Subject"]?.decoded().text == "inside")
        #expect(message.root.parts[1].fileName?.text == "a.png")
        #expect(message.content(of: message.root.parts[1]) == DecodedOctets(octets: [0, 0, 0], notes: []))
        #expect(message.text(of: message.root.parts[1]) == nil)
        #expect(message.text(of: message.root) == nil)
    }

    @Test
    func `the line end before a delimiter belongs to the delimiter`() {
        let message = Message(wire(Self.nested))
        #expect(message.readableParts.map(\.path) == [[1, 1], [5]])
        #expect(message.readableParts.compactMap { message.text(of: $0)?.text } == ["plain", "footer\n"])
        #expect(message.root.parts[3].isAttachment)
        #expect(message.root.parts[3].fileName?.text == "notes.txt")
    }

    @Test
    func `of alternatives without plain text the last readable one is chosen, and HTML is said to be reduced`() {
        let message = Message(
            wire(
                """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/enriched

                <bold>x</bold>
                --b
                Content-Type: text/html; charset=iso-2022-jp

                <p>\u{1B}$B4A;z\u{1B}(B</p>
                --b
                Content-Type: application/pdf

                x
                --b--
                """))
        let chosen = message.readableParts
        #expect(chosen.map(\.type) == ["text/html"])
        #expect(
            chosen.first.flatMap(message.text)
                == DecodedText(
                    text: "漢字\n", readings: [Reading(labelled: "iso-2022-jp", used: .iso2022JP, reason: .asLabelled)],
                    notes: [.htmlReduced]))
    }

    @Test
    func `HTML without a label is read by its meta element`() {
        let html = Array("Content-Type: text/html\r\n\r\n<meta charset=shift_jis>".utf8) + hex("8ABF 8E9A")
        let message = Message(html)
        #expect(message.text(of: message.root)?.text == "漢字\n")
        #expect(message.text(of: message.root)?.readings.map(\.labelled) == ["shift_jis"])
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        let message: String
        let outline: [String]
        let notes: [Note]
        var testDescription: String { message.debugDescription }
    }

    private static let head = "Content-Type: multipart/mixed; boundary=b\n\n"
    // swift-format-ignore
    static let broken: [Broken] = [
        Broken(message: "Content-Type: multipart/mixed\n\nabc",          outline: ["text/plain 3"], notes: [.missingBoundary]),
        Broken(message: "Content-Type: multipart/mixed; boundary=\"\"\n\nabc", outline: ["text/plain 3"], notes: [.missingBoundary]),
        Broken(message: head + "abc\n--c\n",                             outline: ["text/plain 8"], notes: [.boundaryNotFound("b")]),
        Broken(message: head + "--b\n\none\n--b\n\ntw",                  outline: ["multipart/mixed 16", "1 text/plain 3", "2 text/plain 2"], notes: [.unterminatedMultipart("b")]),
        Broken(message: head + "--b",                                    outline: ["multipart/mixed 3", "1 text/plain 0"], notes: [.unterminatedMultipart("b")]),
        Broken(message: head + "--b--",                                  outline: ["multipart/mixed 5"], notes: []),
        Broken(message: head + "--b\n--b\nA: 1\n--b--",                  outline: ["multipart/mixed 18", "1 text/plain 0", "2 text/plain 0"], notes: []),
        Broken(message: head + "--b\n\n--bx\n --b\n--b--x\n--b--",       outline: ["multipart/mixed 27", "1 text/plain 16"], notes: []),
        Broken(message: head + "--b\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nx\n--b\n\ny\n--b--",
               outline: ["multipart/mixed 66", "1 multipart/mixed 6", "1.1 text/plain 1", "2 text/plain 1"], notes: [.unterminatedMultipart("i")]),
        Broken(message: "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\nhi\n--b--",
               outline: ["multipart/digest 25", "1 message/rfc822 14", "1.1 text/plain 2"], notes: []),
        Broken(message: "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nUw==",
               outline: ["message/rfc822 4"], notes: []),
        Broken(message: "Content-Type: rubbish\n\nx",                    outline: ["text/plain 1"], notes: []),
        Broken(message: "Content-Type: multipart/mixed; boundary*0=a; boundary*1=b\n\n--ab\n\nx\n--ab--",
               outline: ["multipart/mixed 14", "1 text/plain 1"], notes: []),
    ]

    @Test(arguments: broken)
    func `a broken structure is outlined as far as it goes`(row: Broken) {
        let message = Message(wire(row.message))
        #expect(
            outline(message.root).map { $0.split(separator: " ").dropLast() }
                == row.outline.map { $0.split(separator: " ").dropLast() })
        #expect(notes(message.root) == row.notes)
        #expect(outline(Message(Array(row.message.utf8)).root) == row.outline)
    }

    @Test
    func `the text of a part says what its encoding and charset did`() {
        let message = Message(
            wire(
                """
                Content-Type: text/plain; charset=ISO-2022-JP
                Content-Transfer-Encoding: base64

                g2WDWIN*ngsWCtw0KgqA=
                """))
        #expect(
            message.text(of: message.root)
                == DecodedText(
                    text: "テストです\nあ",
                    readings: [
                        Reading(labelled: "ISO-2022-JP", used: .shiftJIS, reason: .wrongLabel)
                    ], notes: [.badBase64(position: 7), .wrongLabel(labelled: "ISO-2022-JP", used: .shiftJIS)]))
    }

    @Test(arguments: [
        ("x-uuencode", "us-ascii", [Note.unknownTransferEncoding("x-uuencode")]),
        ("8bit", "x-klingon", [.unknownCharset("x-klingon")]),
        ("7bit", "us-ascii", []),
    ])
    func `an unknown name is said, and the text is shown all the same`(encoding: String, charset: String, notes: [Note])
    {
        let message = Message(
            wire("Content-Type: text/plain; charset=\(charset)\nContent-Transfer-Encoding: \(encoding)\n\nHi.\n"))
        #expect(message.text(of: message.root)?.text == "Hi.\n")
        #expect(message.text(of: message.root)?.notes == notes)
    }

    @Test
    func `a part of another message is read within bounds`() {
        let long = Message(wire("A: 1\n\n" + String(repeating: "x", count: 500)))
        let short = Message(wire("A: 1\n\nx"))
        #expect(short.content(of: long.root).octets == [UInt8(ascii: "x")])
        #expect(Message([]).content(of: long.root).octets.isEmpty)
    }

    /// TOP and a lost connection cut anywhere.
    @Test
    func `a message cut at any octet is read without a trap`() {
        let whole = wire(Self.nested)
        for length in whole.indices {
            let message = Message(Array(whole[..<length]))
            #expect(message.root.body.upperBound <= length)
            #expect(message.readableParts.allSatisfy { message.text(of: $0) != nil })
        }
    }
}

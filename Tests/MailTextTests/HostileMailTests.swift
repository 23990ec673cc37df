import Testing

@testable import MailText

/// Sizes at which anything quadratic would not come back; what is checked is the result.
@Suite("Hostile mail")
struct HostileMailTests {
    private func decode(_ raw: [UInt8]) -> DecodedText {
        HeaderField(name: "Subject", raw: raw, line: 1).decoded()
    }

    private func depth(_ part: BodyPart) -> Int {
        1 + (part.parts.map(depth).max() ?? 0)
    }

    private func count(_ part: BodyPart) -> Int {
        part.parts.reduce(1) { $0 + count($1) }
    }

    private func notes(_ part: BodyPart) -> [Note] {
        part.notes + part.parts.flatMap(notes)
    }

    @Test
    func `two hundred thousand encoded words are joined`() {
        let text = decode(repeated("=?utf-8?q?a?= ", 200_000))
        #expect(text.text.utf8.count == 200_000)
        #expect(text.readings.count == 1)
        #expect(text.notes.isEmpty)
    }

    @Test
    func `words whose charset changes each time open no converter twice`() {
        let text = decode(repeated("=?koi8-r?q?=C1?= =?big5?b?pnI=?= ", 20_000))
        #expect(text.text == String(repeating: "а字", count: 20_000))
        #expect(text.readings.count == 2)
    }

    @Test
    func `a thousand charset names leave a bounded list of readings and notes`() {
        let words = (0..<1_000).map { "=?x-\($0)?q?a?=" }.joined(separator: " ")
        let text = decode(Array(words.utf8))
        #expect(text.text == String(repeating: "a", count: 1_000))
        #expect(text.readings.count == 16)
        #expect(text.notes.count == 32)
    }

    @Test(arguments: ["=?", "=?a?b?", "=?a?b?c", "=", "=?utf-8?q?", "?=", "=?a?b?c? ", "=?=?=?"])
    func `beginnings of words stay as they stand`(piece: String) {
        let raw = repeated(piece, 100_000)
        #expect(decode(raw).text.utf8.count == Array(raw[...].trimmingBlanks).count)
    }

    @Test
    func `a label that never ends is not searched again and again`() {
        let raw = repeated("=?", 1) + [UInt8](repeating: 0x61, count: 300_000) + repeated("=?x", 100_000)
        #expect(decode(raw).text.utf8.count == raw.count)
    }

    @Test
    func `a giant header is listed up to its limit`() {
        let message = Message(repeated("A: b\r\n", 100_000) + wire("\nbody"))
        #expect(message.header.fields.count == HeaderReader.fieldLimit)
        #expect(message.header.notes == [.fieldLimit(HeaderReader.fieldLimit)])
        #expect(message.text(of: message.root)?.text == "body")
    }

    @Test(arguments: ["\tx\r\n", "rubbish\r\nA: b\r\n", "A: =?a?b?c\r\n?\r\n", "A: =?a?b?c\r\n"])
    func `giant headers of folds and garbage are read in one pass`(piece: String) {
        let message = Message(wire("A: b\n") + repeated(piece, 60_000))
        #expect(message.header.fields.count <= HeaderReader.fieldLimit)
        #expect(message.header.notes.count <= 33)
        #expect(message.header["A"] != nil)
    }

    @Test
    func `a line of two megabytes is a line`() {
        let message = Message(wire("Subject: ") + [UInt8](repeating: 0x61, count: 2_000_000))
        #expect(message.header["Subject"]?.raw.count == 2_000_001)
        #expect(Message([UInt8](repeating: 0x61, count: 2_000_000)).root.body.count == 2_000_000)
    }

    @Test
    func `nested multiparts are followed to the limit, which is said`() {
        let bomb = (0..<10_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" }.joined()
        let root = Message(Array(bomb.utf8)).root
        #expect(depth(root) == OutlineReader.nestingLimit + 1)
        #expect(notes(root).contains(.nestingLimit(OutlineReader.nestingLimit)))
    }

    @Test
    func `nested messages are followed to the limit, which is said`() {
        let root = Message(repeated("Content-Type: message/rfc822\r\n\r\n", 10_000)).root
        #expect(depth(root) == OutlineReader.nestingLimit + 1)
        #expect(notes(root).contains(.nestingLimit(OutlineReader.nestingLimit)))
    }

    @Test
    func `a multitude of parts is listed up to the limit, which is said`() {
        let root = Message(wire("Content-Type: multipart/mixed; boundary=b\n\n") + repeated("--b\r\n\r\nx\r\n", 50_000))
            .root
        #expect(count(root) == OutlineReader.partLimit)
        #expect(notes(root) == [.partLimit(OutlineReader.partLimit)])
    }

    @Test(arguments: [";", "x;", "x=1;", "x*0=1;", "(", "x=(", "\"", "x=\"\\", "x*=%", "(\\"])
    func `parameters are read in one pass`(piece: String) {
        let value = ParameterizedValue(repeated("a/b;" + piece, 1) + repeated(piece, 100_000))
        #expect(value.value == "a/b")
        #expect(value.text(of: "y") == nil)
    }

    @Test(arguments: [" ", "= ", "=", "=\r", "\t=\r\n", "=4"])
    func `quoted-printable is decoded in one pass`(piece: String) {
        let encoded = repeated(piece, 100_000)
        #expect(TransferEncoding.quotedPrintable.decode(encoded[...]).octets.count <= encoded.count)
    }

    @Test(arguments: ["<", "<a", "<!--", "<script>", "&", "&#", "<br>", "</script", "<p>", "<li>", " "])
    func `HTML is reduced in one pass`(piece: String) {
        let html = repeated(piece, 60_000)
        #expect(HTMLText.reduced(html).count <= html.count + 1)
    }

    @Test(arguments: [
        "\u{1B}$B", "\u{1B}$B!", "\u{1B}(J\\", "\u{1B}(J\\\u{1B}$B4A", "\u{1B}$(D0!\u{1B}$B4A\u{1B}$A::",
        "\u{0E}\u{0F}", "\u{1B}", "\u{1B}N",
    ])
    func `ISO-2022-JP is decoded in one pass`(piece: String) {
        let octets = repeated(piece, 40_000)
        let decoding = Charset.iso2022JP.decode(octets, with: Converters())
        #expect(String(validating: decoding.utf8, as: UTF8.self) != nil)
        #expect(decoding.replaced <= octets.count)
    }

    @Test(arguments: [0x80, 0x81, 0x8E, 0x8F, 0xA0, 0xE0, 0xFF] as [UInt8])
    func `the same octet over and over is read as something`(octet: UInt8) {
        let octets = [UInt8](repeating: octet, count: 20_000)
        for label in ["iso-2022-jp", "shift_jis", "euc-jp", "utf-8", "us-ascii", nil] {
            let result = LabelledOctets(octets: octets, label: label).read(with: Converters())
            #expect(result.decoding.utf8.count >= 10_000)
        }
    }

    @Test
    func `random octets are a message`() {
        var state: UInt64 = 1939
        for _ in 0..<100 {
            let octets = (0..<400).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let choice = Array("=?:;\"()\r\n\r\n -bqBQutf8%*'0\u{1B}$A".utf8)
                let random = UInt8(truncatingIfNeeded: state >> 33)
                return random < 0x60 ? random | 0x80 : choice[Int(random) % choice.count]
            }
            let message = Message(wire("Content-Type: multipart/mixed; boundary=b\n") + octets)
            #expect(message.header.fields.allSatisfy { !$0.decoded().text.utf8.contains(0x0A) })
            #expect(message.readableParts.allSatisfy { message.text(of: $0) != nil })
        }
    }
}

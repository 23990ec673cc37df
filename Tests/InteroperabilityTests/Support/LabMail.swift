import Foundation

/// The five messages every real server holds for each user, octet for octet as they go over the wire (CRLF, not stuffed).
///
/// They never change from run to run, so that a test can compare all of what a client fetched.
enum LabMail {
    static let tiny = letter(1, subject: "tiny") + crlf("Good morning.\n")

    static let dots =
        letter(2, subject: "dots")
        + crlf(".\n..\n...\n.one dot in front\n..two dots in front\nin.side\n")
        + crlf(". \n.\t\n\n.\n\nthe last line is a dot\n.\n")

    /// 8-bit UTF-8, with lines far over the 998 octets that RFC 5322 allows.
    static let eightBit =
        letter(3, subject: "8bit", type: "text/plain; charset=utf-8", encoding: "8bit")
        + crlf("Žluťoučký kůň, Füße, 日本語, 😀\n")
        + crlf(String(repeating: "abcdefghij", count: 120) + "\n")
        + crlf(String(repeating: "été日本語", count: 350) + "\n")
        + crlf("." + String(repeating: "éàž日", count: 10) + "\nend\n")

    static let iso2022JP =
        letter(4, subject: "=?ISO-2022-JP?B?GyRCO244MyROJWEhPCVrGyhC?=", type: "text/plain; charset=ISO-2022-JP")
        + crlf("\u{1B}$B$3$l$OF|K\\8l$N<j;f$G$9!#\u{1B}(B\n")
        + crlf(".\u{1B}$B@hF,$,E@$N9T$G$9!#\u{1B}(B\n")
        + crlf("\u{1B}$B$*$o$j\u{1B}(B\n")

    static let attachment =
        letter(5, subject: "attachment", type: "multipart/mixed; boundary=\"=_part\"")
        + crlf("--=_part\nContent-Type: text/plain\n\nThe file is attached.\n--=_part\n")
        + crlf("Content-Type: application/octet-stream; name=\"noise.bin\"\n")
        + crlf("Content-Disposition: attachment; filename=\"noise.bin\"\nContent-Transfer-Encoding: base64\n\n")
        + Array(noise(octets: 768_000).base64EncodedData(options: mimeLines))
        + crlf("\n--=_part--\n")

    static let messages = [tiny, dots, eightBit, iso2022JP, attachment]

    /// The messages as files hold them: each line ended by LF alone.
    static let files = messages.map { message in Data(message.filter { $0 != UInt8(ascii: "\r") }) }

    /// The messages in one file, in mbox form.
    static let mbox = files.reduce(into: Data()) { mbox, message in
        mbox += Data("From sender@example.org Mon Jan  1 00:00:00 2024\n".utf8) + message + Data("\n".utf8)
    }

    private static let mimeLines: Data.Base64EncodingOptions = [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ]

    private static func letter(
        _ number: Int, subject: String, type: String = "text/plain; charset=us-ascii", encoding: String = "7bit"
    ) -> [UInt8] {
        crlf(
            """
            Return-Path: <sender@example.org>
            From: Sender <sender@example.org>
            To: Alice <alice@example.net>
            Subject: \(subject)
            Date: Mon, 1 Jan 2024 00:00:0\(number) +0000
            Message-ID: <lab\(number)@example.org>
            MIME-Version: 1.0
            Content-Type: \(type)
            Content-Transfer-Encoding: \(encoding)


            """)
    }

    private static func crlf(_ text: String) -> [UInt8] {
        text.utf8.flatMap { $0 == UInt8(ascii: "\n") ? Array("\r\n".utf8) : [$0] }
    }

    /// Octets that look random and are the same each time: a linear congruential generator's high octets.
    private static func noise(octets: Int) -> Data {
        var state: UInt64 = 1939
        return Data(
            (0..<octets).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            })
    }
}

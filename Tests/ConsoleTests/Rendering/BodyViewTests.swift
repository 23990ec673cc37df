import Handbook
import POP3
import Testing

@testable import Console

@Suite("The body of a reply at the console")
struct BodyViewTests {
    private static let mail = [
        "From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <yamada@example.jp>",
        "Subject: =?ISO-2022-JP?B?GyRCQkckQTlnJG8kOyRON28bKEI=?=", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=ISO-2022-JP", "Content-Transfer-Encoding: 7bit", "",
        "\u{1B}$B;3ED$G$9!#\u{1B}(B", "..\u{1B}$B8+@Q=q\u{1B}(B.pdf", "\u{1B}$B0J>e\u{1B}(B",
    ]

    private func exchange(_ command: String, _ lines: [String]) -> Exchange {
        Exchange(
            command: Command(Line(command)), reply: Reply(first: "+OK", body: Body(lines.map { Line($0) })),
            before: .transaction, after: .transaction)
    }

    private func show(_ exchange: Exchange, _ view: BodyView, time: Duration? = nil) -> String {
        var view = view
        var output: [UInt8] = []
        view.append((exchange.reply.body?.kept ?? [])[...], to: &output)
        view.finish(exchange, time: time, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func `a Japanese message on the wire, as in mock-up 2`() {
        let shown = show(exchange("RETR 3", Self.mail), BodyView(Layout(.en, width: 92)), time: .milliseconds(38))
        #expect(
            shown == """
                S: From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <yamada@example.jp>
                S: Subject: =?ISO-2022-JP?B?GyRCQkckQTlnJG8kOyRON28bKEI=?=
                S: MIME-Version: 1.0
                S: Content-Type: text/plain; charset=ISO-2022-JP
                S: Content-Transfer-Encoding: 7bit
                S:
                S: ␛$B;3ED$G$9!#␛(B
                S: ..␛$B8+@Q=q␛(B.pdf
                S: ␛$B0J>e␛(B
                S: .                                                              9 lines, 269 octets, 38 ms

                """)
    }

    @Test func `a long body is shown up to forty lines, and how many more there are, as in mock-up 2`() {
        let lines = (1...1_244).map(String.init)
        let shown = show(exchange("RETR 3", lines), BodyView(Layout(.en)))
        let expected =
            lines.prefix(40).map { "S: " + $0 } + ["   | ... 1,204 more lines (:more, :save 3 mail.eml)", "S: .", ""]
        #expect(shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) == expected)
        let listing = show(exchange("LIST", lines), BodyView(Layout(.ja)))
        #expect(listing.hasSuffix("S: 40\n   | ... 残り 1,204 行 (:more)\nS: .\n"))
    }

    @Test func `a batch shows everything`() {
        let shown = show(exchange("LIST", (1...1_244).map(String.init)), BodyView(Layout(.en), maximumLines: nil))
        #expect(shown.hasSuffix("\nS: 1243\nS: 1244\nS: .\n"))
    }

    @Test func `more goes on where the beginning stopped, to the end`() throws {
        let exchange = exchange("RETR 3", (0..<90).map(String.init))
        let body = try #require(exchange.reply.body)
        var output: [UInt8] = []
        var next = BodyView.further(body, of: exchange.command, from: 40, Layout(.en), to: &output)
        #expect(next == 80)
        next = BodyView.further(body, of: exchange.command, from: next, Layout(.en), to: &output)
        #expect(next == 90)
        let lines =
            (40..<80).map { "S: \($0)" } + ["   | ... 10 more lines (:more, :save 3 mail.eml)"]
            + (80..<90).map { "S: \($0)" }
        #expect(output == lines.block)
        #expect(BodyView.further(body, of: exchange.command, from: 90, Layout(.en), to: &output) == 90)
        #expect(output == lines.block)
    }

    @Test func `what was not kept is said to be gone`() throws {
        let exchange = exchange("RETR 1", [String](repeating: String(repeating: "x", count: 998), count: 1_200))
        let body = try #require(exchange.reply.body)
        var output: [UInt8] = []
        #expect(BodyView.further(body, of: exchange.command, from: 1_100, Layout(.en), to: &output) == 1_100)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "   | 100 more lines were not kept: the memory of a reply ends after 1,048,576 octets.\n")
    }

    @Test func `what was changed for the screen is counted, for a note behind the meaning`() {
        let exchange = exchange("RETR 1", ["\u{1B}[2J\u{202E}"])
        var view = BodyView(Layout(.en))
        var output: [UInt8] = []
        view.append((exchange.reply.body?.kept ?? [])[...], to: &output)
        view.finish(exchange, time: nil, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "S: ␛[2J<U+202E>\nS: .\n")
        #expect(
            view.changes() == [
                "   | 4 octets shown as \\xHH, <U+...> or a symbol: a terminal would obey them, or they are no UTF-8."
            ])
        #expect(BodyView(Layout(.en)).changes() == [])
    }
}

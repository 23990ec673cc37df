import Handbook
import POP3
import Testing

@testable import Console

@Suite("The lines of the wire")
struct ExchangeViewTests {
    @Test(arguments: [
        "PASS tanstaaf", "pass tanstaaf", "APOP mrose c4c9334bac560ecc979e58001b3e22fb",
        "AUTH PLAIN AHRpbQB0YW5zdGFhZg==",
    ])
    func `a secret is masked`(line: String) {
        let shown = ExchangeView(Layout(.en)).sent(Command(Line(line)))
        #expect(shown.hasPrefix("C: ") && shown.hasSuffix(" ********"))
    }

    @Test func `the time stands at the right end where there is room for it`() {
        let reply = Reply(first: "+OK maildrop has 3 messages (82305 octets)")
        let measure = Measure(reply, time: .milliseconds(41))
        let wide = ExchangeView(Layout(.ja, width: 80)).received(reply.first, measure)
        let line = "S: +OK maildrop has 3 messages (82305 octets)"
        #expect(wide == [line.padded(to: 75) + "41 ms"])
        #expect(ExchangeView(Layout(.en, width: 50)).received(reply.first, measure) == [line])
        #expect(ExchangeView(Layout(.ja, width: 40)).received(reply.first, measure) == [line])
        #expect(ExchangeView(Layout(.en)).received(reply.first, measure) == [line])
        #expect(ExchangeView(Layout(.en)).received(reply.first, Measure(reply, time: nil)) == [line])
    }

    @Test(arguments: [
        ("+OK ready", "\u{1B}[32mS: \u{1B}[0m+OK ready"),
        ("-ERR no", "\u{1B}[1;31mS: \u{1B}[0m\u{1B}[1;31m-ERR\u{1B}[0m no"),
        ("-err", "\u{1B}[1;31mS: \u{1B}[0m\u{1B}[1;31m-err\u{1B}[0m"),
        ("-ER", "\u{1B}[32mS: \u{1B}[0m-ER"),
    ])
    func `a refusal has another colour than a success`(line: String, shown: String) {
        #expect(ExchangeView(Layout(.en, style: .colored)).received(Line(line)) == [shown])
        #expect(ExchangeView(Layout(.en)).received(Line(line)) == ["S: " + line])
    }

    @Test(
        arguments: [
            (EchoPolicy.auto, "USER mrose", false), (.auto, "USER  mrose", true), (.auto, nil, true),
            (.always, "USER mrose", true),
            (.off, nil, false),
        ] as [(EchoPolicy, String?, Bool)])
    func `a sent line is shown again where it differs from the typed one`(
        policy: EchoPolicy, typed: String?, isShown: Bool
    ) {
        #expect(policy.shows(Command("USER mrose"), typed: typed.map { Array($0.utf8) }) == isShown)
    }

    @Test func `a masked line is never the typed one`() {
        let command = Command("PASS tanstaaf").redacted()
        #expect(EchoPolicy.auto.shows(command, typed: Array("PASS tanstaaf".utf8)))
    }

    @Test(arguments: Layout.screens)
    func `hostile lines are harmless in both directions`(layout: Layout) {
        let view = ExchangeView(layout)
        let line = Line(bytes: Hostile.octets)
        let shown = [view.sent(Command(line))] + view.received(line, Measure(Reply(first: line), time: .seconds(1)))
        #expect(Hostile.dangers(in: shown.block) == [])
    }
}

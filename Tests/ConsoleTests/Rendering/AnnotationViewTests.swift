import Handbook
import POP3
import Testing

@testable import Console

@Suite("Notes about an exchange, as the mock-ups show them")
struct AnnotationViewTests {
    private static func annotation(
        _ topic: String, _ citation: Citation, en: String, ja: String, notes: [Localized] = [], next: Localized? = nil
    ) -> Annotation {
        var annotation = Annotation(topic: topic, meaning: Localized(en: en, ja: ja), citation: citation)
        annotation.notes = notes
        annotation.next = next
        return annotation
    }

    private static let greeting = annotation(
        "greeting", .rfc(1939, "4"), en: "the server is ready and speaks first.", ja: "サーバーの準備ができました。",
        notes: [
            Localized(en: "The text in <...> is a timestamp: this server offers APOP (7).", ja: "<...> はタイムスタンプです。")
        ],
        next: Localized(
            en: "Next: CAPA, USER name, APOP name digest, STLS, or QUIT.     :help @auth", ja: "次に使えるコマンド: CAPA, QUIT"))
    private static let user = annotation(
        "USER", .rfc(1939, "7"), en: "name accepted.", ja: "名前を受け付けました。",
        notes: [Localized(en: "Servers may say +OK even to an unknown name.", ja: "存在しない名前にも +OK を返すことがあります。")],
        next: Localized(en: "Next: PASS.", ja: "次は PASS です。"))

    private static var refusal: Annotation {
        var annotation = Annotation(
            topic: "USER",
            meaning: Localized(
                en: "refused. By the RFC USER *is* allowed here, so \"state\" is not the POP3 state.",
                ja: "サーバーは USER を拒否しました。RFC 1939 では、この状態で USER を使えます。"
                    + "サーバーの言う \"state\" は、POP3 の状態のことではないようです。"),
            isTrouble: true, citation: .rfc(1939, "7"))
        annotation.causes = [
            Localized(
                en: "Passwords are refused without encryption. CAPA from this server lists STLS and no USER.",
                ja: "暗号化なしのパスワード送信を禁止している (CAPA に STLS あり、USER なし)"),
            Localized(
                en: "USER/PASS is disabled; only SASL is allowed (CAPA says: SASL GSSAPI NTLM).",
                ja: "USER/PASS が無効で、SASL だけを使える"),
        ]
        annotation.suggestions = [
            Suggestion(
                "STLS",
                Localized(
                    en: "start encryption on this connection, then USER again", ja: "この接続を暗号化してから、もう一度 USER")),
            Suggestion(
                ":open pop3s://mail.example.com",
                Localized(en: "encrypted from the first byte (port 995)", ja: "最初のバイトから暗号化 (ポート 995)")),
        ]
        annotation.next = Localized(
            en: "Still in AUTHORIZATION; nothing was changed.", ja: "AUTHORIZATION のままで、何も変わっていません。")
        return annotation
    }

    private static let samples = [greeting, user, refusal]

    private func show(
        _ annotation: Annotation, _ layout: Layout, before: Session.Phase = .authorization,
        after: Session.Phase = .authorization, _ verbosity: Verbosity = .full
    ) -> [String] {
        AnnotationView(layout).lines(annotation, before: before, after: after, verbosity)
    }

    @Test func `a greeting, as in mock-up 1`() {
        #expect(
            show(Self.greeting, Layout(.en, width: 100), before: .greeting) == [
                "   | -> AUTHORIZATION, RFC 1939 4 (greeting): the server is ready and speaks first.",
                "   | The text in <...> is a timestamp: this server offers APOP (7).",
                "   | Next: CAPA, USER name, APOP name digest, STLS, or QUIT.     :help @auth",
            ])
    }

    @Test func `what comes next joins the last note where it fits, as in mock-up 1`() {
        #expect(
            show(Self.user, Layout(.en, width: 80)) == [
                "   | AUTHORIZATION, RFC 1939 7 (USER): name accepted.",
                "   | Servers may say +OK even to an unknown name. Next: PASS.",
            ])
    }

    @Test func `a change of state stands in front, as in mock-up 1`() {
        let pass = Self.annotation(
            "PASS", .rfc(1939, "7"), en: "logged in. The maildrop is locked for you (4).", ja: "ログインしました。")
        #expect(
            show(pass, Layout(.en), after: .transaction) == [
                "   | AUTHORIZATION -> TRANSACTION, RFC 1939 7 (PASS): logged in. The maildrop is locked for you (4)."
            ])
        #expect(
            show(pass, Layout(.ja), after: .transaction) == [
                "   | AUTHORIZATION -> TRANSACTION、RFC 1939 7 (PASS): ログインしました。"
            ])
    }

    @Test(arguments: [
        ("ＳＴＡＴ", "ＳＴＡＴ"), ("受信 1", "受信"), ("stat", "STAT"), ("pass\u{1B}", "T"), ("AUTH ＰＬＡＩＮ", "T"),
        ("ＡＢＣＤＥＦＧＨＩＪＫＬＭ", "ＡＢＣＤＥＦＧＨ..."),
    ])
    func `a keyword in other letters than ASCII is named as it was typed`(line: String, topic: String) {
        let annotation = Annotation(
            topic: topic == "STAT" ? topic : "T", meaning: Localized(verbatim: "m"), citation: .rfc(1939, "3"))
        let exchange = Exchange(
            command: Command(Line(line)), reply: Reply(first: "-ERR"), before: .transaction, after: .transaction)
        #expect(
            AnnotationView(Layout(.en)).lines(annotation, on: exchange, .brief) == [
                "   | TRANSACTION, RFC 1939 3 (\(topic)): m"
            ])
    }

    @Test func `octets that are no text are named as the Handbook spells them`() {
        let annotation = Annotation(topic: "\\xFF", meaning: Localized(verbatim: "m"), citation: .rfc(1939, "3"))
        let exchange = Exchange(
            command: Command(Line(bytes: [0xFF])), reply: Reply(first: "-ERR"), before: .transaction,
            after: .transaction)
        #expect(
            AnnotationView(Layout(.en)).lines(annotation, on: exchange, .brief) == [
                "   | TRANSACTION, RFC 1939 3 (\\xFF): m"
            ])
    }

    @Test func `a batch is not told what only a prompt understands`() {
        var annotation = Self.refusal
        annotation.next = Localized(verbatim: "Still here.     :why  :help USER")
        annotation.suggestions.append(Suggestion(":reconnect", Localized(verbatim: "begin again")))
        let shown = show(annotation, Layout(.en))
        #expect(
            shown.suffix(3) == [
                "   | Try:   STLS          start encryption on this connection, then USER again",
                "   |        popscope pop3s://mail.example.com  encrypted from the first byte (port 995)",
                "   | Still here.     popscope help USER",
            ])
    }

    @Test func `a refusal, as in mock-up 3`() {
        #expect(
            show(Self.refusal, Layout(.en, width: 120)) == [
                "   ! AUTHORIZATION, RFC 1939 7 (USER): refused. By the RFC USER *is* allowed here, so \"state\" is not the POP3 state.",
                "   | Likely, in this order:",
                "   |   1. Passwords are refused without encryption. CAPA from this server lists STLS and no USER.",
                "   |   2. USER/PASS is disabled; only SASL is allowed (CAPA says: SASL GSSAPI NTLM).",
                "   | Try:   STLS          start encryption on this connection, then USER again",
                "   |        :open pop3s://mail.example.com  encrypted from the first byte (port 995)",
                "   | Still in AUTHORIZATION; nothing was changed.",
            ])
    }

    @Test func `a refusal in Japanese, as in mock-up 3`() {
        var refusal = Self.refusal
        refusal.causes.removeLast()
        refusal.suggestions.removeLast()
        refusal.next = nil
        #expect(
            show(refusal, Layout(.ja)) == [
                "   ! AUTHORIZATION、RFC 1939 7 (USER): サーバーは USER を拒否しました。RFC 1939 では、この状態で USER を使えます。"
                    + "サーバーの言う \"state\" は、POP3 の状態のことではないようです。",
                "   | 考えられる理由: 1. 暗号化なしのパスワード送信を禁止している (CAPA に STLS あり、USER なし)",
                "   | 試すこと:  STLS  この接続を暗号化してから、もう一度 USER",
            ])
    }

    @Test func `a refusal on 40 columns`() {
        #expect(
            show(Self.refusal, Layout(.en, width: 40)) == [
                "   ! AUTHORIZATION, RFC 1939 7 (USER):",
                "   |   refused. By the RFC USER *is*",
                "   |   allowed here, so \"state\" is not",
                "   |   the POP3 state.",
                "   | Likely, in this order:",
                "   |   1. Passwords are refused without",
                "   |      encryption. CAPA from this",
                "   |      server lists STLS and no USER.",
                "   |   2. USER/PASS is disabled; only",
                "   |      SASL is allowed (CAPA says:",
                "   |      SASL GSSAPI NTLM).",
                "   | Try:   STLS  start encryption on",
                "   |          this connection, then USER",
                "   |          again",
                "   |        :open",
                "   |          pop3s://mail.example.com",
                "   |          encrypted from the first",
                "   |          byte (port 995)",
                "   | Still in AUTHORIZATION; nothing was",
                "   |   changed.",
            ])
    }

    @Test func `findings name their requirement, and brief leaves the advice out`() {
        var annotation = Self.user
        annotation.findings = [Finding("rfc1939-3-crlf", Localized(en: "A line ended in LF alone.", ja: "LF だけの行です。"))]
        #expect(
            show(annotation, Layout(.en), .brief) == [
                "   | AUTHORIZATION, RFC 1939 7 (USER): name accepted.",
                "   ! A line ended in LF alone. [rfc1939-3-crlf]",
            ])
        #expect(show(annotation, Layout(.ja)).last == "   ! LF だけの行です。 [rfc1939-3-crlf]")
    }

    @Test func `further sources are named`() {
        var annotation = Self.user
        annotation.citations += [.rfc(2449, "8.1.2"), .rfc(3206, "")]
        #expect(show(annotation, Layout(.en)).contains("   | See also: RFC 2449 8.1.2, RFC 3206."))
        #expect(show(annotation, Layout(.ja)).contains("   | 参照: RFC 2449 8.1.2、RFC 3206"))
    }

    @Test(arguments: AnnotationViewTests.samples)
    func `in a pipe every note is one line, and in Japanese each has Japanese in it`(annotation: Annotation) {
        let lines = show(annotation, Layout(.ja))
        let isJapanese = { (line: String) in line.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) } }
        #expect(lines.filter { !isJapanese($0) } == [])
    }

    @Test(arguments: AnnotationViewTests.samples, Layout.screens)
    func `no line is wider than the screen, and each has its gutter`(annotation: Annotation, layout: Layout) {
        let lines = show(annotation, layout)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= layout.width ?? .max })
        #expect(lines.allSatisfy { $0.hasPrefix("   | ") || $0.hasPrefix("   ! ") })
        #expect(lines.filter { $0.hasPrefix("   ! ") }.count == (annotation.isTrouble ? 1 : 0))
    }

    @Test(arguments: Layout.screens)
    func `what a server said is harmless in a note too`(layout: Layout) {
        var annotation = Self.annotation(Hostile.text, .rfc(1939, "3"), en: Hostile.text, ja: Hostile.text)
        annotation.notes = [Localized(verbatim: Hostile.text)]
        annotation.causes = annotation.notes
        annotation.suggestions = [Suggestion(Hostile.text, Localized(verbatim: Hostile.text))]
        annotation.findings = [Finding("x", Localized(verbatim: Hostile.text))]
        #expect(Hostile.dangers(in: show(annotation, layout).block) == [])
    }
}

import POP3
import Testing

@testable import Handbook

@Suite("What clients do against the RFCs")
struct ClientWatchTests {
    @Test func `every rule for clients names a row of the catalogue that binds them`() {
        let requirements = Rules.clientLines.map(\.requirement) + Rules.clientExchanges.map(\.requirement)
        #expect(requirements.filter { Requirements[$0].map { $0.party == .server } ?? true } == [])
    }

    @Test func `every rule for clients finds something in these tests`() {
        let requirements = Rules.clientLines.map(\.requirement.name) + Rules.clientExchanges.map(\.requirement.name)
        let tried = Self.beforeLogin.map(\.0) + Self.afterLogin.map(\.0) + Self.cutLines.map(\.0) + Self.forgotten
        #expect(Set(requirements).subtracting(tried) == [])
    }

    private static let plus = "\nC: CAPA\nS: +OK\nS: SASL SCRAM-SHA-1 SCRAM-SHA-1-PLUS\nS: ."
    private static let bearer = base64("n,a=a,\u{1}auth=Bearer x\u{1}\u{1}")

    // swift-format-ignore
    private static let beforeLogin = [
        ("rfc1939-3-keyword-3-or-4-chars", "C: LOGOUT now\nS: -ERR"), ("rfc1939-3-args-single-space", "C: USER  a\nS: +OK"),
        ("rfc1939-3-args-single-space", "C: CAPA \nS: -ERR"), ("rfc1939-3-args-single-space", "C: LANG ja\ten\nS: -ERR"),
        ("rfc1939-3-args-printable-ascii", "C: LANG \u{e9}\nS: -ERR"), ("rfc1939-3-args-printable-ascii", "C: USER a\u{7}\nS: +OK"),
        ("rfc1939-3-arg-40-client-limit", "C: CAPA\nS: -ERR\nC: LANG " + String(repeating: "a", count: 41) + "\nS: -ERR"),
        ("rfc2449-4-client-255", "C: USER " + String(repeating: "a", count: 249) + "\nS: -ERR"),
        ("rfc1939-3-client-right-state", "C: STAT\nS: -ERR"), ("rfc1939-7-client-after-user-ok", "C: USER a\nS: +OK\nC: UTF8\nS: -ERR"),
        ("rfc2595-4-client-waits-after-stls", "C: STLS\nC: CAPA\nS: -ERR\nS: -ERR"), ("rfc6856-2.1-client-no-stls-after-utf8", "C: UTF8\nS: +OK\nC: STLS\nS: -ERR"),
        ("rfc2449-6.6-client-pipelines-only-if-announced", "C: USER a\nC: PASS b\nS: +OK\nS: +OK"),
        ("rfc1939-7-apop-digest-lower-hex", "C: APOP a C4C9334BAC560ECC979E58001B3E22FB\nS: -ERR"), ("rfc1939-7-apop-digest-lower-hex", "C: APOP a c4c9\nS: -ERR"),
        ("rfc6856-2.2-client-no-utf8-without-user", "C: USER \u{e9}\nS: -ERR"), ("rfc7628-3-tls-required", "C: AUTH OAUTHBEARER " + bearer + "\nS: -ERR"),
        ("rfc5034-3-client-no-auth-without-sasl", "C: CAPA\nS: +OK\nS: USER\nS: .\nC: AUTH PLAIN\nS: -ERR"),
        ("rfc5034-3-client-no-auth-without-sasl", "C: CAPA\nS: -ERR\nC: AUTH PLAIN\nS: -ERR"),
        ("rfc5034-3-client-no-ir-without-sasl", "C: CAPA\nS: +OK\nS: USER\nS: .\nC: AUTH PLAIN AGEAYg==\nS: -ERR"),
        ("rfc2449-6.3-client-uses-listed-mech", "C: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH LOGIN\nS: -ERR"),
        ("rfc5034-4-empty-ir-equals", "C: AUTH EXTERNAL \nS: -ERR"), ("rfc5034-4-client-bad-base64-cancel", "C: AUTH CRAM-MD5\nS: + ???\nC: " + cram + "\nS: -ERR"),
        ("rfc5034-4-ir-255-limit", "C: AUTH PLAIN " + base64("\0a\0" + String(repeating: "b", count: 240)) + "\nS: -ERR"),
        ("rfc4616-2-message-form", "C: AUTH PLAIN " + base64("a\0b") + "\nS: -ERR"), ("rfc4616-2-no-nul-inside", "C: AUTH PLAIN\nS: + \nC: " + base64("\0a\0b\0c") + "\nS: -ERR"),
        ("sasl-login-username-64", "C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: " + base64(String(repeating: "a", count: 64)) + "\nS: -ERR"),
        ("rfc2195-2-response-form", "C: AUTH CRAM-MD5\nS: + PDFAeD4=\nC: " + base64("a B913A602C7EDA7A495B4E6E7334D3890") + "\nS: -ERR"),
        ("rfc5802-6-client-p-flag", "C: AUTH SCRAM-SHA-1-PLUS " + base64("n,,n=a,r=b") + "\nS: -ERR"),
        ("rfc7628-3.2.3-dummy-response", "TLS\nC: AUTH OAUTHBEARER " + bearer + "\nS: + e30=\nC: " + bearer + "\nS: -ERR"),
        ("rfc7628-3.1-client-resp-grammar", "TLS\nC: AUTH OAUTHBEARER " + base64("n,a=a,\u{1}auth=Bearer x\u{1}") + "\nS: -ERR"),
        ("rfc2595-4-client-reissues-capa", "C: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\nC: USER a\nS: +OK"),
        ("rfc5802-5-client-verifies-nonce", "C: AUTH SCRAM-SHA-1 " + base64("n,,n=a,r=abc") + "\nS: + " + base64("r=xyz123,s=QQ==,i=4096") + "\nC: " + base64("c=biws,r=xyz123,p=AA==") + "\nS: -ERR"),
        ("rfc5802-5-client-mext", "C: AUTH SCRAM-SHA-1 " + base64("n,,n=a,r=abc") + "\nS: + " + base64("m=x,r=abc123,s=QQ==,i=4096") + "\nC: " + base64("c=biws,r=abc123,p=AA==") + "\nS: -ERR"),
    ]

    private static let cram = base64("a b913a602c7eda7a495b4e6e7334d3890")

    @Test(arguments: beforeLogin)
    func `before login a breach is found, and nothing else`(requirement: String, exchanges: String) {
        let client = WatchedClient(Dialogue.open + "\n" + exchanges)
        #expect(client.findings.map(\.requirement.name) == [requirement])
        #expect(client.findings.filter { !$0.text.isBilingual } == [])
    }

    /// Found together with what is wrong by the new list alone.
    private static let forgotten = ["rfc2449-6.3-client-uses-listed-mech", "rfc2595-4-client-discards-capabilities"]

    @Test func `what was announced before TLS alone is not to be used under TLS`() {
        let before = "\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS"
        let client = WatchedClient(
            Dialogue.open + before + "\nC: CAPA\nS: +OK\nS: SASL LOGIN\nS: .\nC: AUTH PLAIN\nS: -ERR")
        #expect(client.findings.map(\.requirement.name).sorted() == Self.forgotten)
    }

    @Test func `a flag that denies what the server announces is found`() {
        let login = "\nC: AUTH SCRAM-SHA-1 " + base64("y,,n=a,r=b") + "\nS: -ERR"
        let client = WatchedClient(Dialogue.open + Self.plus + login)
        #expect(client.findings.map(\.requirement.name) == ["rfc5802-6-client-p-flag"])
    }

    private static let three = "C: STAT\nS: +OK 3 30\n"

    // swift-format-ignore
    private static let afterLogin = [
        ("rfc1939-3-client-right-state", "C: STLS\nS: -ERR"), ("rfc1939-3-client-right-state", "C: QUIT\nS: +OK\nC: NOOP\nS: -ERR"),
        ("rfc1939-5-client-number-gaps", three + "C: RETR 4\nS: -ERR"), ("rfc1939-5-client-number-gaps", three + "C: DELE 1\nS: +OK\nC: RETR 1\nS: -ERR"),
        ("rfc1939-3-keyword-3-or-4-chars", "C: \nS: -ERR"),
        ("rfc1939-6-client-quit-commits", "C: DELE 1\nS: +OK\nC closes"), ("rfc1939-6-client-quit-commits", "C: DELE 1\nS: +OK\nC: QUIT\nC closes"),
    ]

    @Test(arguments: afterLogin)
    func `after login a breach is found, and nothing else`(requirement: String, exchanges: String) {
        let client = WatchedClient(Dialogue.loggedIn + "\n" + exchanges)
        #expect(client.findings.map(\.requirement.name) == [requirement])
        #expect(client.findings.filter { !$0.text.isBilingual } == [])
    }

    // swift-format-ignore
    private static let cutLines: [(String, [UInt8])] = [
        ("rfc1939-3-command-crlf", [UInt8]("NOOP\n".utf8)), ("rfc1939-3-command-crlf", [UInt8]("NO\rOP\r\n".utf8)),
        ("rfc2449-6-apop-by-banner", [UInt8]("APOP a c4c9334bac560ecc979e58001b3e22fb\r\n".utf8)),
    ]

    @Test(arguments: cutLines)
    func `line ends and a greeting without a timestamp are judged`(requirement: String, line: [UInt8]) {
        var client = WatchedClient("S: +OK ready")
        client.tell(line, from: .client)
        client.tell("S: -ERR")
        #expect(client.findings.map(\.requirement.name).contains(requirement))
    }

    @Test func `a client that does not wait for the greeting is found`() {
        let client = WatchedClient("C: CAPA\nS: +OK\nS: -ERR")
        #expect(client.findings.map(\.requirement.name) == ["rfc1939-3-client-right-state"])
    }

    // swift-format-ignore
    @Test(arguments: [
        "C: CAPA\nS: +OK\nS: PIPELINING\nS: .\nC: USER a\nC: PASS b c  d\nS: +OK\nS: +OK\nC: STAT\nC: LIST\nS: +OK 2 20\nS: +OK\nS: 1 10\nS: 2 10\nS: .\nC: RETR 2\nS: +OK\nS: .\nC: DELE 2\nS: +OK\nC: QUIT\nS: +OK\nS closes\nC closes",
        "C: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN\nS: + \nC: AGEAYg==\nS: +OK\nC: NOOP\nS: +OK\nC closes",
        "C: CAPA\nS: -ERR\nC: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: +OK\nC: UIDL\nS: -ERR\nC: TOP 1 0\nS: -ERR\nC: LAST\nS: -ERR\nC: QUIT\nS: +OK",
        "C: AUTH CRAM-MD5\nS: + PDFAeD4=\nC: " + cram + "\nS: +OK", "C: AUTH CRAM-MD5\nS: + ???\nC: *\nS: -ERR",
        "C: CAPA\nS: +OK\nS: UTF8 USER\nS: .\nC: UTF8\nS: +OK\nC: USER \u{e9}\nS: +OK\nC: CAPA\nS: -ERR\nC: PASS \u{e9}\nS: +OK",
        "TLS\nC: AUTH OAUTHBEARER " + bearer + "\nS: + e30=\nC: AQ==\nS: -ERR", "C: AUTH SCRAM-SHA-1-PLUS " + base64("p=tls-exporter,,n=a,r=b") + "\nS: -ERR",
        "C: AUTH SCRAM-SHA-1 " + base64("y,,n=a,r=b") + "\nS: -ERR", "C: AUTH EXTERNAL =\nS: -ERR", "C: AUTH\nS: +OK\nS: PLAIN\nS: .",
        "C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: YQ==\nS: + UGFzc3dvcmQ6\nC: Yg==\nS: +OK", "C: USER a\nS: +OK\nC: QUIT\nS: +OK", "C: USER a\nS: -ERR\nC: USER b\nS: +OK",
        "TLS\nC: AUTH OAUTHBEARER\nS: + \nC: " + bearer + "\nS: +OK", "TLS\nC: AUTH OAUTHBEARER " + base64("n,,\u{1}\u{1}") + "\nS: + e30=\nC: *\nS: -ERR",
    ])
    func `a sound client is not accused`(exchanges: String) {
        #expect(WatchedClient(Dialogue.open + "\n" + exchanges).findings == [])
    }

    @Test(arguments: ["C: USER a\nS: +OK\nC: PASS secret\nS: +OK", "C: AUTH PLAIN AGEAYg==\nS: +OK"])
    func `a password in clear text is remarked upon where STLS is announced`(login: String) {
        let capabilities = { (line: String) in
            Dialogue.open + "\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: \(line)\nS: .\n" + login
        }
        #expect(WatchedClient(capabilities("STLS")).notes.count == 1)
        #expect(WatchedClient(capabilities("USER")).notes == [])
        #expect(WatchedClient(capabilities("STLS"), isSecure: true).notes == [])
    }

    @Test(arguments: ["C: USER a\nS: +OK\nC: PASS secret\nS: +OK", "C: AUTH PLAIN AGEAYg==\nS: +OK"])
    func `a client is judged by its own part of the way, not by that of the server`(login: String) {
        let lines = Dialogue.open + "\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: STLS\nS: .\n" + login
        #expect(WatchedClient(lines, isSecure: false, isClientSecure: true).notes == [])
        #expect(WatchedClient(lines, isSecure: true, isClientSecure: false).notes.count == 1)
        let token = Dialogue.open + "\nC: AUTH OAUTHBEARER " + Self.bearer + "\nS: -ERR"
        #expect(WatchedClient(token, isSecure: false, isClientSecure: true).findings == [])
        #expect(
            WatchedClient(token, isSecure: true, isClientSecure: false).findings.map(\.requirement.name)
                == ["rfc7628-3-tls-required"])
    }

    @Test func `of lines beyond ten thousand without a reply nothing is kept, and those behind them are judged again`()
    {
        var client = WatchedClient(Dialogue.loggedIn)
        for _ in 0..<10_100 { client.tell("C: NOOP") }
        for _ in 0..<10_100 { client.tell("S: +OK") }
        #expect(client.findings.count == 9_999)
        client.tell("C: NOOP ")
        client.tell("S: +OK")
        #expect(client.findings.dropFirst(9_999).map(\.requirement.name) == ["rfc1939-3-args-single-space"])
    }

    @Test func `what was found in lines behind STLS is told at the handshake, and no text has a secret`() {
        let client = WatchedClient(Dialogue.open + "\nC: STLS\nC: PASS hunter22\nS: +OK\nTLS\nC: CAPA\nS: -ERR")
        #expect(client.findings.map(\.requirement.name) == ["rfc2595-4-client-waits-after-stls"])
        #expect(!client.findings.contains { $0.text.en.contains("hunter22") })
    }
}

private func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }

/// A client that is watched line by line, with what was found.
private struct WatchedClient {
    private var session: Session
    private var watch = ClientWatch()
    private(set) var findings: [Finding] = []
    private(set) var notes: [Localized] = []

    /// - Parameter isClientSecure: whether the client's part of the way is under TLS; as that of the server when `nil`.
    init(_ lines: String, isSecure: Bool = false, isClientSecure: Bool? = nil) {
        session = Session(isSecure: isSecure)
        if isClientSecure ?? isSecure { watch.secured() }
        for line in lines.split(separator: "\n") { tell(String(line)) }
    }

    mutating func tell(_ line: String) {
        switch line {
        case "TLS":
            findings += watch.forgetUnanswered()
            session.secured()
            watch.secured()
        case "C closes":
            findings += watch.closed(in: session)
            _ = session.closed(by: .client)
        case "S closes":
            findings += watch.forgetUnanswered()
            _ = session.closed(by: .server)
        default:
            tell(Array(line.utf8.dropFirst(3)) + [13, 10], from: line.hasPrefix("C: ") ? .client : .server)
        }
    }

    mutating func tell(_ octets: [UInt8], from side: Session.Side) {
        if side == .client {
            var splitter = LineSplitter()
            for line in splitter.append(octets) { watch.sent(session.command(reading: line), in: session) }
        }
        for case .completed(let exchange) in session.observe(octets, from: side) {
            let remarks = watch.completed(exchange)
            findings += remarks.findings
            notes += remarks.notes
        }
    }
}

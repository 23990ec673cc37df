import Authentication
import Handbook
import POP3
import TestSupport
import Testing

@testable import Conformance

@Suite("What is seen of a client while it talks")
struct ClientWitnessTests {
    private static let capa = "\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: STLS\nS: .\n"
    private static let bearer = base64("n,a=a,\u{1}auth=Bearer x\u{1}\u{1}")
    private static let user = "C: USER alice\nS: +OK\nC: PASS wonder land\nS: +OK"
    private static let quit = "\nC: QUIT\nS: +OK\nS closes"

    // swift-format-ignore
    /// What a wrong client says, and the rows that it breaks, with the outcome of each.
    private static let wrong: [(String, String)] = [
        ("C: LOGOUT now\nS: -ERR\nC closes", "fail rfc1939-3-keyword-3-or-4-chars, fail rfc2449-3-command-grammar"),
        ("C: USER  alice\nS: -ERR\nC closes", "fail rfc1939-3-args-single-space, fail rfc2449-3-command-grammar"),
        ("C: LANG \u{e9}\nS: -ERR\nC closes", "fail rfc1939-3-args-printable-ascii, fail rfc2449-3-command-grammar"),
        ("C: CAPA\nS: -ERR\nC: STLS\nS: -ERR\nC: LANG " + String(repeating: "a", count: 41) + "\nS: -ERR\nC closes", "warn rfc1939-3-arg-40-client-limit"),
        ("C: USER " + String(repeating: "a", count: 249) + "\nS: -ERR\nC closes", "fail rfc2449-3-command-grammar, fail rfc2449-4-client-255"),
        ("C: AUTH PLAIN " + base64("\0a\0" + String(repeating: "b", count: 240)) + "\nS: -ERR\nC closes", "fail rfc2449-3-command-grammar, fail rfc2449-4-client-255, fail rfc5034-4-ir-255-limit"),
        ("C: STAT\nS: -ERR\nC closes", "fail rfc1939-3-client-right-state"),
        ("C: PASS secret\nS: -ERR\nC: DELE 1\nS: -ERR\nC closes", "fail rfc1939-3-client-right-state"),
        ("C: USER a\nS: +OK\nC: UTF8\nS: -ERR\nC closes", "fail rfc1939-7-client-after-user-ok"),
        ("C: USER a\nC: PASS b\nS: +OK\nS: +OK" + quit, "warn rfc2449-6.6-client-pipelines-only-if-announced"),
        ("C: STLS\nC: CAPA\nS: +OK\nTLS\nC: QUIT\nS: +OK\nS closes", "fail rfc2595-4-client-waits-after-stls"),
        ("C: UTF8\nS: +OK\nC: STLS\nS: -ERR\nC closes", "fail rfc6856-2.1-client-no-stls-after-utf8"),
        (capa + "C: STLS\nS: +OK\nTLS\nC: USER a\nS: +OK\nC: PASS b\nS: +OK" + quit, "warn rfc2595-4-client-reissues-capa"),
        ("C: CAPA\nS: +OK\nS: SASL LOGIN\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH LOGIN\nS: -ERR\nC closes", "warn rfc2449-6.3-client-uses-listed-mech, fail rfc2595-4-client-discards-capabilities"),
        ("C: APOP alice C4C9334BAC560ECC979E58001B3E22FB\nS: -ERR\nC closes", "fail rfc1939-7-apop-digest-lower-hex"),
        ("C: APOP alice " + APOP.digest(timestamp: "1.2@a", secret: Array("wonder land".utf8)) + "\nS: -ERR\nC closes", "fail rfc1939-7-apop-digest-includes-brackets"),
        ("C: USER alice\nS: +OK\nC: PASS wonder\nS: -ERR\nC closes", "fail rfc1939-7-pass-client-spaces"),
        ("C: USER \u{e9}\nS: -ERR\nC closes", "fail rfc6856-2.2-client-no-utf8-without-user"),
        ("C: AUTH OAUTHBEARER " + bearer + "\nS: -ERR\nC closes", "fail rfc7628-3-tls-required"),
        ("C: CAPA\nS: +OK\nS: USER\nS: .\nC: AUTH PLAIN\nS: -ERR\nC closes", "warn rfc5034-3-client-no-auth-without-sasl"),
        ("C: CAPA\nS: +OK\nS: USER\nS: .\nC: AUTH PLAIN AGEAYg==\nS: -ERR\nC closes", "fail rfc5034-3-client-no-ir-without-sasl"),
        (capa + "C: AUTH LOGIN\nS: -ERR\nC closes", "warn rfc2449-6.3-client-uses-listed-mech"),
        ("C: AUTH EXTERNAL \nS: -ERR\nC closes", "fail rfc5034-4-empty-ir-equals"),
        ("C: AUTH CRAM-MD5\nS: + ???\nC: " + base64("a b913a602c7eda7a495b4e6e7334d3890") + "\nS: -ERR\nC closes", "fail rfc5034-4-client-bad-base64-cancel"),
        ("C: AUTH CRAM-MD5\nS: + ???\nC closes", "warn rfc5034-4-client-bad-base64-cancel"),
        ("C: AUTH PLAIN " + base64("a\0b") + "\nS: -ERR\nC closes", "fail rfc4616-2-message-form"),
        ("C: AUTH PLAIN " + base64("\0a\0b\0c") + "\nS: -ERR\nC closes", "fail rfc4616-2-no-nul-inside"),
        ("C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: " + base64(String(repeating: "a", count: 64)) + "\nS: -ERR\nC closes", "info sasl-login-username-64"),
        ("C: AUTH CRAM-MD5\nS: + PDFAeD4=\nC: " + base64("a 12") + "\nS: -ERR\nC closes", "fail rfc2195-2-response-form"),
        ("C: AUTH SCRAM-SHA-1-PLUS " + base64("n,,n=a,r=b") + "\nS: -ERR\nC closes", "fail rfc5802-6-client-p-flag"),
        ("C: AUTH SCRAM-SHA-1 " + base64("n,,n=a,r=abc") + "\nS: + " + base64("r=xyz123,s=QSXCR+Q6sek8bf92,i=4096") + "\nC: " + base64("c=biws,r=xyz123,p=AA==") + "\nS: -ERR\nC closes", "fail rfc5802-5-client-verifies-nonce"),
        ("C: AUTH SCRAM-SHA-1 " + base64("n,,n=a,r=abc") + "\nS: + " + base64("m=new,r=abc123,s=QSXCR+Q6sek8bf92,i=4096") + "\nC: " + base64("c=biws,r=abc123,p=AA==") + "\nS: -ERR\nC closes", "fail rfc5802-5-client-mext"),
        ("TLS\nC: AUTH OAUTHBEARER " + base64("n,a=a,\u{1}auth=Bearer x\u{1}") + "\nS: -ERR\nC closes", "fail rfc7628-3.1-client-resp-grammar"),
        ("TLS\nC: AUTH OAUTHBEARER " + bearer + "\nS: + e30=\nC: " + bearer + "\nS: -ERR\nC closes", "fail rfc7628-3.2.3-dummy-response"),
        (user + "\nC: STAT\nS: +OK 1 10\nC: RETR 2\nS: -ERR" + quit, "fail rfc1939-5-client-number-gaps"),
        (user + "\nC: DELE 1\nS: +OK\nC: RETR 1\nS: -ERR" + quit, "fail rfc1939-5-client-number-gaps"),
        (user + "\nC: DELE 1\nS: +OK\nC closes", "warn rfc1939-6-client-quit-commits"),
        (user + "\nC: DELE 1\nS: +OK\nC: QUIT\nC closes", "info rfc1939-6-client-quit-commits"),
        ("C: CAPA\nS: -ERR\nC: QUIT\nS: +OK\nC closes", "info rfc2449-5-capa-err-means-unsupported"),
        ("TLS\nC: CAPA\nS: -ERR\nC closes", "fail rfc2449-5-capa-err-means-unsupported"),
        (user + "\nC: STAT\nS: +OK 1 10\nC: UIDL\nS: -ERR\nC closes", "info rfc1939-7-client-optional-refused"),
    ]

    @Test(arguments: wrong)
    func `a wrong client is found, and nothing else of it`(lines: String, rows: String) {
        let dialogue = WatchedDialogue(lines)
        #expect(dialogue.found().joined(separator: ", ") == rows)
        #expect(
            dialogue.results().flatMap(\.judgements).filter { !$0.evidence.isEmpty || $0.outcome >= .pass }.count
                == dialogue.results().flatMap(\.judgements).count)
    }

    @Test func `a line that ends in LF alone is found`() {
        var dialogue = WatchedDialogue("")
        dialogue.witness.passed(Array("NOOP\n".utf8), from: .client)
        dialogue.witness.passed(Array("+OK\r\n".utf8), from: .server)
        dialogue.witness.ended(by: .client)
        #expect(
            dialogue.found() == [
                "fail rfc1939-3-client-right-state", "fail rfc1939-3-command-crlf", "fail rfc2449-3-command-grammar",
            ])
    }

    @Test func `a CR in front of CRLF is found`() {
        var dialogue = WatchedDialogue("")
        dialogue.witness.passed(Array("CAPA\r\r\n".utf8), from: .client)
        dialogue.witness.passed(Array("-ERR\r\n".utf8), from: .server)
        dialogue.witness.ended(by: .server)
        #expect(dialogue.found().contains("fail rfc1939-3-command-crlf"))
    }

    // swift-format-ignore
    @Test(arguments: [
        "C: USER alice\nS: +OK\nC: PASS wonder land\nS: +OK\nC: STAT\nS: +OK 0 0\nC: LIST\nS: +OK\nS: .\nC: QUIT\nS: +OK\nS closes",
        "C: CAPA\nS: +OK\nS: XFOO bar\nS: stls\nS: .\nC: STLS\nS: +OK\nTLS\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN\nS: + \nC: AGFsaWNlAHdvbmRlciBsYW5k\nS: +OK\nC: DELE 1\nS: +OK\nC: QUIT\nS: +OK\nS closes",
        "C: APOP alice " + APOP.digest(timestamp: "<1.2@a>", secret: Array("wonder land".utf8)) + "\nS: +OK\nC: UIDL\nS: -ERR\nC: RETR 1\nS: +OK\nS: .\nC: QUIT\nS: +OK\nC closes",
        "C: AUTH CRAM-MD5\nS: + ???\nC: *\nS: -ERR\nC: QUIT\nS: +OK\nC closes",
        "C: AUTH SCRAM-SHA-1 " + base64("n,,n=a,r=abc") + "\nS: + " + base64("r=xyz123,s=QSXCR+Q6sek8bf92,i=4096") + "\nC: *\nS: -ERR\nC closes",
        "C: AUTH SCRAM-SHA-256 " + base64("n,,n=a,r=abc") + "\nS: + " + base64("r=abc123,s=QSXCR+Q6sek8bf92,i=4096") + "\nC: " + base64("c=biws,r=abc123,p=AA==") + "\nS: + " + base64("v=AA==") + "\nC: \nS: +OK\nC: QUIT\nS: +OK\nS closes",
    ])
    func `a sound client gets a report in which nothing failed`(lines: String) {
        let dialogue = WatchedDialogue(lines)
        #expect(dialogue.found() == [])
        #expect(dialogue.results().contains { $0.outcome == .pass })
    }

    @Test(arguments: [
        ("C: USER alice\nS: +OK\nC: PASS secret\nS: -ERR\nC closes", "info rfc8314-5.2-client-minimum-confidentiality"),
        ("C: AUTH PLAIN AGEAYg==\nS: -ERR\nC closes", "warn rfc4616-5-not-without-security"),
    ])
    func `a password in clear where STLS is announced counts with the profile modern alone`(
        login: String, row: String
    ) {
        let dialogue = WatchedDialogue(Self.capa + login)
        #expect(dialogue.found() == [])
        #expect(dialogue.found(.modern) == [row])
    }

    @Test func `no evidence shows a secret`() {
        let lines =
            "C: USER alice\nS: +OK\nC: PASS hunter22 \nS: -ERR hunter22 is wrong\nC: AUTH CRAM-MD5\nS: + ???\nC: "
        let dialogue = WatchedDialogue(lines + base64("a hunter22") + "\nS: -ERR\nC: LOGOUT\nS: -ERR\nC closes")
        let lengths = dialogue.results().flatMap(\.judgements).flatMap(\.evidence).flatMap(\.lines)
        #expect(!lengths.isEmpty)
        #expect(!lengths.contains { String(decoding: $0.octets, as: UTF8.self).contains("hunter22") })
    }

    @Test func `every row that binds clients can be judged, or says why not`() {
        let judged = Testimony.canBeSeenOfClients
        let rows = Requirements.all.filter { $0.party != .server }
        let unclear = rows.filter { row in
            if case .rfc(2384, _) = row.source { return false }
            return !judged.contains(row.id) && ClientUnjudged.reasons[row.id] == nil
        }
        #expect(unclear.map(\.id.name) == [])
        #expect(rows.filter { judged.contains($0.id) && ClientUnjudged.reasons[$0.id] != nil } == [])
        #expect(Set(ClientUnjudged.reasons.keys).union(judged).subtracting(rows.map(\.id)) == [])
    }

    @Test func `every row that can be judged is put to the test by one of these clients`() {
        let seen =
            Self.wrong.flatMap { WatchedDialogue($0.0).results(.modern) }
            + [Self.capa + "C: AUTH PLAIN AGEAYg==\nS: -ERR", Self.capa + Self.user].flatMap {
                WatchedDialogue($0).results(.modern)
            }
        let judged = Set(seen.filter { $0.outcome != .skip }.map(\.requirement.id))
        // These hold by a login that came about, or by the end of a line.
        let others: Set<RequirementID> = [
            "rfc1939-3-command-crlf", "rfc7677-3-sha256", "rfc5802-4-sha1-mandatory",
            "rfc5034-4-plain-over-tls-mandatory", "rfc5034-4-additional-mechs", "rfc1939-5-client-empty-list",
            "rfc2449-5-capa-tags-case-insensitive", "rfc2449-5-client-unknown-capa-ignored",
            "rfc2449-7-client-no-required-extension",
        ]
        #expect(Testimony.canBeSeenOfClients.subtracting(judged).subtracting(others) == [])
    }

    @Test func `of many sessions no more is kept than of a few`() {
        var all = Testimony(judging: .client)
        for number in 1...1000 {
            all.add(WatchedDialogue("C: LOGOUT\nS: -ERR\nC closes", name: "client \(number)").witness.testimony)
        }
        #expect(all.sessions == 1000)
        let judgements = all.judgements(about: "rfc1939-3-keyword-3-or-4-chars")
        #expect(judgements.map(\.check) == ["client 1", "client 2", "client 3"])
    }

    @Test func `a session of any length keeps little`() {
        var witness = ClientWitness(of: "long")
        witness.passed(Array("+OK\r\n".utf8), from: .server)
        for _ in 0..<2_000 { witness.passed(Array("NOOP\r\n".utf8), from: .client) }
        for _ in 0..<2_000 { witness.passed(Array("-ERR\r\n".utf8), from: .server) }
        witness.ended(by: .client)
        let evidence = witness.testimony.judgements(about: "rfc1939-3-client-right-state").flatMap(\.evidence)
        #expect(evidence == [.sent("NOOP"), .received(Reply(first: "-ERR"))])
    }
}

private func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }

/// A client that was watched line by line.
private struct WatchedDialogue {
    var witness: ClientWitness

    /// - Parameter lines: behind a greeting with a timestamp; `TLS` is a handshake, which begins a session that has none.
    init(_ lines: String, name: String = "client 1") {
        witness = ClientWitness(of: name, isSecure: lines.hasPrefix("TLS")) { name in
            name == "alice" ? Array("wonder land".utf8) : nil
        }
        if !lines.isEmpty { tell("S: +OK ready <1.2@a>") }
        for line in lines.split(separator: "\n").dropFirst(lines.hasPrefix("TLS") ? 1 : 0) { tell(String(line)) }
    }

    private mutating func tell(_ line: String) {
        switch line {
        case "TLS":
            witness.clientSecured()
            witness.serverSecured()
        case "C closes": witness.ended(by: .client)
        case "S closes": witness.ended(by: .server)
        default:
            let octets = Array(line.utf8.dropFirst(3)) + [13, 10]
            witness.passed(octets, from: line.hasPrefix("C: ") ? .client : .server)
        }
    }

    func results(_ profile: Inspection.Options.Profile = .standard) -> [Report.Result] {
        witness.testimony.report("", started: 0, duration: .zero, Testimony.Scope(profile)).results
    }

    /// The findings, sorted by name.
    func found(_ profile: Inspection.Options.Profile = .standard) -> [String] {
        results(profile).filter { [.fail, .warn, .info].contains($0.outcome) }
            .sorted { $0.requirement.id.name < $1.requirement.id.name }
            .map { "\($0.outcome.rawValue) \($0.requirement.id)" }
    }
}

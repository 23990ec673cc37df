import POP3
import Testing

@testable import Handbook

@Suite("STLS and TLS explained")
struct ExplainerTLSTests {
    private let explainer = Explainer(host: "mail.example.com")

    @Test func `what is forgotten at STLS is told, and why`() {
        let session = Dialogue(Dialogue.open + "\nC: USER mrose\nS: +OK\nC: UTF8\nS: +OK\nC: STLS\nS: +OK")
        #expect(session.last?.meaning.en == "agreed: the TLS handshake begins right behind this line.")
        #expect(
            session.last?.notes.map(\.en) == [
                "What was learned in clear text is forgotten, for anyone on the path could have changed it (RFC 2595 4).",
                "That holds for the name that USER gave, too: begin with USER again.",
                "STLS must not follow UTF8 (RFC 6856 2.1); next time send STLS first, and UTF8 again under TLS.",
            ])
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `+OK to STLS after login begins nothing`() {
        let session = Dialogue(Dialogue.loggedIn + "\nC: STLS\nS: +OK")
        #expect(session.last?.meaning.en.contains("no handshake") == true)
        #expect(session.findings == ["rfc2595-4-stls-authorization-only"])
    }

    @Test func `clear text behind STLS is a finding with its octets as evidence`() {
        let annotation = explainer.explain(clearTextBehindSTLS: Array("+OK \u{1B}[2J injected\r\n".utf8), Knowledge())
        #expect(annotation.isTrouble)
        #expect(annotation.citations == [.rfc(2595, "4")])
        #expect(
            annotation.findings.map(\.requirement.name) == ["rfc2595-4-stls-ok-then-handshake"])
        #expect(
            annotation.findings.map(\.text.en) == [
                "19 octets of clear text came behind +OK to STLS: \"+OK \\x1B[2J injected\""
            ])
        #expect(annotation.suggestions.map(\.line) == [":reconnect", ":open pop3s://mail.example.com"])
        #expect(annotation.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `a greeting after the handshake is one too many`() {
        let session = Dialogue(Dialogue.open + "\nC: STLS\nS: +OK\nTLS")
        let last = session.exchanges.last
        let told = explainer.explain(
            unsolicited: "+OK again", in: .authorization, session.session.knowledge, after: last)
        #expect(told.findings.map(\.requirement.name) == ["rfc2595-4-stls-no-second-greeting"])
    }

    private static func details(
        _ version: TLSVersion = .tls13, dnsNames: [String] = ["mail.example.com"], addresses: [String] = [],
        _ verification: TLSDetails.Verification = .verified
    ) -> TLSDetails {
        let own = CertificateFacts(
            subject: "CN=mail.example.com", issuer: "CN=ca", dnsNames: dnsNames, addresses: addresses,
            notBefore: CertificateDate(seconds: 0), notAfter: CertificateDate(seconds: 86_400), fingerprint: "",
            isSelfSigned: false, serial: "01", key: "ECDSA P-256")
        return TLSDetails(
            version: version, cipher: nil, serverName: nil, chain: [own], verification: verification)
    }

    private static let date = CertificateDate(seconds: 86_400)

    // swift-format-ignore
    @Test(arguments: [
        (details(.tls10), ["rfc8314-4-old-tls-dropped"]), (details(.tls11), ["rfc8314-4-old-tls-dropped"]), (details(.tls12), []),
        (details(dnsNames: []), ["rfc7817-5-server-cert-dns-id"]), (details(dnsNames: [], addresses: ["192.0.2.1"]), ["rfc7817-5-server-cert-dns-id"]),
        (details(.tls13, .notVerified(.expired(on: date))), ["rfc8314-4.4-valid-certificate"]), (details(.tls13, .notVerified(.notYetValid(from: date))), ["rfc8314-4.4-valid-certificate"]),
        (details(.tls13, .notVerified(.selfSigned(subject: "x"))), []), (details(.tls13, .notVerified(.unknownAuthority(issuer: "x"))), []),
        (details(.tls13, .notVerified(nil)), []), (details(.tls13, .notVerified(.wrongName(expected: "a", names: ["b"]))), []),
    ])
    func `what a handshake breaks is found, and what depends on this side is not`(details: TLSDetails, names: [String]) {
        let findings = explainer.findings(on: details)
        #expect(findings.map(\.requirement.name) == names)
        #expect(findings.filter { !$0.text.isBilingual || Requirements[$0.requirement] == nil } == [])
    }

    @Test(arguments: ["192.0.2.1", "2001:db8::1", nil])
    func `a host known by its address needs no host name in its certificate`(host: String?) {
        let details = Self.details(dnsNames: [], addresses: ["192.0.2.1"])
        #expect(Explainer(host: host).findings(on: details) == [])
    }

    @Test func `a handshake without a certificate is not accused of its names`() {
        let details = TLSDetails(
            version: .tls12, cipher: nil, serverName: nil, chain: [], verification: .notVerified(nil))
        #expect(explainer.findings(on: details) == [])
    }
}

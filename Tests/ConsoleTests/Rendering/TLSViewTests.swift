import Handbook
import POP3
import Testing

@testable import Console

@Suite("What TLS agreed on, laid out")
struct TLSViewTests {
    private func text(_ details: TLSDetails, now: Int = 1_780_000_000, _ language: Language = .en) -> String {
        TLSView(Layout(language)).lines(details, now: now).joined(separator: "\n")
    }

    @Test func `version, cipher, names, dates, key and fingerprint stand in it`() {
        let shown = text(Handshake.details())
        for part in [
            "TLS 1.3", "TLS_AES_128_GCM_SHA256", "pop.example.jp (SNI)", "chain, dates and name hold",
            "CN=pop.example.jp", "pop.example.jp, 192.0.2.25", "CN=Example CA",
            "2026-01-01 00:00:00 UTC - 2026-07-01 00:00:00 UTC (33 days left)", "ECDSA P-256", "AB:CD",
        ] { #expect(shown.contains(part), "\(part)") }
    }

    @Test func `what a check would have refused is said`() {
        #expect(
            text(Handshake.details(.notVerified(.selfSigned(subject: "CN=x")))).contains(
                "not checked (--insecure): The server has signed its certificate itself"))
        #expect(text(Handshake.details(.notVerified(nil))).contains("it would have held"))
    }

    @Test(arguments: [(1_700_000_000, "not yet valid"), (1_790_000_000, "expired")])
    func `a certificate out of its time says so`(now: Int, words: String) {
        #expect(text(Handshake.details(), now: now).contains(words))
    }

    @Test(arguments: Language.allCases)
    func `what a peer chose is harmless`(language: Language) {
        for version in TLSVersion.allCases {
            let details = Handshake.details(
                .notVerified(.unknownAuthority(issuer: Hostile.text)), version: version, text: Hostile.text)
            #expect(Hostile.dangers(in: Array(text(details, language).utf8)) == [])
        }
    }
}

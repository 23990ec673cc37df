import Handbook
import POP3
import Testing

@testable import Console

@Suite("What somebody on the path has learned")
struct WiretapTests {
    private func lines(_ exchanges: [Exchange], _ layout: Layout = Layout(.en)) -> [String] {
        var wiretap = Wiretap()
        exchanges.forEach { wiretap.append($0) }
        return WiretapView(layout).lines(wiretap)
    }

    @Test func `in clear text: the name, the password, the mail`() {
        var rehearsal = Rehearsal.loggedIn()
        _ = rehearsal.say("RETR 2", "+OK", "Subject: x", "", "hi", ".")
        #expect(
            lines(rehearsal.exchanges) == [
                "   ! In clear text, 4 exchanges: somebody on the path has read every octet of them.",
                "   | user name: mrose",
                "   | password:  readable, letter by letter (not shown here)",
                "   | mail:      readable: 2 (18 octets)",
            ])
        #expect(
            lines(rehearsal.exchanges, Layout(.ja)) == [
                "   ! 暗号化なし、4 往復: 経路上の第三者は、そのすべてを読めました。",
                "   | ユーザー名: mrose",
                "   | パスワード: そのまま読めました (ここには表示しません)",
                "   | メール:     読めました: 2 番 (18 オクテット)",
            ])
    }

    @Test func `with APOP the password is not readable, the mail is`() {
        var rehearsal = Rehearsal(greeting: "+OK <1896.697170952@dbc.mtview.ca.us>")
        _ = rehearsal.say("APOP mrose c4c9334bac560ecc979e58001b3e22fb", "+OK")
        _ = rehearsal.say("TOP 1 0", "+OK", "Subject: x", "", ".")
        let shown = lines(rehearsal.exchanges)
        #expect(shown.contains("   | user name: mrose"))
        #expect(shown.contains("   | password:  not readable, only a digest; a weak password can be guessed from it"))
        #expect(shown.contains("   | mail:      readable: 1 (14 octets)"))
    }

    @Test(arguments: [
        ("PLAIN", Wiretap.Exposure.encoded), ("LOGIN", .encoded), ("CRAM-MD5", .digest), ("SCRAM-SHA-256", .digest),
        ("XOAUTH2", .encoded),
    ])
    func `AUTH gives away what its mechanism does`(mechanism: String, exposure: Wiretap.Exposure) {
        var rehearsal = Rehearsal()
        _ = rehearsal.say("AUTH \(mechanism)", "+ ")
        _ = rehearsal.say("AHRpbQB0YW5zdGFhZg==", "+OK")
        var wiretap = Wiretap()
        rehearsal.exchanges.forEach { wiretap.append($0) }
        #expect(wiretap.secrets == [exposure])
        #expect(lines(rehearsal.exchanges).contains("   | user name: readable, in the base64 of AUTH"))
    }

    @Test func `under TLS only sizes and times`() {
        var rehearsal = Rehearsal()
        _ = rehearsal.say("STLS", "+OK")
        rehearsal.secure()
        _ = rehearsal.say("USER mrose", "+OK")
        _ = rehearsal.say("PASS tanstaaf", "+OK")
        #expect(
            lines(rehearsal.exchanges) == [
                "   ! In clear text, 2 exchanges: somebody on the path has read every octet of them.",
                "   | user name: not sent",
                "   | password:  not sent",
                "   | mail:      not sent",
                "   | Under TLS, 2 exchanges: only their sizes and times, and which server it was.",
            ])
    }

    @Test func `before the first exchange there is nothing to tell`() {
        #expect(lines([]) == ["   | Nothing has crossed the wire yet."])
    }

    @Test(arguments: Layout.screens)
    func `the password itself is never shown, and a hostile name is harmless`(layout: Layout) {
        var rehearsal = Rehearsal()
        _ = rehearsal.say("USER \(Hostile.text.filter { !$0.isNewline })", "+OK")
        _ = rehearsal.say("PASS tanstaaf", "+OK")
        let shown = lines(rehearsal.exchanges, layout)
        #expect(!shown.joined().contains("tanstaaf"))
        #expect(Hostile.dangers(in: shown.block) == [])
    }
}

import Handbook
import POP3
import Testing

@testable import Console

@Suite("How things stand")
struct StatusViewTests {
    private func status(_ session: Session, peer: Peer?, exchanges: Int = 0) -> Status {
        Status(server: "pop.example.jp", peer: peer, encryption: nil, session: session, exchanges: exchanges)
    }

    @Test func `everything that is known, one fact a line`() {
        var rehearsal = Rehearsal.loggedIn()
        _ = rehearsal.say("STAT", "+OK 3 82305")
        _ = rehearsal.say("DELE 1", "+OK")
        _ = rehearsal.say("DELE 3", "+OK")
        _ = rehearsal.say("STAT", "+OK 1 82305")
        rehearsal.client("LIST")
        rehearsal.client("NOOP")
        let status = status(rehearsal.session, peer: Peer(address: "192.0.2.25", port: 110), exchanges: 6)
        #expect(
            StatusView(Layout(.en)).lines(status) == [
                "   | server:     pop.example.jp (192.0.2.25, port 110)",
                "   | encryption: none, everybody on the path can read along",
                "   | state:      TRANSACTION",
                "   | user:       mrose",
                "   | maildrop:   1 message, 82,305 octets by STAT",
                "   | to delete:  2 messages (1, 3); QUIT deletes, RSET takes back",
                "   | unanswered: LIST, NOOP",
                "   | so far:     6 exchanges",
            ])
        #expect(StatusView(Layout(.ja)).lines(status).contains("   | 削除マーク:     2 通 (1, 3)。QUIT で削除、RSET で取り消し"))
    }

    @Test func `without a connection, and before the greeting`() {
        #expect(
            StatusView(Layout(.en)).lines(status(Session(isSecure: true), peer: nil)) == [
                "   | server:     pop.example.jp, not connected",
                "   | encryption: TLS",
                "   | state:      waiting for the greeting",
                "   | so far:     0 exchanges",
            ])
    }

    @Test func `the practice server has no address`() {
        let lines = StatusView(Layout(.ja)).lines(status(Session(), peer: Peer(address: nil, port: nil)))
        #expect(lines.first == "   | サーバー: pop.example.jp (このプログラムの中)")
    }

    @Test(arguments: Layout.screens)
    func `what was sent is shown harmless and without its secret`(layout: Layout) {
        var rehearsal = Rehearsal()
        rehearsal.client("PASS tanstaaf")
        rehearsal.client("XYZ \u{1B}[2J\u{202E}")
        let lines = StatusView(layout).lines(status(rehearsal.session, peer: nil))
        #expect(!lines.joined().contains("tanstaaf"))
        #expect(Hostile.dangers(in: lines.block) == [])
    }
}

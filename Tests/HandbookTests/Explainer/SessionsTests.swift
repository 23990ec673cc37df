import POP3
import TestSupport
import Testing

@testable import Handbook

@Suite("Sessions of the RFC and of tutorials, explained")
struct SessionsTests {
    private static let rfc = """
        S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>
        C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
        \(exampleListings)
        S: Subject: one
        S: .
        C: DELE 1
        S: +OK message 1 deleted
        C: QUIT
        S: +OK dewey POP3 server signing off (maildrop empty)
        """

    @Test func `the session of RFC 1939 section 10 reads as expected in English`() {
        #expect(
            Dialogue(Self.rfc).annotations.map { "\($0.topic): \($0.meaning.en)" } == [
                "greeting: the server is ready and speaks first.",
                "APOP: logged in. The maildrop is locked for this session (RFC 1939 4).",
                "STAT: 2 messages, 320 octets together.",
                "LIST: 2 messages, 320 octets in all; the largest is message 2 with 200.",
                "RETR: message 1, a multi-line reply, ended by \".\" alone on a line (3).",
                "DELE: message 1 is marked as deleted. It is still there.",
                "QUIT: UPDATE has removed message 1, marked as deleted.",
            ])
    }

    @Test func `the session of RFC 1939 section 10 reads as expected in Japanese`() {
        #expect(
            Dialogue(Self.rfc).annotations.map(\.meaning.ja) == [
                "サーバーの準備ができました。POP3 ではサーバーが先に話します。",
                "ログインしました。メールドロップはこのセッションのためにロックされます (RFC 1939 第 4 節)。",
                "メールは 2 通、合計 320 オクテットです。",
                "メールは 2 通、合計 320 オクテットです。いちばん大きいのは 2 番の 200 オクテットです。",
                "1 番のメールです。複数行の応答で、\".\" だけの行で終わります (第 3 節)。",
                "1 番のメールに削除マークが付きました。まだ消えてはいません。",
                "UPDATE で、削除マークの付いた 1 番のメールが削除されました。",
            ])
    }

    @Test func `the citations of a session are those of its commands`() {
        #expect(
            Dialogue(Self.rfc).annotations.map(\.citations) == [
                [.rfc(1939, "4")], [.rfc(1939, "7")], [.rfc(1939, "5")], [.rfc(1939, "5")], [.rfc(1939, "5")],
                [.rfc(1939, "5")],
                [.rfc(1939, "6")],
            ])
    }

    @Test func `a Japanese tutorial with a qpopper reads as expected`() {
        let session = Dialogue(
            """
            S: +OK QPOP (version 2.3+youbin) at pop3.foo.com starting.  <10005.897840800@pop3.foo.com>
            C: USER hogehoge
            S: +OK Password required for hogehoge.
            C: PASS secret
            S: +OK hogehoge has 6 messages (10211 octets).
            C: LIST
            S: +OK 6 messages (10211 octets)
            S: 1 1518
            S: 2 1612
            S: 3 1636
            S: 4 1486
            S: 5 1631
            S: 6 2328
            S: .
            C: DELE 1
            S: +OK Message 1 has been deleted
            C: QUIT
            S: +OK Pop server at pop3.foo.com signing off.
            """)
        #expect(
            session.annotations.map(\.meaning.en) == [
                "the server is ready and speaks first.",
                "name accepted.",
                "logged in. The maildrop is locked for this session (RFC 1939 4).",
                "6 messages, 10211 octets in all; the largest is message 6 with 2328.",
                "message 1 is marked as deleted. It is still there.",
                "UPDATE has removed message 1, marked as deleted.",
            ])
        #expect(session.annotations.flatMap(\.findings) == [])
    }

    @Test func `a Japanese tutorial with marks taken back reads as expected`() {
        let session = Dialogue(
            """
            S: +OK InterChange POP3 Server v3.62 Ready (X-INF-V1) <1BC07518.3C649B3F@operamail.com>
            C: USER hogehoge
            S: +OK User hogehoge accepted, send PASS command for password validation
            C: PASS fugafuga
            S: +OK Password accepted
            C: STAT
            S: +OK 2 10180
            C: LIST
            S: +OK 2 messages 10180 octets
            S: 1 5954
            S: 2 4226
            S: .
            C: DELE 1
            S: +OK message 1 deleted
            C: LIST
            S: +OK 1 messages (4226 octets)
            S: 2 4226
            S: .
            C: RSET
            S: +OK Everything has been reset
            C: LIST
            S: +OK 2 messages 10180 octets
            S: 1 5954
            S: 2 4226
            S: .
            C: QUIT
            S: +OK InterChange POP3 Server Signing Off
            """)
        #expect(
            session.annotations.map(\.meaning.ja) == [
                "サーバーの準備ができました。POP3 ではサーバーが先に話します。",
                "名前が受け付けられました。",
                "ログインしました。メールドロップはこのセッションのためにロックされます (RFC 1939 第 4 節)。",
                "メールは 2 通、合計 10180 オクテットです。",
                "メールは 2 通、合計 10180 オクテットです。いちばん大きいのは 1 番の 5954 オクテットです。",
                "1 番のメールに削除マークが付きました。まだ消えてはいません。",
                "メールは 1 通、4226 オクテットです。",
                "1 番のメールの削除マークを外しました。",
                "メールは 2 通、合計 10180 オクテットです。いちばん大きいのは 1 番の 5954 オクテットです。",
                "セッションが終わりました。削除マークがなかったので、何も削除されていません。",
            ])
        #expect(session.annotations.flatMap(\.findings) == [])
        #expect(session.annotations.flatMap(\.sentences).filter { !$0.isBilingual } == [])
    }

    @Test func `a machine-translated tutorial put back into POP3 reads as expected`() {
        let session = Dialogue(
            """
            S: +OK pop.philo.org ready
            C: user platoon
            S: +OK send your password
            C: pass platoon
            S: +OK great password
            C: STAT
            S: +OK 18 67042
            C: LIST 2
            S: +OK 2 3297
            C: LIST 23
            S: -ERR no such message
            C: DELE 1
            S: +OK message 1 deleted
            C: RSET
            S: +OK 18 messages
            C: QUIT
            S: +OK bye, bye
            """)
        #expect(
            session.annotations.map(\.meaning.en) == [
                "the server is ready and speaks first.",
                "name accepted.",
                "logged in. The maildrop is locked for this session (RFC 1939 4).",
                "18 messages, 67042 octets together.",
                "message 2 has 3297 octets.",
                "refused. There is no message 23: this maildrop has 18.",
                "message 1 is marked as deleted. It is still there.",
                "message 1 is no longer marked as deleted.",
                "the session is over. Nothing was marked as deleted, so nothing was removed.",
            ])
        #expect(
            session.annotations[1].notes.last?.en
                == "Lower case is fine: keywords may be written in any letter case (3).")
    }
}

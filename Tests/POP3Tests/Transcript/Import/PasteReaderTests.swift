import Testing

@testable import POP3

@Suite("Pasted sessions are read")
struct PasteReaderTests {
    @Test func `a page that shows a session gives its commands, its replies and its states`() throws {
        let imported = try Imported(
            """
            Let us fetch mail by hand. The password of taro is wonderland.

            % telnet pop.example.jp 110
            Trying 192.0.2.1...
            Connected to pop.example.jp.
            Escape character is '^]'.
            +OK POP3 at pop.example.jp <10.20@example.jp>
            USER taro
            +OK Password required for taro.
            PASS wonderland
            +OK taro has 2 messages (320 octets).
            Now the sizes:

            LIST
            +OK 2 messages (320 octets)
            1 120
            2 200
            .
            RETR 1
            +OK 120 octets
            ...(the first message)...
            .
            QUIT
            +OK bye
            Connection closed by foreign host.
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                @fidelity text
                * note Let us fetch mail by hand. The password ********
                * note % telnet pop.example.jp 110
                * note Trying 192.0.2.1...
                * note Connected to pop.example.jp.
                * note Escape character is '^]'.
                * connect
                S: +OK POP3 at pop.example.jp <10.20@example.jp>
                C: USER taro
                S: +OK Password required for taro.
                C: PASS ${secret:taro}
                S: +OK taro has 2 messages (320 octets).
                * note Now the sizes:
                C: LIST
                S: +OK 2 messages (320 octets)
                S: 1 120
                S: 2 200
                S: .
                C: RETR 1
                S: +OK 120 octets
                * note ...(the first message)...
                * note body not in this log
                S% 120
                C: QUIT
                S: +OK bye
                * note Connection closed by foreign host.
                * close server

                """)
        #expect(
            imported.exchanges == [
                "greeting: ok authorization", "USER taro: ok authorization", "PASS ********: ok transaction",
                "LIST: ok transaction", "RETR 1: ok transaction", "QUIT: ok update",
            ])
    }

    @Test func `a machine translation keeps what it can, and its words are notes`() throws {
        let imported = try Imported(
            """
            接続すると + OK と言われます。

            + OK pop.example.jp準備完了
            ユーザー小隊

            次にパスワードです。

            + OKパスワードを送信する
            プラプラットを渡す

            STAT
            + OK 18 67042

            リスト
            + OK 18メッセージ(67042オクテット)
            1 2552
            ...
            18 3270

            メッセージを読みます。

            RETR 1
            + OK 2552オクテット
            ブラッ!

            存在しないと -ERR です。

            終了する
            + OKバイバイ
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                @fidelity text
                * note 接続すると + OK と言われます。
                * note + OK pop.example.jp準備完了
                * connect
                S: +OK pop.example.jp準備完了
                * note ユーザー小隊
                * note 次にパスワードです。
                * note + OKパスワードを送信する
                * note ********を渡す
                * note login not in this log: USER and PASS stand in for it
                C: USER user
                S~ +OK ${*}
                C: PASS ${secret:user}
                S~ +OK ${*}
                C: STAT
                * note + OK 18 67042
                S: +OK 18 67042
                * note リスト
                C: LIST
                * note + OK 18メッセージ(67042オクテット)
                S: +OK 18メッセージ(67042オクテット)
                S: 1 2552
                * note ...
                S: 18 3270
                * note the end of the body is not in this log
                S* ...
                * note メッセージを読みます。
                C: RETR 1
                * note + OK 2552オクテット
                S: +OK 2552オクテット
                S: ブラッ!
                * note the end of the body is not in this log
                S* ...
                * note 存在しないと -ERR です。
                * note 終了する
                C: QUIT
                * note + OKバイバイ
                S: +OKバイバイ

                """)
        #expect(
            imported.exchanges.suffix(4) == [
                "STAT: ok transaction", "LIST: ok transaction", "RETR 1: ok transaction", "QUIT: ok update",
            ])
    }

    @Test func `a page that explains the commands first is no session until it shows one`() throws {
        let imported = try Imported(
            """
            接続すると次のように表示されます。

            +OK server ready <1@example.jp>

            USER usernameユーザー名を知らせます。
            PASS passwordパスワードを知らせます。
            STATメールボックスの状態を取得します。
            QUIT
            サーバーから切断します。

            +OK server ready <1@example.jp>

            USER hanako
            +OK accepted
            PASS himitsu
            +OK Password accepted
            TOP 2 1
            +OK
            Subject: hello

            QUIT
            (以下省略)
            .
            QUIT
            +OK Signing Off
            """)
        #expect(
            imported.exchanges == [
                "greeting: ok authorization", "USER hanako: ok authorization", "PASS ********: ok transaction",
                "TOP 2 1: ok transaction", "QUIT: ok update",
            ])
        #expect(imported.file.contains("S: Subject: hello\nS:\nS: QUIT\nS: (以下省略)\nS: .\n"))
        #expect(!imported.file.contains("himitsu"))
    }

    // swift-format-ignore
    private static let spellings: [(line: String, status: String?)] = [
        ("+OK x",       "+OK x"),     ("-ERR x",     "-ERR x"),   ("+ok x",      "+ok x"),     ("+OK",  "+OK"),
        ("+ OK x",      "+OK x"),     ("- ERR x",    "-ERR x"),   ("+OK x",   "+OK x"),     ("–ERR", "-ERR"),
        ("−ERR x",      "-ERR x"),    ("+ OKです",   "+OKです"),  ("+\u{3000}OK", "+OK"),
        ("+",           nil),         ("+ PDE+",     nil),        ("- item",     nil),         ("OK",   nil),
        ("日本語",      nil),         ("",           nil),
    ]

    @Test(arguments: spellings)
    func `a status is known however a page spells it`(line: String, status: String?) {
        #expect(PastedStatus(Array(line.utf8)[...])?.octets == status.map { Array($0.utf8) })
    }

    // swift-format-ignore
    private static let sessions: [(log: String, exchanges: [String])] = [
        // Typed with an echo of its own, and echoed by the other side.
        ("+OK\nUSER a\nUSER a\n+OK\n",                 ["greeting: ok authorization", "USER a: ok authorization"]),
        // Sent at once.
        ("+OK\nNOOP\nNOOP\n-ERR\n-ERR\n",              ["greeting: ok authorization", "NOOP: err authorization", "NOOP: err authorization"]),
        // What was rubbed out is gone, and so are colours.
        ("+OK\nUSRE\u{8} \u{8}\u{8} \u{8}ER a\n\u{1B}[1m+OK\u{1B}[0m\n", ["greeting: ok authorization", "USER a: ok authorization"]),
        // A wrong command that a person typed, and one that nobody did.
        ("+OK\nXYZZY now\n-ERR unknown\n",             ["greeting: ok authorization", "XYZZY now: err authorization"]),
        ("+OK\nIt says this:\n-ERR idle too long\n",   ["greeting: ok authorization"]),
        ("+OK\nRETR\n-ERR what?\n",                    ["greeting: ok authorization", "RETR: err authorization"]),
        // The reply to the last command was cut off.
        ("+OK\nUSER a\n+OK\nPASS b",                   ["greeting: ok authorization", "USER a: ok authorization"]),
        // SASL.
        ("+OK\nAUTH PLAIN\n+ \nAGEAYg==\n+OK\nSTAT\n+OK 0 0\n",
         ["greeting: ok authorization", "AUTH PLAIN: challenge authorization", "********: ok transaction", "STAT: ok transaction"]),
        // The middle of a session.
        ("STAT\n+OK 2 320\n",
         ["greeting: ok authorization", "USER user: ok authorization", "PASS ********: ok transaction", "STAT: ok transaction"]),
        ("+OK\nSTAT\n-ERR log in first\n",             ["greeting: ok authorization", "STAT: err authorization"]),
        // A message that lost its ".", and quotes no command that has a reply.
        ("+OK\nPASS b\n+OK\nRETR 1\n+OK\nSubject: a\n\nQUIT\n\nSTAT\n+OK 0 0\n",
         ["greeting: ok authorization", "PASS ********: ok transaction", "RETR 1: ok transaction", "STAT: ok transaction"]),
        // Two sessions.
        ("+OK a\nQUIT\n+OK\n+OK b\nQUIT\n+OK\n",
         ["greeting: ok authorization", "QUIT: ok closed", "greeting: ok authorization", "QUIT: ok closed"]),
    ]

    @Test(arguments: sessions)
    func `who spoke is told from the grammar and the state`(log: String, exchanges: [String]) throws {
        #expect(try Imported(log).exchanges == exchanges)
    }

    @Test func `sessions become connections`() throws {
        #expect(
            try Imported("+OK a\nQUIT\n+OK\n+OK b\nQUIT\n+OK\n").file == """
                #!pop3-transcript 1
                @fidelity text
                * connect
                S: +OK a
                C: QUIT
                S: +OK
                *2 connect
                S2: +OK b
                C2: QUIT
                S2: +OK

                """)
    }
}

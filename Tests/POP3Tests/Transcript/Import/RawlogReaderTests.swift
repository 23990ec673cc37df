import Testing

@testable import POP3

@Suite("Dovecot's rawlogs are read")
struct RawlogReaderTests {
    private static let loginIn = """
        1795283178.057687 USER alice\r
        1795283178.057687 PASS wonderland\r

        """
    private static let loginOut = """
        1795283178.057532 +OK Dovecot ready. <4360.3@example.jp>\r
        1795283178.057718 +OK\r

        """
    private static let restIn = """
        1795283179.058102 LIST\r
        1795283179.058102 RETR 1\r
        1795283179.359824 QUIT\r

        """
    private static let restOut = """
        1795283178.064047 +OK Logged in.\r
        1795283179.058190 +OK 1 messages:\r
        1795283179.058193 1 7\r
        1795283179.058207 .\r
        1795283179.058367 +OK 7 octets\r
        1795283179.058376 Hi \t\r
        1795283179.058417 x
        1795283179.058424 .\r
        1795283179.359966 +OK Logging out.\r

        """
    private static let shownRest = """
        S: +OK Logged in.
        C: LIST
        S: +OK 1 messages:
        S: 1 7
        S: .
        C: RETR 1
        S: +OK 7 octets
        S: Hi \\t
        S| x\\n
        S: .
        C: QUIT
        S: +OK Logging out.

        """

    private static func join(_ files: [String]) throws -> Imported {
        Imported(try TranscriptImport.transcript(fromRawlogs: files.map { Array($0.utf8) }))
    }

    @Test(arguments: [[0, 1, 2, 3], [1, 0, 3, 2], [0, 2, 1, 3]])
    func `each reply follows its command, behind the login`(order: [Int]) throws {
        let files = [Self.loginIn, Self.loginOut, Self.restIn, Self.restOut]
        let imported = try Self.join(order.map { files[$0] } + [""])
        #expect(
            imported.file == """
                #!pop3-transcript 1
                * connect
                S: +OK Dovecot ready. <4360.3@example.jp>
                C: USER alice
                S: +OK
                C: PASS ${secret:alice}

                """ + Self.shownRest)
        #expect(imported.exchanges.last == "QUIT: ok update")
    }

    private static let assumed = """
        #!pop3-transcript 1
        * connect
        * note greeting not in this log
        S~ +OK ${*}
        * note login not in this log: USER and PASS stand in for it
        C: USER user
        S~ +OK ${*}
        C: PASS ${secret:user}

        """

    @Test func `without the login one stands in for it`() throws {
        let imported = try Self.join([Self.restIn, Self.restOut])
        #expect(imported.file == Self.assumed + Self.shownRest)
        #expect(
            imported.exchanges == [
                "greeting: ok authorization", "USER user: ok authorization", "PASS ********: ok transaction",
                "LIST: ok transaction", "RETR 1: ok transaction", "QUIT: ok update",
            ])
    }

    @Test(arguments: ["1795283178.1", "123456.12345"])
    func `what is no time stays`(time: String) {
        #expect(RawlogLine.behindTime(Array("\(time) STAT".utf8)[...]) == nil)
    }

    @Test func `the combined form tells the sides, and may cut long lines`() throws {
        let log = """
            1795283178.064047 O: +OK Logged in.\r
            1795283179.058102 I> LI1795283179.058103 I: ST\r
            1795283179.058190 O> +OK 1 mess1795283179.058191 O> ages1795283179.058192 O: :\r
            1795283179.058193 O: 1 7\r
            1795283179.058207 O: .\r

            """
        #expect(
            try Imported(log).file == Self.assumed + """
                S: +OK Logged in.
                C: LIST
                S: +OK 1 messages:
                S: 1 7
                S: .

                """)
        let imported = try Imported("O: +OK\nI: USER a\nO: +OK\n")
        #expect(imported.exchanges == ["greeting: ok authorization", "USER a: ok authorization"])
    }

    @Test func `one direction alone is read too`() throws {
        #expect(
            try Imported(Self.loginIn).file == """
                #!pop3-transcript 1
                * note what the server sent is not in this log
                * connect
                * note greeting not in this log
                S~ +OK ${*}
                C: USER alice
                C: PASS ${secret:alice}

                """)
        #expect(
            try Imported(Self.loginOut).file.contains("* note what the client sent is not in this log\n* connect\n"))
    }
}

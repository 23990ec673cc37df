import POP3
import Testing

@Suite("What openssl s_client showed is read")
struct OpenSSLReaderTests {
    private static let head = """
        Script started on 2026-11-21 17:43:49+00:00 [COMMAND="openssl s_client -connect pop.example.jp:995 -crlf"]
        CONNECTED(00000003)
        depth=0 CN = pop.example.jp
        verify return:1
        ---
        Server certificate
        -----BEGIN CERTIFICATE-----
        MIIBjjCCATSgAwIBAgIVAMIQkEPqFyM
        -----END CERTIFICATE-----
        ---
        New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
        Verify return code: 0 (ok)
        ---
        ---
        Post-Handshake New Session Ticket arrived:
        SSL-Session:
            Resumption PSK: BB2CC2967A2967E85AEDBD5ED0969BBB
            Verify return code: 0 (ok)
        ---
        read R BLOCK

        """
    private static let shownHead = """
        #!pop3-transcript 1
        @fidelity text
        * note CONNECTED(00000003)
        * note depth=0 CN = pop.example.jp
        * note verify return:1
        * note New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
        * note Verify return code: 0 (ok)
        * connect
        * tls TLSv1.3 TLS_AES_256_GCM_SHA384

        """
    /// The lines of the server, marked here, and those that were typed.
    private static let session = """
        >+OK ready
        USER mary
        >+OK give PASS next
        PASS lamb
        >+OK
        retr 2
        >+OK 40 octets
        >Subject: dots
        >
        >...
        >QUIT
        >+OK no reply
        >.
        RETR 1
        RENEGOTIATING
        XYZZY
        >-ERR unknown
        QUIT
        DONE

        Script done on 2026-11-21 17:43:52+00:00 [COMMAND_EXIT_CODE="1"]

        """

    private static func terminal(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.first == ">" ? "\(line.dropFirst())\r\r" : "\(line)\r"
        }.joined(separator: "\n")
    }

    @Test func `script keeps apart who wrote a line`() throws {
        let imported = try Imported(Self.terminal(Self.head + Self.session))
        #expect(
            imported.file == Self.shownHead + """
                S: +OK ready
                C: USER mary
                S: +OK give PASS next
                C: PASS ${secret:mary}
                S: +OK
                C: retr 2
                S: +OK 40 octets
                S: Subject: dots
                S:
                S: ...
                S: QUIT
                S: +OK no reply
                S: .
                * note RETR 1
                * note RENEGOTIATING
                C: XYZZY
                S: -ERR unknown
                * note QUIT
                * note DONE
                * close client

                """)
        #expect(
            imported.exchanges == [
                "greeting: ok authorization", "USER mary: ok authorization", "PASS ********: ok transaction",
                "retr 2: ok transaction", "XYZZY: err transaction",
            ])
    }

    @Test func `without the ends of lines the grammar tells it`() throws {
        let session = "+OK ready\nUSER mary\n+OK\nPASS lamb\n+OK\nQUIT\n+OK bye\nclosed\n"
        #expect(
            try Imported(Self.head + session).file == Self.shownHead + """
                S: +OK ready
                C: USER mary
                S: +OK
                C: PASS ${secret:mary}
                S: +OK
                C: QUIT
                S: +OK bye
                * note closed

                """)
    }

    @Test func `behind -starttls the first command stands behind a piece of the greeting`() throws {
        let session = "+OK pop.exCAPA\n>+OK\n>UIDL\n>.\nQUIT\n>+OK bye\n"
        #expect(
            try Imported(Self.terminal(Self.head + session)).file == Self.shownHead + """
                * note +OK pop.ex
                * note greeting not in this log
                S~ +OK ${*}
                C: CAPA
                S: +OK
                S: UIDL
                S: .
                C: QUIT
                S: +OK bye

                """)
    }

    private static let unasked = """
        >+OK ready
        >+OK give PASS next
        >+OK 2 320
        >-ERR no
        closed

        """

    @Test(arguments: [
        terminal(head + unasked), terminal(head + "$ openssl\n" + unasked), head + unasked.replacing(">", with: ""),
    ])
    func `where the client's lines are missing the server is not judged by its own`(log: String) throws {
        let imported = try Imported(log)
        #expect(
            imported.file.replacing("* note $ openssl\n", with: "") == Self.shownHead + """
                S: +OK ready
                * note no line of the client is in this log: what the server said is not judged
                * note +OK give PASS ********
                * note +OK 2 320
                * note -ERR no
                * note closed

                """)
        #expect(imported.exchanges == ["greeting: ok authorization"])
    }

    @Test func `a greeting alone needs no client`() throws {
        let imported = try Imported(Self.terminal(Self.head + ">+OK ready\nDONE\n"))
        #expect(imported.file == Self.shownHead + "S: +OK ready\n* note DONE\n* close client\n")
    }

    @Test func `the server ends the connection where openssl says so`() throws {
        let imported = try Imported(Self.terminal(Self.head + ">+OK ready\nQUIX\n>-ERR\nclosed\n"))
        #expect(
            imported.file == Self.shownHead + "S: +OK ready\nC: QUIX\nS: -ERR\n* note closed\n* close server\n")
    }
}

import POP3
import Testing

@Suite("Logs with a mark on each line are read")
struct MarkedReaderTests {
    private func expect(
        _ log: String, isReadAs lines: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = "#!pop3-transcript 1\n@fidelity text\n" + lines
        #expect(try Imported(log).file == file, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ("C: ", "S: "), ("C:", "S:"), ("c: ", "s: "), ("Client: ", "Server: "), (">>> ", "<<< "), ("--> ", "<-- "),
        ("-> ", "<- "),
        ("  => ", "  <= "),
    ])
    func `the marks of many programs are known`(client: String, server: String) throws {
        let log = "connecting\n\(server)+OK hi\n\(client)LIST\n\(server)-ERR no\n\(client)QUIT\n\(server)+OK bye\n"
        try expect(
            log,
            isReadAs: """
                * note connecting
                * connect
                S: +OK hi
                C: LIST
                S: -ERR no
                C: QUIT
                S: +OK bye

                """)
    }

    @Test func `the example of an RFC is read with its blanks and its stage directions`() throws {
        let example = """
                  S: <wait for connection on TCP port 110>
                  C: <open connection>
                  S:    +OK POP3 server ready
                  C:    USER mrose
                  S:    +OK
                  C:    PASS tanstaaf
                  S:    +OK maildrop has 1 message
                  C:    LIST
                  S:    +OK 1 message (120 octets)
                  S:    1 120
                  S:    .
                  C:    RETR 1
                  S:    +OK 120 octets
                  S:    <the POP3 server sends message 1>
                  S:    .
                  C:    RETR 1
                  S:    +OK 120 octets
                  S: <the POP3 server sends message 1>
                  S:    .
                  C:    QUIT
                  S:    +OK signing off
                  C:  <close connection>
            """
        try expect(
            example,
            isReadAs: """
                * note <wait for connection on TCP port 110>
                * note <open connection>
                * connect
                S: +OK POP3 server ready
                C: USER mrose
                S: +OK
                C: PASS ${secret:mrose}
                S: +OK maildrop has 1 message
                C: LIST
                S: +OK 1 message (120 octets)
                S: 1 120
                S: .
                C: RETR 1
                S: +OK 120 octets
                S: <the POP3 server sends message 1>
                S: .
                C: RETR 1
                S: +OK 120 octets
                * note <the POP3 server sends message 1>
                * note body not in this log
                S% 120
                C: QUIT
                S: +OK signing off
                * note <close connection>

                """)
    }

    @Test func `lines of a body need no mark`() throws {
        try expect(
            "S: +OK\nC: CAPA\nS: +OK\nTOP\n  UIDL\n.\nthe end\n",
            isReadAs: """
                * connect
                S: +OK
                C: CAPA
                S: +OK
                S: TOP
                S:   UIDL
                S: .
                * note the end

                """)
    }

    @Test func `what comes behind STLS comes under TLS`() throws {
        try expect(
            "S: +OK\nC: STLS\nS: +OK go\nC: USER a\nS: +OK\n",
            isReadAs: """
                * connect
                S: +OK
                C: STLS
                S: +OK go
                * tls
                C: USER a
                S: +OK

                """)
    }
}

import POP3
import Testing

@Suite("What curl says is read")
struct CurlReaderTests {
    @Test func `curl -v shows no bodies`() throws {
        let imported = try Imported(
            """
            *   Trying 192.0.2.1:110...
            * Connected to pop.example.jp (192.0.2.1) port 110 (#0)
            < +OK ready <1@example.jp>
            > CAPA
            < +OK capabilities follow
            < SASL CRAM-MD5
            < .
            > AUTH CRAM-MD5
            < + PDFAZXhhbXBsZS5qcD4=
            > bWFyeSA5MjJlYmFkNDY2NmQ1NjgyNTIwMzI4NzQ3YTVlZTRkMQ==
            < +OK maildrop has 3 messages
            > RETR 2
            < +OK 104 octets
            * Connection #0 to host pop.example.jp left intact
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                @fidelity text
                * note Trying 192.0.2.1:110...
                * note Connected to pop.example.jp (192.0.2.1) port 110 (#0)
                * connect
                S: +OK ready <1@example.jp>
                C: CAPA
                S: +OK capabilities follow
                S: SASL CRAM-MD5
                S: .
                C: AUTH CRAM-MD5
                S: + ${challenge.1}
                C: ${cram-md5(mary)}
                S: +OK maildrop has 3 messages
                C: RETR 2
                S: +OK 104 octets
                * note Connection #0 to host pop.example.jp left intact
                * note body not in this log
                S% 104

                """)
        #expect(
            imported.exchanges == [
                "greeting: ok authorization", "CAPA: ok authorization", "AUTH CRAM-MD5: challenge authorization",
                "********: ok transaction", "RETR 2: ok transaction",
            ])
    }

    @Test func `bodies in the same file are those that curl un-stuffed`() throws {
        let imported = try Imported(
            """
              % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                             Dload  Upload   Total   Spent    Left  Speed
              0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying 192.0.2.1:110...
            < +OK ready
            > USER mary
            < +OK
            > PASS lamb
            < +OK
            > RETR 1
            < +OK 76 octets
              0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0
            * Connection #0 to host pop.example.jp left intact
            Subject: dots

            .
            ..
            + OK
            * Re-using existing connection #0 with host pop.example.jp
              0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0> LIST
            < +OK 2 messages
            * Closing connection 0
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                @fidelity text
                * note Trying 192.0.2.1:110...
                * connect
                S: +OK ready
                C: USER mary
                S: +OK
                C: PASS ${secret:mary}
                S: +OK
                C: RETR 1
                S: +OK 76 octets
                * note Connection #0 to host pop.example.jp left intact
                S: Subject: dots
                S:
                S: ..
                S: ...
                S: + OK
                * note Re-using existing connection #0 with host pop.example.jp
                S: .
                C: LIST
                S: +OK 2 messages
                * note Closing connection 0
                * note body not in this log
                S* ...
                * close client

                """)
    }

    @Test func `TLS and the counts of its data`() throws {
        let imported = try Imported(
            """
            *   Trying 192.0.2.1:110...
            < +OK ready
            > STLS
            < +OK begin TLS now
            } [5 bytes data]
            * TLSv1.3 (OUT), TLS handshake, Client hello (1):
            { [122 bytes data]
            * SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
            } [5 bytes data]
            > QUIT
            { [5 bytes data]
            < +OK bye
            *   Trying 192.0.2.1:995...
            * SSL connection using TLSv1.2 / ECDHE-RSA-AES128-GCM-SHA256
            < +OK ready
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                @fidelity text
                * note Trying 192.0.2.1:110...
                * connect
                S: +OK ready
                C: STLS
                S: +OK begin TLS now
                * note TLSv1.3 (OUT), TLS handshake, Client hello (1):
                * tls TLSv1.3 TLS_AES_256_GCM_SHA384
                * note SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
                C: QUIT
                S: +OK bye
                * note Trying 192.0.2.1:995...
                *2 connect
                *2 tls TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256
                *2 note SSL connection using TLSv1.2 / ECDHE-RSA-AES128-GCM-SHA256
                S2: +OK ready

                """)
    }
}

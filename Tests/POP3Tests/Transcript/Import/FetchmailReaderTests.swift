import POP3
import Testing

@Suite("What fetchmail says is read")
struct FetchmailReaderTests {
    @Test func `fetchmail -v -v shows no messages, but their sizes`() throws {
        let imported = try Imported(
            """
            fetchmail: 6.4.37 querying pop.example.jp (protocol POP3) at Sat Nov 21 17:43:48 2026: poll started
            Trying to connect to 192.0.2.1/110...connected.
            fetchmail: POP3< +OK ready
            fetchmail: POP3> CAPA
            fetchmail: POP3< +OK capabilities follow
            fetchmail: POP3< SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 OAUTHBEARER
            fetchmail: POP3<  XOAUTH2
            fetchmail: POP3< STLS
            fetchmail: POP3< .
            fetchmail: POP3> STLS
            fetchmail: POP3< +OK begin TLS now
            fetchmail: SSL/TLS: using protocol TLSv1.3, cipher TLS_AES_256_GCM_SHA384, 256/256 secret/processed bits
            fetchmail: POP3> USER mary
            fetchmail: POP3< +OK give PASS next
            fetchmail: POP3> PASS *
            fetchmail: POP3< +OK maildrop has 1 message
            fetchmail: POP3> LIST 1
            fetchmail: POP3< +OK 1 76
            fetchmail: POP3> RETR 1
            fetchmail: POP3< +OK message follows
            reading message mary@pop.example.jp:1 of 1 (76 octets)fetchmail: about to deliver with: /bin/cat
             not flushed
            fetchmail: POP3> QUIT
            fetchmail: POP3< +OK bye
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                @fidelity text
                * note fetchmail: 6.4.37 querying pop.example.jp (protocol POP3) at Sat Nov 21 17:43:48 2026: poll started
                * note Trying to connect to 192.0.2.1/110...connected.
                * connect
                S: +OK ready
                C: CAPA
                S: +OK capabilities follow
                S: SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 OAUTHBEARER XOAUTH2
                S: STLS
                S: .
                C: STLS
                S: +OK begin TLS now
                * tls TLSv1.3 TLS_AES_256_GCM_SHA384
                * note fetchmail: SSL/TLS: using protocol TLSv1.3, cipher TLS_AES_256_GCM_SHA384, 256/256 secret/processed bits
                C: USER mary
                S: +OK give PASS next
                C: PASS ${secret:mary}
                S: +OK maildrop has 1 message
                C: LIST 1
                S: +OK 1 76
                C: RETR 1
                S: +OK message follows
                * note reading message mary@pop.example.jp:1 of 1 (76 octets)fetchmail: about to deliver with: /bin/cat
                * note not flushed
                * note body not in this log
                S% 76
                C: QUIT
                S: +OK bye

                """)
        #expect(imported.exchanges.last == "QUIT: ok update")
    }

    @Test func `the system's log has more before each line, and polls are connections`() throws {
        #expect(
            try Imported(
                """
                Nov 21 17:43:48 host fetchmail[77]: POP3< +OK a
                Nov 21 17:43:48 host fetchmail[77]: POP3> QUIT
                Nov 21 17:43:48 host fetchmail[77]: POP3< +OK bye
                Nov 21 17:48:48 host fetchmail[77]: POP3< +OK b
                """
            ).file == """
                #!pop3-transcript 1
                @fidelity text
                * connect
                S: +OK a
                C: QUIT
                S: +OK bye
                *2 connect
                S2: +OK b

                """)
    }
}

import Handbook
import POP3
import Testing

@testable import Console

@Suite("Names replaced in a transcript")
struct AnonymizerTests {
    private func anonymized(_ lines: String) throws -> String {
        var anonymizer = Anonymizer()
        let entries = try Transcript(Array("#!pop3-transcript 1\n\(lines)\n".utf8)).entries
        let octets = Transcript(entries.map { anonymizer.anonymized($0) }).octets
        return String(decoding: octets.dropFirst(20).dropLast(), as: UTF8.self)
    }

    @Test func `each name is replaced, the same way everywhere`() throws {
        let text = try anonymized(
            """
            # taken at Mail.Example.NET by rose
            @title Rose reads her mail on mail.example.net
            @recorded 2026-11-21 popscope/0.1 mail.example.net:110
            * connect
            S: +OK mail.example.net ready <1896.697170952@dbc.example.net>
            C: USER rose
            S: +OK rose@example.net is known
            C: PASS ${secret:rose}
            S: -ERR
            C: PASS ${secret:rose.2}
            S: +OK
            C: UIDL
            S: +OK
            S: 1 whqtswO00WBw418f9t5JxYwZ
            S: 2 ${uid.2}
            S: .
            C: UIDL 1
            S: +OK 1 whqtswO00WBw418f9t5JxYwZ
            C: RETR 1
            S: +OK 100 octets
            S: Received: from relay.example.org ([198.51.100.7]) by mail.example.net
            S: To: Rose <rose@example.net>
            S: Subject: file.txt
            S:
            S: Dear rose, see mail.example.net and report.doc, or write to joe.
            S: Version 1.2 is out. joe@example.org
            S: Ask joe.
            S: .
            * note rose went away
            """)
        #expect(
            text == """
                # taken at host1.example by rose
                @title Rose reads her mail on host1.example
                @recorded 2026-11-21 popscope/0.1 host1.example:110
                * connect
                S: +OK host1.example ready <user1@host2.example>
                C: USER user2
                S: +OK user2@host3.example is known
                C: PASS ${secret:user2}
                S: -ERR
                C: PASS ${secret:user2.2}
                S: +OK
                C: UIDL
                S: +OK
                S: 1 uid-1
                S: 2 ${uid.2}
                S: .
                C: UIDL 1
                S: +OK 1 uid-1
                C: RETR 1
                S: +OK 100 octets
                S: Received: from host4.example ([192.0.2.1]) by host1.example
                S: To: user2 <user2@host3.example>
                S: Subject: host5.example
                S:
                S: Dear user2, see host1.example and report.doc, or write to joe.
                S: Version 1.2 is out. user3@host6.example
                S: Ask user3.
                S: .
                * note user2 went away
                """)
    }

    @Test(arguments: ["user", "1", "list", "err"])
    func `a name that is a word of the protocol leaves the protocol as it is`(name: String) throws {
        let session = "* connect\nS: +OK\nC: USER \(name)\nS: -ERR\nC: LIST 1\nS: -ERR\nC: CAPA\nS: +OK\nS: USER\nS: ."
        #expect(try anonymized(session) == session.replacing("USER \(name)", with: "USER user1"))
    }

    @Test func `what was replaced is not replaced again`() throws {
        let once = try anonymized(
            "* connect\nS: +OK <1@pop.example.jp>\nC: APOP rose ${apop(rose)}\nS: +OK\nC: UIDL 1\nS: +OK 1 abc")
        #expect(try anonymized(once).contains("C: APOP user2 ${apop(user2)}"))
        #expect(once.contains("C: APOP user2 ${apop(user2)}"))
    }

    @Test(arguments: Explanation.Format.allCases)
    func `a document says what was replaced, and what not`(format: Explanation.Format) throws {
        let session =
            "* connect\nS: +OK pop.example.jp\nC: USER rose\nS: +OK\nC: PASS ${secret:rose}\nS: +OK\nC: LIST\nS: +OK\nS: 1 5\nS: .\nC: RETR 1\nS: +OK\nS: To: rose@example.jp\nS: ."
        let run = try ExplanationRun(format, session, anonymizes: true)
        for name in ["rose", "example.jp"] { #expect(!run.text.contains(name)) }
        #expect(!run.hasFinding)
        #expect(format == .json || run.text.contains("Not covered: real names"))
        #expect(try ExplanationRun(format, session).hasFinding)
    }

    @Test func `a transcript that was converted says so, and is not judged by sizes that changed`() throws {
        var conversion = Conversion(anonymizes: true)
        let session =
            "* connect\nS: +OK\nC: USER rose\nS: +OK\nC: PASS tanstaaf\nS: +OK\nC: LIST\nS: +OK\nS: 1 21\nS: .\nC: RETR 1\nS: +OK\nS: To: rose@example.jp\nS: ."
        var octets: [UInt8] = []
        for entry in try Transcript(Array("#!pop3-transcript 1\n\(session)\n".utf8)).entries {
            octets += conversion.convert(entry)
        }
        octets += conversion.finish()
        let text = String(decoding: octets, as: UTF8.self)
        #expect(text.hasPrefix("#!pop3-transcript 1\n@x-anonymized yes\n* connect\n"))
        #expect(text.contains("C: PASS ${secret:user1}\n") && !text.contains("tanstaaf") && !text.contains("rose"))
        let again = try ExplanationRun(.text, String(text.dropFirst(20)))
        #expect(!again.hasFinding && again.text.contains("Anonymized:"))
        let uncovered = "unless an @ or @recorded tells them, patterns (S/), names of files (S<); sizes"
        #expect(ExplainWords.isAnonymized.en.contains(uncovered))
    }

    @Test func `lines that end in LF alone are read like any others`() throws {
        let session = #"""
            * connect
            S| +OK mail.example.net ready\n
            C| USER rose\n
            S| +OK\n
            C| UIDL\n
            S| +OK\n
            S| 1 whqtswO00WBw418f9t5JxYwZ\n
            S| 2 QhdPYR:00WBw1Ph7x7\n
            S| .\n
            C| UIDL 1\r\n
            S| +OK 1 another.id\n
            C| RETR 1\nNOOP\n
            S| +OK\nTo: rose\n\nreport.doc\n.\n
            S| +OK mail.example.net\n
            """#
        #expect(
            try anonymized(session) == #"""
                * connect
                S| +OK host1.example ready\n
                C| USER user1\n
                S| +OK\n
                C| UIDL\n
                S| +OK\n
                S| 1 uid-1\n
                S| 2 uid-2\n
                S| .\n
                C| UIDL 1\r\n
                S| +OK 1 uid-3\n
                C| RETR 1\nNOOP\n
                S| +OK\nTo: user1\n\nreport.doc\n.\n
                S| +OK host1.example\n
                """#)
    }

    @Test func `a line that comes in pieces is one line, and a pattern is a reply`() throws {
        let session =
            "* connect\nS: +OK\nC| UI\n^\nC: DL\nS/ ^\\+OK.*\nS: 1 secretid\nS: .\nC: UIDL 1\nS/ ^-ERR\nC: NOOP\nS: +OK"
        #expect(try anonymized(session) == session.replacing("secretid", with: "uid-1"))
    }

    @Test(arguments: ["mailhost", "mailhost:110", "pop3://bob@mailhost:110", "pop3://mailhost"])
    func `a server that was recorded is replaced, with dots in its name or without`(server: String) throws {
        let text = try anonymized(
            "@recorded 2026-11-21 popscope/0.1 \(server)\n* connect\nS: +OK POP3 on mailhost ready")
        #expect(!text.contains("mailhost") && text.hasSuffix("S: +OK POP3 on host1.example ready"))
    }

    @Test func `octets that are no text are no trouble`() {
        var names = Pseudonyms()
        let hostile = Hostile.octets + Array("@@.-@a@.b@-..1.2.3.4.5@c.d.".utf8) + [0xFF, 0x40, 0xC3]
        for end in hostile.indices {
            let octets = Array(hostile[..<end])
            for hasHosts in [true, false] {
                let replaced = names.replacing(in: octets, hasHosts: hasHosts)
                #expect(replaced.filter { $0 < 0x20 } == octets.filter { $0 < 0x20 })
            }
        }
    }
}

import POP3

/// Every construct of a transcript in its canonical spelling.
enum TranscriptConstructs {
    // swift-format-ignore
    static let table: [(file: String, entries: [TranscriptEntry])] = [
        ("",                                 []),
        ("#\n",                              [.comment("")]),
        ("# free\t\\q ${ \n",                [.comment(" free\t\\q ${ ")]),
        ("\n\n",                             [.blank, .blank]),
        ("@title Log in  and list\n",        [.header(key: "title", value: "Log in  and list")]),
        ("@recorded 2026-11-21 popscope\n",  [.header(key: "recorded", value: "2026-11-21 popscope")]),
        ("@server-eol lf\n",                 [.header(key: "server-eol", value: "lf")]),
        ("@fidelity text\n",                 [.header(key: "fidelity", value: "text")]),
        ("@secrets shown\n",                 [.header(key: "secrets", value: "shown")]),
        ("@requirement rfc1939-7-uidl\n@requirement rfc1939-3\n",
         [.header(key: "requirement", value: "rfc1939-7-uidl"), .header(key: "requirement", value: "rfc1939-3")]),
        ("@var uid.1 = [\\x21-\\x7e]{1,70}\n", [.header(key: "var", value: "uid.1 = [\\x21-\\x7e]{1,70}")]),
        ("@x-mine\n@x-mine again\n",         [.header(key: "x-mine", value: ""), .header(key: "x-mine", value: "again")]),
        ("* connect\n",                      [event(.connect)]),
        ("* tls\n",                          [event(.tls(""))]),
        ("* tls TLSv1.3 \\\\ \\x20\n",       [event(.tls("TLSv1.3 \\  "))]),
        ("* close client\n",                 [event(.close(.client))]),
        ("* close server\n",                 [event(.close(.server))]),
        ("* reset client\n",                 [event(.reset(.client))]),
        ("* reset server\n",                 [event(.reset(.server))]),
        ("* timeout\n",                      [event(.timeout)]),
        ("* note\n",                         [event(.note(""))]),
        ("* note a \\${b} \\x1b[2J\\n\\r\\t\\xe2\\x80\\xae $HOME 本文\\xe3\\x80\\x80\n",
         [event(.note("a ${b} \u{1B}[2J\n\r\t\u{202E} $HOME 本文\u{3000}"))]),
        ("S: +OK\n",                         [said("+OK")]),
        ("S:\n",                             [said("")]),
        ("S:  x\n",                          [said(" x")]),
        ("S: .\n",                           [said(".")]),
        ("C: USER bob\n",                    [event(.sent(.client, WireText(Array("USER bob".utf8))))]),
        ("C:\n",                             [event(.sent(.client, WireText([UInt8]())))]),
        ("C| QU\n",                          [event(.sent(.client, WireText(Array("QU".utf8), ending: .exact)))]),
        ("S|\n",                             [event(.sent(.server, WireText([UInt8](), ending: .exact)))]),
        ("S| +OK a\\n\n",                    [event(.sent(.server, WireText(Array("+OK a\n".utf8), ending: .exact)))]),
        ("S: caf\\xe9 \\\\ \\${x} $x $\\x20\n",
         [event(.sent(.server, WireText(Array("caf".utf8) + [0xE9] + Array(" \\ ${x} $x $ ".utf8))))]),
        ("S: \\x00\\t\\r\\n\\x1b\\x7f\\xc2\\x85\\xff\n",
         [event(.sent(.server, WireText([0x00, 0x09, 0x0D, 0x0A, 0x1B, 0x7F, 0xC2, 0x85, 0xFF])))]),
        ("S: é日本語😀　x\n",                  [said("é日本語😀　x")]),
        ("S: \\xe2\\x80\\xa8\\xe2\\x80\\xa9\\xe2\\x80\\x8b\\xef\\xbb\\xbf\\xe2\\x81\\xa6\\xc2\\xa0\\xc2\\xad\n",
         [said("\u{2028}\u{2029}\u{200B}\u{FEFF}\u{2066}\u{A0}\u{AD}")]),
        ("C: PASS ${secret:bob}\n",          [text(.client, [.octets(Array("PASS ".utf8)), .placeholder(.secret("bob"))])]),
        ("C: PASS ${secret:bob@example.jp}\\x20\n",
         [text(.client, [.octets(Array("PASS ".utf8)), .placeholder(.secret("bob@example.jp")), .octets([0x20])])]),
        ("S: +OK ${apop.stamp} $${x}${*}\n",
         [text(.server, [.octets(Array("+OK ".utf8)), .placeholder(.variable("apop.stamp")), .octets(Array(" $".utf8)),
                         .placeholder(.variable("x")), .placeholder(.anything)])]),
        ("C: APOP bob ${apop(bob)}\n",       [text(.client, [.octets(Array("APOP bob ".utf8)), computed(.apop)])]),
        ("C: ${plain(bob)}\n",               [text(.client, [computed(.plain)])]),
        ("C: ${login-user(bob)}\n",          [text(.client, [computed(.loginUser)])]),
        ("C: ${login-secret(bob)}\n",        [text(.client, [computed(.loginSecret)])]),
        ("C: ${cram-md5(bob)}\n",            [text(.client, [computed(.cramMD5)])]),
        ("C: ${scram-sha-1(bob)}\n",         [text(.client, [computed(.scramSHA1)])]),
        ("C: ${scram-sha-256(bob)}\n",       [text(.client, [computed(.scramSHA256)])]),
        ("C: ${bearer(bob)}\n",              [text(.client, [computed(.bearer)])]),
        ("S~ -ERR ${*}\n",                   [event(.status(WireText([.octets(Array("-ERR ".utf8)), .placeholder(.anything)])))]),
        ("S~ +OK\n",                         [event(.status(WireText(Array("+OK".utf8))))]),
        ("S~ +\\x20\n",                       [event(.status(WireText(Array("+ ".utf8))))]),
        ("S/ ^\\+OK (\\d+) (\\d+)$\n",       [event(.matching("^\\+OK (\\d+) (\\d+)$"))]),
        ("S{\nS}\n",                         [event(.unordered([]))]),
        ("S{\nS: TOP\nS:\nS: EXPIRE ${*}\nS}\n",
         [event(.unordered([WireText(Array("TOP".utf8)), WireText([UInt8]()),
                            WireText([.octets(Array("EXPIRE ".utf8)), .placeholder(.anything)])]))]),
        ("S* ...\n",                         [event(.anyLines)]),
        ("S< message 1.eml\n",               [event(.file("message 1.eml"))]),
        ("S% 1480\n",                        [event(.omitted(octets: 1_480))]),
        ("~ 350ms\n",                        [event(.pause(milliseconds: 350))]),
        ("^\n",                              [event(.segment)]),
        ("*2 connect\nC2: USER bob\nS2| x\nS2~ +OK\nS2/ a\nS2{\nS2: TOP\nS2}\nS2* ...\nS2< a.eml\nS2% 0\n~2 1ms\n^2\n"
            + "*2 tls\n*2 note n\n*2 timeout\n*99 reset client\n",
         [event(.connect, 2), event(.sent(.client, WireText(Array("USER bob".utf8))), 2),
          event(.sent(.server, WireText(Array("x".utf8), ending: .exact)), 2),
          event(.status(WireText(Array("+OK".utf8))), 2), event(.matching("a"), 2),
          event(.unordered([WireText(Array("TOP".utf8))]), 2), event(.anyLines, 2), event(.file("a.eml"), 2),
          event(.omitted(octets: 0), 2), event(.pause(milliseconds: 1), 2), event(.segment, 2), event(.tls(""), 2),
          event(.note("n"), 2), event(.timeout, 2), event(.reset(.client), 99)]),
    ]

    /// One file with all of them: the header first.
    static var everything: (file: String, entries: [TranscriptEntry]) {
        (table.map(\.file).joined(), table.flatMap(\.entries))
    }

    private static func event(_ event: TranscriptEvent, _ connection: Int = 1) -> TranscriptEntry {
        .event(event, connection: connection)
    }

    private static func said(_ line: String) -> TranscriptEntry {
        event(.sent(.server, WireText(Array(line.utf8))))
    }

    private static func text(_ side: Session.Side, _ parts: [WireText.Part]) -> TranscriptEntry {
        event(.sent(side, WireText(parts)))
    }

    private static func computed(_ computation: Placeholder.Computation) -> WireText.Part {
        .placeholder(.computed(computation, name: "bob"))
    }
}

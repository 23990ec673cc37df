import POP3

@testable import Conformance

extension MaildropTests {
    /// The marks that were set behind the last RSET, in their order.
    static func marks(_ past: [String]) -> [String] {
        let words = past.map { $0.uppercased() }
        let behind = words.lastIndex(of: "RSET").map { $0 + 1 } ?? 0
        return words[behind...].filter { $0.hasPrefix("DELE ") }.map { String($0.dropFirst(5)) }
    }

    static let deletions = [
        Wrong("DELE does not mark", "rfc1939-5-dele-ok") { line, _, ask in
            line.uppercased().hasPrefix("DELE 6") ? "+OK\r\n" : ask(line)
        },
        Wrong("STAT counts what is marked", "rfc1939-5-stat-excludes-deleted") { line, past, ask in
            line == "STAT" && marks(past) == ["6"] ? "+OK 6 99999\r\n" : ask(line)
        },
        Wrong("LIST shows what is marked", "rfc1939-5-list-excludes-deleted") { line, past, ask in
            line == "LIST" && marks(past) == ["6"]
                ? ask(line).replacing("\r\n.\r\n", with: "\r\n6 42\r\n.\r\n") : ask(line)
        },
        Wrong("DELE twice", "rfc1939-5-dele-twice-err") { line, past, ask in
            line == "DELE 1" && marks(past) == ["1"] ? "+OK\r\n" : ask(line)
        },
        Wrong("UIDL of what is marked", "rfc1939-7-uidl-deleted-err") { line, past, ask in
            let said = ask(line)
            return line == "UIDL 6" && said.hasPrefix("-ERR") ? "+OK 6 x\r\n" : said
        },
        Wrong("RSET forgets one mark", "rfc1939-5-rset-unmarks") { line, past, ask in
            guard line.uppercased() == "RSET" else { return ask(line) }
            let said = ask(line)
            return marks(past) == ["6", "1"] ? (ask("DELE 1").isEmpty ? "" : said) : said
        },
        Wrong("NOOP takes marks off", "rfc1939-5-noop-ok") { line, past, ask in
            line == "NOOP" && marks(past) == ["6"] ? (ask("RSET").isEmpty ? "" : ask(line)) : ask(line)
        },
        Wrong("all marked: STAT", "rfc1939-5-stat-empty") { line, _, ask in
            ask(line).replacing("+OK 0 0\r\n", with: "+OK 0 1\r\n")
        },
        Wrong("all marked: LIST", "rfc1939-5-list-empty") { line, _, ask in
            let said = ask(line)
            return line == "LIST" && ask("STAT") == "+OK 0 0\r\n" ? "-ERR\r\n" : said
        },
    ]

    static let endings = [
        Wrong("a drop is QUIT", "rfc1939-6-no-update-on-drop", habits: [.commitsDrops]),
        Wrong("the lock stays", "rfc1939-4-lock-released-after-quit", habits: [.keepsLocks]),
        Wrong("QUIT removes nothing", "rfc1939-6-quit-removes-marked") { line, _, ask in
            line == "QUIT" ? (ask("RSET").isEmpty ? "" : ask(line)) : ask(line)
        },
        Wrong("QUIT removes one more", "rfc1939-6-quit-keeps-unmarked") { line, past, ask in
            guard line == "QUIT" else { return ask(line) }
            return past.contains("DELE 1") && !past.contains("RSET")
                ? (ask("DELE 2").isEmpty ? "" : ask(line)) : ask(line)
        },
        Wrong("RSET is forgotten at QUIT", "rfc1939-5-rset-then-quit-keeps") { line, past, ask in
            line == "QUIT" && past.contains("RSET") && past.contains("DELE 1") && !past.contains("RETR 1")
                ? (ask("DELE 1").isEmpty ? "" : ask(line)) : ask(line)
        },
        Wrong("QUIT removes without a mark", "rfc1939-6-quit-keeps-unmarked") { line, past, ask in
            line == "QUIT" && past.suffix(1) == ["NOOP"] && past.contains("UIDL") && !past.contains("LIST 1")
                ? (ask("DELE 1").isEmpty ? "" : ask(line)) : ask(line)
        },
        Wrong("unique-ids are numbers", "rfc1939-7-uidl-persistent-after-delete") { line, _, ask in
            line.uppercased().hasPrefix("UIDL") ? uniqueIDs(line, ask) { $0 } : ask(line)
        },
        Wrong("a second login leads nowhere", "rfc1939-4-lock-refused-is-err") { line, _, ask in
            let said = ask(line)
            return line.hasPrefix("PASS ") && said.contains("IN-USE") ? "+OK\r\n" : said
        },
    ]
}

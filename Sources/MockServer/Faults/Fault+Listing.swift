import POP3

// swift-format-ignore
extension Fault {
    private static let anyReference: RequirementID = "rfc1939-5-dele-then-any-reference-err"

    /// STAT and LIST: RFC 1939 section 5.
    static let listing = [
        Fault("stat-counts-deleted", ["rfc1939-5-stat-excludes-deleted", "rfc1939-5-stat-count-equals-list"],
            en: "STAT counts messages that are marked as deleted.",
            ja: "STATが削除マークの付いたメールも数えます。",
            .confirming(.stat) { moment, server in
                let all = server.maildrop.messages
                moment.said.text = "+OK \(all.count) \(all.reduce(0) { $0 + $1.size })"
            }),
        Fault("stat-count-wrong", ["rfc1939-5-stat-count-equals-list"],
            en: "STAT counts one message too many.",
            ja: "STATが1通多く数えます。",
            .confirming(.stat) { moment, server in
                guard server.maildrop.count > 0 else { return }
                moment.said.text = "+OK \(server.maildrop.count + 1) \(server.maildrop.octets)"
            }),
        Fault("stat-size-wrong", ["rfc1939-5-stat-size-is-sum"],
            en: "STAT declares ten octets more than LIST.",
            ja: "STATの大きさがLISTの合計より10オクテット多くなります。",
            .confirming(.stat) { moment, server in
                guard server.maildrop.count > 0 else { return }
                moment.said.text = "+OK \(server.maildrop.count) \(server.maildrop.octets + 10)"
            }),
        Fault("stat-in-words", ["rfc1939-5-stat-format"],
            en: "STAT answers in words: 3 messages (103 octets).",
            ja: "STATが「3 messages (103 octets)」のように文で答えます。",
            .confirming(.stat) { moment, server in moment.said.text = "+OK \(server.maildrop.summary().en)" }),
        Fault("stat-two-spaces", ["rfc1939-5-stat-format"],
            en: "Two spaces stand between the numbers of STAT.",
            ja: "STATの2個の数の間に空白が2個あります。",
            .confirming(.stat) { moment, _ in moment.said.text = "+OK " + moment.said.words.joined(separator: "  ") }),
        Fault("stat-extra", ["rfc1939-5-stat-no-extra"],
            en: "A word follows the numbers of STAT.",
            ja: "STATの数の後に語が続きます。",
            .confirming(.stat) { moment, _ in moment.said.text += " octets" }),
        Fault("stat-empty-refused", ["rfc1939-5-stat-empty"],
            en: "STAT of an empty maildrop is refused.",
            ja: "空のメールドロップへのSTATを拒否します。",
            .confirming(.stat) { moment, server in if server.maildrop.count == 0 { moment.said = .err("no messages") } }),

        Fault("list-counts-deleted", ["rfc1939-5-list-excludes-deleted", "rfc1939-5-stat-count-equals-list"],
            en: "LIST shows messages that are marked as deleted.",
            ja: "LISTが削除マークの付いたメールも示します。",
            .confirming(.list) { moment, server in
                guard moment.said.body != nil else { return }
                moment.said.lines = server.maildrop.messages.enumerated().map { Line("\($0 + 1) \($1.size)") }
            }),
        Fault("list-extra", ["rfc1939-5-list-no-extra"],
            en: "A word follows the size in each line of LIST.",
            ja: "LISTの各行の大きさの後に語が続きます。",
            .listing(.list) { number, size, _ in "\(number) \(size) octets" }),
        Fault("list-two-spaces", ["rfc1939-5-list-single-space"],
            en: "Two spaces stand between number and size in LIST.",
            ja: "LISTの番号と大きさの間に空白が2個あります。",
            .listing(.list) { number, size, _ in "\(number)  \(size)" }),
        Fault("list-indented", ["rfc1939-5-list-single-space"],
            en: "Each line of LIST begins with a space.",
            ja: "LISTの各行が空白で始まります。",
            .listing(.list) { number, size, _ in " \(number) \(size)" }),
        Fault("list-backwards", ["rfc1939-5-list-multi-form"],
            en: "LIST begins with the last message.",
            ja: "LISTが最後のメールから始まります。",
            .confirming(.list) { moment, _ in
                if moment.said.body != nil { moment.said.lines = moment.said.lines.reversed() }
            }),
        Fault("list-from-zero",
            ["rfc1939-4-msgnum-from-1", "rfc1939-5-list-single-equals-multi", "rfc1939-5-list-exact-size"],
            en: "LIST counts from 0.",
            ja: "LISTの番号が0から始まります。",
            .listing(.list) { number, size, _ in "\(number - 1) \(size)" }),
        Fault("list-misses-last", ["rfc1939-5-stat-count-equals-list", "rfc1939-7-uidl-numbers-match-list"],
            en: "LIST leaves out the last message.",
            ja: "LISTに最後のメールがありません。",
            .listing(.list) { number, size, server in
                number == server.maildrop.messages.count ? nil : "\(number) \(size)"
            }),
        Fault("list-empty-refused", ["rfc1939-5-list-empty"],
            en: "LIST of an empty maildrop is refused.",
            ja: "空のメールドロップへのLISTを拒否します。",
            .confirming(.list) { moment, _ in if moment.said.body == [] { moment.said = .err("no messages") } }),
        Fault("list-single-other-size", ["rfc1939-5-list-single-equals-multi", "rfc1939-5-list-exact-size"],
            en: "LIST with a number declares another size than LIST.",
            ja: "番号を付けたLISTの大きさが、LISTの一覧と違います。",
            .single(.list) { _, size, _ in size + "0" }),
        Fault("list-single-without-number", ["rfc1939-5-list-single-form"],
            en: "LIST with a number says the size alone.",
            ja: "番号を付けたLISTが大きさだけを答えます。",
            .confirming(.list) { moment, _ in
                if moment.said.body == nil { moment.said.text = "+OK \(moment.said.words[1])" }
            }),
        Fault("list-deleted-known", ["rfc1939-5-list-deleted-err", anyReference],
            en: "LIST with the number of a marked message says its size.",
            ja: "削除マークの付いたメールの番号にもLISTが大きさを答えます。",
            .marked(.list) { .ok("\($0) \($1.size)") }),
        Fault("list-unknown-known", ["rfc1939-5-list-unknown-err"],
            en: "LIST with the number behind the last one says size 0.",
            ja: "最後の次の番号へのLISTが大きさ0と答えます。",
            .behindLast(.list) { .ok("\($0) 0") }),
        Fault("list-zero-is-all", ["rfc1939-5-list-zero-err"],
            en: "LIST 0 lists everything.",
            ja: "LIST 0が全部の一覧になります。",
            .hearing(.list) { moment, _ in if moment.command.argument == "0" { moment.line = "LIST" } }),
        Fault("list-in-hex",
            ["rfc1939-4-numbers-decimal", "rfc1939-5-list-multi-form", "rfc1939-5-list-single-form"],
            en: "LIST declares sizes in hexadecimal.",
            ja: "LISTの大きさが16進数です。",
            .listing(.list) { number, size, _ in "\(number) 0x" + String(Int(size) ?? 0, radix: 16) },
            .single(.list) { _, size, _ in "0x" + String(Int(size) ?? 0, radix: 16) }),
    ]

    /// Numbers of messages: RFC 1939 sections 3 to 5.
    static let numbers = [
        Fault("number-wraps-at-32-bits", ["rfc1939-5-huge-number-err"],
            en: "Message numbers wrap around at 2^32: 4294967297 is message 1.",
            ja: "メール番号が2^32で一巡します。4294967297が1通目になります。",
            .number { word, _ in
                guard let number = UInt64(word), number > UInt64(UInt32.max) else { return nil }
                return String(UInt32(truncatingIfNeeded: number))
            }),
        Fault("number-wraps-at-64-bits", ["rfc1939-5-huge-number-err"],
            en: "Message numbers wrap around at 2^64: 18446744073709551617 is message 1.",
            ja: "メール番号が2^64で一巡します。18446744073709551617が1通目になります。",
            .number { word, _ in
                guard word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), UInt64(word) == nil else { return nil }
                return String(word.utf8.reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1 - 0x30) })
            }),
        Fault("number-huge-closes", ["rfc1939-5-huge-number-err", "rfc1939-5-negative-number-err"],
            en: "A message number of more than 19 digits ends the session.",
            ja: "20桁以上のメール番号が来ると切断します。",
            .hearing(.list, .retr, .dele, .uidl, .top) { moment, server in
                guard let word = moment.command.arguments.first, word.count > 19 else { return }
                moment.answer(Said())
                moment.hangUp(&server)
            }),
        Fault("number-negative", ["rfc1939-5-negative-number-err"],
            en: "The sign of a message number is dropped: -1 is message 1.",
            ja: "メール番号の符号を捨てます。-1が1通目になります。",
            .number { word, _ in word.first == "-" ? String(word.dropFirst()) : nil }),
        Fault("number-with-letters", ["rfc1939-5-nonnumeric-err"],
            en: "What follows the digits of a message number is ignored: 1x is message 1.",
            ja: "メール番号の数字の後を無視します。1xが1通目になります。",
            .number { word, _ in
                let digits = word.prefix { $0.isNumber }
                return digits.isEmpty || digits == word ? nil : String(digits)
            }),
        Fault("number-in-hex", ["rfc1939-5-nonnumeric-err"],
            en: "A message number may be hexadecimal: 0x1 is message 1.",
            ja: "メール番号を16進数でも書けます。0x1が1通目になります。",
            .number { word, _ in word.hasPrefix("0x") ? Int(word.dropFirst(2), radix: 16).map { String($0) } : nil }),
        Fault("number-not-a-number", ["rfc1939-5-nonnumeric-err", "rfc1939-3-err-syntax"],
            en: "A message number without digits is message 1.",
            ja: "数字のないメール番号が1通目になります。",
            .number { word, _ in word.contains { $0.isNumber } ? nil : "1" }),
        Fault("number-zero", ["rfc1939-5-list-zero-err"],
            en: "Message 0 is message 1.",
            ja: "0番のメールが1通目になります。",
            .number { word, _ in word == "0" ? "1" : nil }),
        Fault("number-behind-last",
            [
                "rfc1939-5-list-unknown-err", "rfc1939-5-retr-unknown-err", "rfc1939-5-dele-unknown-err",
                "rfc1939-7-top-unknown-err", "rfc1939-7-uidl-unknown-err", "rfc1939-5-huge-number-err",
            ],
            en: "Every number behind the last one is the last message.",
            ja: "最後より大きい番号がすべて最後のメールになります。",
            .number { word, server in
                let last = server.maildrop.messages.count
                return Number.saturating(word).map { $0 > last } == true ? String(last) : nil
            }),
        Fault("numbers-move",
            [
                "rfc1939-4-numbers-stable-in-session", anyReference, "rfc1939-5-list-deleted-err",
                "rfc1939-5-retr-deleted-err", "rfc1939-5-dele-twice-err", "rfc1939-7-top-deleted-err",
                "rfc1939-7-uidl-deleted-err",
            ],
            en: "DELE gives the messages behind it new numbers.",
            ja: "DELEの後ろのメールの番号が繰り上がります。",
            .number { word, server in
                guard let number = Int(word), number > 0 else { return nil }
                let live = server.maildrop.live.dropFirst(number - 1).first { _ in true }
                return live.map { String($0.number) } ?? String(server.maildrop.messages.count + 1)
            },
            .confirming(.list, .uidl) { moment, server in
                let numbers = server.maildrop.live.map { String($0.number) }
                let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, String($0 + 1)) })
                moment.said.editLines { line in
                    let words = line.split(separator: " ", maxSplits: 1)
                    return "\(places[String(words[0])] ?? "0") \(words[1])"
                }
                if moment.said.body == nil { moment.said.text = "+OK \(moment.command.arguments[0]) \(moment.said.words[1])" }
            }),
    ]
}

extension Flaw {
    /// A command that names a marked message gets this answer.
    static func marked(_ verb: Verb, _ said: @escaping @Sendable (Int, StoredMessage) -> Said) -> Flaw {
        .refusing(verb) { moment, server in
            guard let number = moment.number, server.maildrop.marked.contains(number),
                let message = server.maildrop[number]
            else { return }
            moment.said = said(number, message)
        }
    }

    /// A command that names the number behind the last one gets this answer.
    static func behindLast(_ verb: Verb, _ said: @escaping @Sendable (Int) -> Said) -> Flaw {
        .refusing(verb) { moment, server in
            guard moment.phase == .transaction, let number = moment.number, number == server.maildrop.messages.count + 1
            else { return }
            moment.said = said(number)
        }
    }
}

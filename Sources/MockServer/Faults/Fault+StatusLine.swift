import POP3

// swift-format-ignore
extension Fault {
    /// The first line of a reply: RFC 1939 section 3, RFC 2449 sections 3 and 4.
    static let statusLine = [
        Fault("status-lower-case", ["rfc1939-3-status-upper-case"],
            en: "Replies begin with +ok and -err.",
            ja: "応答が+okや-errで始まります。",
            .saying { moment, _ in
                let count = moment.said.isErr ? 4 : moment.said.isOK ? 3 : 0
                moment.said.text = moment.said.text.prefix(count).lowercased() + moment.said.text.dropFirst(count)
            }),
        Fault("status-mixed-case", ["rfc1939-3-status-upper-case"],
            en: "Refusals begin with -Err.",
            ja: "拒否の応答が-Errで始まります。",
            .refusing { moment, _ in moment.said.text = "-Err" + moment.said.text.dropFirst(4) }),
        Fault("status-of-imap", ["rfc1939-3-status-only-ok-err", "rfc1939-3-err-unrecognized"],
            en: "An unknown command gets -BAD.",
            ja: "知らないコマンドに-BADと答えます。",
            .unknown { moment, _ in moment.answer(Said("-BAD unknown command")) }),
        Fault("status-joined",
            [
                "rfc2449-3-status-sp-text", "rfc3206-5-auth-code-on-credentials", "rfc3206-6-auth-resp-code-complete",
            ],
            en: "No space stands between -ERR and the text.",
            ja: "-ERRと文の間に空白がありません。",
            .refusing { moment, _ in
                moment.said.dropCode()
                moment.said.text = "-ERR" + moment.said.text.dropFirst(5)
            }),
        Fault("status-tab",
            [
                "rfc2449-3-status-sp-text", "rfc2449-3-status-line-ascii", "rfc3206-5-auth-code-on-credentials",
                "rfc3206-6-auth-resp-code-complete",
            ],
            en: "A tab stands between -ERR and the text.",
            ja: "-ERRと文の間がタブになっています。",
            .refusing { moment, _ in
                moment.said.dropCode()
                moment.said.text = "-ERR\t" + moment.said.text.dropFirst(5)
            }),
        Fault("status-line-too-long", value: 600, in: 513...65_536,
            ["rfc1939-3-response-max-512", "rfc2449-4-first-line-512"],
            en: "Every refusal has so many octets.",
            ja: "拒否の応答がこのオクテット数になります。",
            .refusing { moment, _ in moment.said.pad(to: moment.value) }),
        Fault("status-line-latin1", ["rfc2449-3-status-line-ascii", "rfc6856-3.2-lang-text-utf8"],
            en: "Refusals hold a letter of Latin-1, although nobody asked for another language.",
            ja: "言語を選ばれていないのに、拒否の応答にLatin-1の文字があります。",
            .refusing { moment, _ in moment.said.first?.bytes += [Octet.space, 0xE9] }),
        Fault("status-line-nul", ["rfc2449-3-status-line-ascii"],
            en: "Refusals end in NUL before CRLF.",
            ja: "拒否の応答の、CRLFの前にNULがあります。",
            .refusing { moment, _ in moment.said.first?.bytes += [Octet.nul] }),
        Fault("line-bare-lf", ["rfc1939-3-response-crlf"],
            en: "The first line of every reply ends in LF alone.",
            ja: "応答の1行目がLFだけで終わります。",
            .saying { moment, _ in moment.said.first?.ending = .lf }),
        Fault("line-two-returns", ["rfc1939-3-response-crlf"],
            en: "The first line of every reply ends in CR CR LF, as text mode makes it on Windows.",
            ja: "応答の1行目が、WindowsのテキストモードのようにCR CR LFで終わります。",
            .saying { moment, _ in if moment.said.first != nil { moment.said.first?.bytes += [Octet.cr] } }),
        Fault("reply-doubled", ["rfc1939-5-one-response-per-command"],
            en: "RSET is answered twice.",
            ja: "RSETに2回答えます。",
            .confirming(.rset) { moment, _ in moment.said.more = moment.said.first?.octets ?? [] }),
        Fault("reply-trailing-line", ["rfc1939-5-one-response-per-command"],
            en: "A blank line follows the reply to STAT.",
            ja: "STATの応答の後に空行が続きます。",
            .confirming(.stat) { moment, _ in moment.said.more = Line("").octets }),
        Fault("error-two-lines", ["rfc1939-5-one-response-per-command"],
            en: "A refusal that names a message has two lines.",
            ja: "メールを指すコマンドの拒否が2行になります。",
            .refusing(.list, .retr, .dele, .top, .uidl) { moment, _ in
                moment.said.more = Line("-ERR see the manual").octets
            }),
        Fault("error-with-terminator", ["rfc1939-3-error-single-line"],
            en: "The refusal of RETR, TOP, LIST and UIDL is followed by a line with a dot.",
            ja: "RETR、TOP、LIST、UIDLの拒否の後に、ピリオドだけの行が続きます。",
            .refusing(.list, .retr, .top, .uidl) { moment, _ in moment.said.more = Line(".").octets }),
    ]

    /// What is a command and what is none: RFC 1939 section 3, RFC 2449 sections 3 and 4.
    static let syntax = [
        Fault("unknown-silent", ["rfc1939-3-err-unrecognized", "rfc1939-5-one-response-per-command"],
            en: "An unknown command gets no reply.",
            ja: "知らないコマンドに何も答えません。",
            .unknown { moment, _ in moment.answer(Said()) }),
        Fault("unknown-ok", ["rfc1939-3-err-unrecognized"],
            en: "An unknown command gets +OK.",
            ja: "知らないコマンドに+OKと答えます。",
            .unknown { moment, _ in moment.answer(.ok("whatever you say")) }),
        Fault("unknown-closes", ["rfc1939-3-err-no-side-effect"],
            en: "The first unknown command ends the session.",
            ja: "知らないコマンドが1回でもあると、セッションを終わらせます。",
            .unknown { moment, server in
                moment.answer(.err("this is no POP3 command"))
                moment.hangUp(&server)
            }),
        Fault("obsolete-hangs", ["rfc1939-3-err-unimplemented"],
            en: "LAST, which is no command any more, gets no reply.",
            ja: "廃止されたLASTに何も答えません。",
            .hearing(.last) { moment, _ in moment.answer(Said()) }),
        Fault("empty-line-silent", ["rfc1939-3-err-empty-line"],
            en: "An empty line gets no reply.",
            ja: "空の行に何も答えません。",
            .hearing { moment, _ in if moment.line == "" { moment.answer(Said()) } }),
        Fault("keyword-case-sensitive",
            ["rfc1939-3-keyword-case-insensitive", "rfc5034-5-mech-case-insensitive"],
            en: "Commands in lower case are unknown.",
            ja: "小文字のコマンドを知りません。",
            .hearing { moment, _ in
                let word = moment.line.text.prefix { $0 != " " }
                if moment.command.row != nil, word != moment.command.verb.name { moment.line = "XYZZ" }
            }),
        Fault("keyword-too-long", ["rfc1939-3-keyword-length-rejected"],
            en: "Only the first four letters of a keyword count: STATUS is STAT.",
            ja: "キーワードの最初の4文字しか見ません。STATUSもSTATになります。",
            .hearing { moment, _ in
                let command = moment.command
                let verb = Verb(command.verb.name.prefix(4))
                guard command.row == nil, CommandTable[verb] != nil, command.verb.name.allSatisfy(\.isLetter) else {
                    return
                }
                moment.line = Line(verb.name + moment.line.text.drop { $0 != " " })
            }),
        Fault("keyword-abbreviated", ["rfc1939-3-keyword-length-rejected", "rfc1939-3-err-unrecognized"],
            en: "A keyword may be abbreviated: NO is NOOP, STA is STAT.",
            ja: "キーワードを省略できます。NOはNOOP、STAはSTATになります。",
            .hearing { moment, _ in
                let word = moment.command.verb.name
                guard word.utf8.count >= 2, moment.command.row == nil,
                    let row = CommandTable.rows.first(where: { $0.verb.name.hasPrefix(word) })
                else { return }
                moment.line = Line(row.verb.name + moment.line.text.drop { $0 != " " })
            }),
        Fault("extra-arguments-ignored", ["rfc1939-3-err-extra-args", "rfc2449-3-empty-param-invalid"],
            en: "What follows the arguments of LIST, UIDL, RETR, DELE and TOP is ignored.",
            ja: "LIST、UIDL、RETR、DELE、TOPの余分な引数を無視します。",
            .hearing(.list, .uidl, .retr, .dele, .top) { moment, _ in
                let wanted = moment.command.row?.arguments.count ?? 0
                guard moment.command.arguments.count > wanted else { return }
                let words = [moment.command.verb.name[...]] + moment.command.arguments.prefix(wanted)
                moment.line = Line(words.joined(separator: " "))
            }),
        Fault("arguments-where-none-belong",
            [
                "rfc1939-5-stat-no-args", "rfc1939-5-noop-no-args", "rfc1939-5-rset-no-args",
                "rfc1939-6-quit-no-args", "rfc2449-5-capa-no-args", "rfc1939-3-err-extra-args",
                "rfc2449-3-empty-param-invalid",
            ],
            en: "STAT, NOOP, RSET, QUIT and CAPA take any argument.",
            ja: "STAT、NOOP、RSET、QUIT、CAPAがどんな引数でも受け付けます。",
            .hearing(.stat, .noop, .rset, .quit, .capa) { moment, _ in
                if moment.command.argument != nil { moment.line = Line(moment.command.verb.name) }
            }),
        Fault("dele-takes-many", ["rfc1939-3-err-extra-args", "rfc1939-3-err-no-side-effect"],
            en: "DELE 1 2 marks both messages.",
            ja: "DELE 1 2が両方のメールに削除マークを付けます。",
            .hearing(.dele) { moment, server in
                let words = moment.command.arguments
                guard moment.phase == .transaction, words.count > 1 else { return }
                for number in words.dropFirst().compactMap({ Int($0) }) { server.maildrop.mark(number) }
                moment.line = Line("DELE \(words[0])")
            }),
        Fault("retr-without-number", ["rfc1939-5-retr-arg-required", "rfc1939-3-err-syntax"],
            en: "RETR without a number sends message 1.",
            ja: "番号のないRETRが1通目を送ります。",
            .hearing(.retr) { moment, _ in if moment.command.argument == nil { moment.line = "RETR 1" } }),
        Fault("dele-without-number", ["rfc1939-5-dele-arg-required", "rfc1939-3-err-syntax"],
            en: "DELE without a number marks message 1.",
            ja: "番号のないDELEが1通目に削除マークを付けます。",
            .hearing(.dele) { moment, _ in if moment.command.argument == nil { moment.line = "DELE 1" } }),
        Fault("tab-separates", ["rfc2449-3-tab-not-separator"],
            en: "A tab separates words like a space.",
            ja: "タブが空白と同じように語を区切ります。",
            .hearing { moment, _ in
                guard moment.line.bytes.contains(Octet.tab) else { return }
                moment.line.bytes = moment.line.bytes.map { $0 == Octet.tab ? Octet.space : $0 }
            }),
        Fault("spaces-collapsed", ["rfc2449-3-empty-param-invalid"],
            en: "Spaces around and between words do not count.",
            ja: "行頭、行末、語の間の余分な空白を無視します。",
            .hearing { moment, _ in
                let words = moment.line.text.split(separator: " ")
                if Verb(words.first ?? "") != .pass, !words.isEmpty { moment.line.bytes = Array(words.joined(separator: " ").utf8) }
            }),
        Fault("control-octets-dropped", ["rfc2449-3-command-octets"],
            en: "Control octets within a line are dropped.",
            ja: "行の中の制御文字を捨てて読みます。",
            .hearing { moment, _ in
                moment.line.bytes.removeAll { $0 < Octet.space && $0 != Octet.tab || $0 == 0x7F }
            }),
        Fault("acts-before-crlf", ["rfc1939-3-command-ends-only-at-crlf"],
            en: "NOOP is answered before its CRLF has come.",
            ja: "CRLFが届く前にNOOPに答えます。",
            Flaw(.reading) { moment, server in
                guard server.phase == .transaction, !moment.memory.passesOver,
                    Verb(String(decoding: moment.memory.unfinished, as: UTF8.self)) == .noop
                else { return }
                moment.memory.passesOver = true
                moment.said = .ok("nothing done")
            },
            .hearing { moment, _ in
                guard moment.memory.passesOver else { return }
                moment.memory.passesOver = false
                if moment.command.verb == .noop { moment.answer(Said()) }
            }),
        Fault("long-line-in-pieces", ["rfc2449-3-command-over-255"],
            en: "A line that is too long is read as two commands.",
            ja: "長すぎる行を2個のコマンドとして読みます。",
            .refusing { moment, _ in
                if moment.line.ending == .missing { moment.said.more = Line("-ERR unknown command").octets }
            }),
        Fault("line-limit", value: 100, in: 64...254, ["rfc2449-4-server-255"],
            en: "A command line longer than so many octets, CRLF included, ends the session without a word.",
            ja: "CRLFを含めてこのオクテット数より長いコマンド行が来ると、何も言わずに切断します。",
            .hearing { moment, server in
                guard moment.line.ending == .missing || moment.line.count > moment.value else { return }
                moment.answer(Said())
                moment.hangUp(&server)
            }),
        Fault("argument-limit", value: 32, in: 8...39,
            ["rfc1939-3-arg-40-accepted", "rfc2449-4-server-255"],
            en: "USER with a name longer than so many octets ends the session without a word.",
            ja: "このオクテット数より長い名前がUSERで来ると、何も言わずに切断します。",
            .hearing(.user) { moment, server in
                guard let name = moment.command.argument, name.utf8.count > moment.value else { return }
                moment.answer(Said())
                moment.hangUp(&server)
            }),
    ]
}

import POP3

// swift-format-ignore
extension Fault {
    private static let stuffing: RequirementID = "rfc1939-3-byte-stuffing"
    private static let retrStuffed: RequirementID = "rfc1939-5-retr-stuffed"
    private static let boundary: RequirementID = "rfc1939-3-stuffing-across-write-boundary"
    private static let topStuffed: RequirementID = "rfc1939-7-top-stuffed"
    private static let exactSize: RequirementID = "rfc1939-5-list-exact-size"
    private static let anyReference: RequirementID = "rfc1939-5-dele-then-any-reference-err"

    /// RETR and what it sends: RFC 1939 sections 3, 5 and 11.
    static let messages = [
        Fault("retr-unstuffed", [stuffing, retrStuffed],
            en: "RETR does not double the dot at the beginning of a line.",
            ja: "RETRが行頭のピリオドを二重にしません。",
            .confirming(.retr) { moment, _ in moment.said.lines = moment.said.lines.map(\.unstuffed) }),
        Fault("top-unstuffed", [stuffing, topStuffed],
            en: "TOP does not double the dot at the beginning of a line.",
            ja: "TOPが行頭のピリオドを二重にしません。",
            .confirming(.top) { moment, _ in moment.said.lines = moment.said.lines.map(\.unstuffed) }),
        Fault("stuffs-lone-dots-only", [stuffing, retrStuffed, topStuffed],
            en: "Only a line that is one dot gets a second one.",
            ja: "ピリオドだけの行しか二重にしません。",
            .message { lines in lines = lines.map { $0 == ".." ? $0 : $0.unstuffed } }),
        Fault("stuffs-first-dot-only", [stuffing, retrStuffed, boundary, topStuffed],
            en: "Only the first line of a message that begins with a dot gets a second one.",
            ja: "メールの中で最初の、ピリオドで始まる行しか二重にしません。",
            .message { lines in
                guard let first = lines.firstIndex(where: { $0.bytes.first == 0x2E }) else { return }
                for index in lines.indices.dropFirst(first + 1) { lines[index] = lines[index].unstuffed }
            }),
        Fault("stuffing-lost-between-buffers", [boundary, stuffing, retrStuffed],
            en: "A dot is not doubled where a new buffer of 4096 octets begins.",
            ja: "4096オクテットのバッファの変わり目では、ピリオドを二重にしません。",
            .message { lines in
                var place = 0
                for index in lines.indices {
                    let before = place
                    place += lines[index].count
                    if index > 0, before / 4096 != (before - lines[index - 1].count) / 4096 { lines[index] = lines[index].unstuffed }
                }
            }),
        Fault("stuffs-dots-at-line-ends", ["rfc1939-3-no-overstuffing", exactSize],
            en: "A dot at the end of a line is doubled.",
            ja: "行末のピリオドを二重にします。",
            .message { lines in
                for index in lines.indices where lines[index].bytes.last == 0x2E && lines[index].bytes.first != 0x2E {
                    lines[index].bytes.append(0x2E)
                }
            }),
        Fault("retr-loses-last-line", ["rfc1939-5-retr-multiline", exactSize],
            en: "RETR leaves out the last line of a message.",
            ja: "RETRがメールの最後の行を送りません。",
            .confirming(.retr) { moment, _ in moment.said.lines = moment.said.lines.dropLast() }),
        Fault("message-with-from-line", ["rfc1939-11-message-format", exactSize],
            en: "Each message begins with the From line of an mbox file.",
            ja: "メールの先頭に、mboxのFrom行が付きます。",
            .message { lines in lines.insert("From nobody@popscope.invalid Mon Jan  1 00:00:00 2001", at: 0) }),
        Fault("message-with-status-line", [exactSize],
            en: "A Status line that is in no size is put in front of each message.",
            ja: "大きさに数えないStatus行を、メールの先頭に加えます。",
            .message { lines in lines.insert("Status: RO", at: 0) }),
        Fault("message-changes-between-sessions", ["rfc1939-5-retr-persistent-content"],
            en: "The last letter of each message is another one in every session.",
            ja: "メールの最後の文字がセッションごとに変わります。",
            .confirming(.retr, .top) { moment, server in
                guard let last = moment.said.lines.indices.last, !moment.said.lines[last].bytes.isEmpty else { return }
                moment.said.lines[last].bytes.removeLast()
                moment.said.lines[last].bytes.append(0x30 + UInt8(server.maildrop.session % 10))
            }),
        Fault("message-7-bit", ["rfc1939-5-retr-multiline", "rfc6856-2.1-as-is-in-utf8-mode"],
            en: "The eighth bit of each octet is lost.",
            ja: "各オクテットの8ビット目が失われます。",
            .message { lines in lines = lines.map { Line(bytes: $0.bytes.map { $0 & 0x7F }, ending: $0.ending) } }),
        Fault("retr-deleted-known", ["rfc1939-5-retr-deleted-err", anyReference],
            en: "RETR sends a message that is marked as deleted.",
            ja: "RETRが削除マークの付いたメールも送ります。",
            .marked(.retr) { .ok("message \($0)", body: $1.wire) }),
        Fault("retr-unknown-known", ["rfc1939-5-retr-unknown-err"],
            en: "RETR of the number behind the last one sends an empty message.",
            ja: "最後の次の番号へのRETRが空のメールを送ります。",
            .behindLast(.retr) { .ok("message \($0)", body: []) }),
        Fault("retr-marks",
            [
                "rfc1939-5-retr-does-not-delete", "rfc1939-5-commands-repeatable", "rfc1939-6-quit-keeps-unmarked",
                "rfc2449-6.7-expire-nonzero-keeps",
            ],
            en: "RETR marks the message as deleted.",
            ja: "RETRがメールに削除マークを付けます。",
            .confirming(.retr) { moment, server in server.maildrop.mark(moment.number ?? 0) }),
    ]

    /// The sizes of messages: RFC 1939 sections 4, 5 and 11.
    static let sizes = [
        Fault("size-lf-one", [exactSize, "rfc1939-11-size-crlf-two"],
            en: "Sizes count each line end as one octet.",
            ja: "大きさの中で、行末を1オクテットと数えます。",
            .size { $0.size - $0.octets.count { $0 == Octet.lf } }, .sum { $0.size - $0.octets.count { $0 == Octet.lf } }),
        Fault("size-counts-stuffing", [exactSize, "rfc1939-11-size-no-stuffing"],
            en: "Sizes count the dots that byte-stuffing adds.",
            ja: "大きさの中に、バイトスタッフィングのピリオドを数えます。",
            .size { $0.wire.count }, .sum { $0.wire.count }),
        Fault("size-counts-terminator", [exactSize],
            en: "Sizes count the line with a dot that ends a message.",
            ja: "大きさの中に、終わりのピリオドの行を数えます。",
            .size { $0.size + 3 }, .sum { $0.size + 3 }),
        Fault("size-rounded", [exactSize],
            en: "Sizes are rounded up to blocks of 1024 octets.",
            ja: "大きさを1024オクテット単位に切り上げます。",
            .size { ($0.size + 1023) / 1024 * 1024 }, .sum { ($0.size + 1023) / 1024 * 1024 }),
        Fault("size-zero", [exactSize],
            en: "Every size is 0.",
            ja: "大きさがすべて0です。",
            .size { _ in 0 }, .sum { _ in 0 }),
        Fault("size-grows-by-retr", ["rfc1939-4-sizes-fixed-at-open"],
            en: "The size of a message grows when RETR has sent it.",
            ja: "RETRで送ったメールの大きさが増えます。",
            .confirming(.list) { moment, _ in
                let fetched = moment.memory.fetched
                moment.said.editLines { line in
                    let numbers = line.split(separator: " ").compactMap { Int($0) }
                    return numbers.count == 2 && fetched.contains(numbers[0]) ? "\(numbers[0]) \(numbers[1] + 12)" : line
                }
                let numbers = moment.said.words.compactMap { Int($0) }
                guard moment.said.body == nil, numbers.count == 2, fetched.contains(numbers[0]) else { return }
                moment.said.text = "+OK \(numbers[0]) \(numbers[1] + 12)"
            }),
    ]

    /// TOP: RFC 1939 section 7.
    static let top = [
        Fault("top-ignores-count", ["rfc1939-7-top-multiline", "rfc1939-7-top-zero"],
            en: "TOP sends the whole message, whatever the count.",
            ja: "TOPが行数を無視してメール全体を送ります。",
            .top { message, _ in message.wire }),
        Fault("top-one-line-more", ["rfc1939-7-top-multiline", "rfc1939-7-top-zero"],
            en: "TOP sends one line of the body more than it was asked for.",
            ja: "TOPが本文を1行多く送ります。",
            .top { message, count in message.top(count == .max ? count : count + 1) }),
        Fault("top-one-line-less", ["rfc1939-7-top-multiline", "rfc1939-7-top-exact-body"],
            en: "TOP sends one line of the body less than it was asked for.",
            ja: "TOPが本文を1行少なく送ります。",
            .top { message, count in message.top(max(0, count - 1)) }),
        Fault("top-without-blank-line", ["rfc1939-7-top-zero"],
            en: "TOP 1 0 leaves out the blank line behind the header.",
            ja: "TOP 1 0がヘッダーの後の空行を送りません。",
            .top { message, count in
                let head = message.top(0)
                return count == 0 && head.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] ? head.dropLast(2) : message.top(count)
            }),
        Fault("top-counts-header",
            [
                "rfc1939-7-top-multiline", "rfc1939-7-top-zero", "rfc1939-7-top-exact-body",
                "rfc1939-7-top-more-than-body",
            ],
            en: "TOP counts the lines of the header too.",
            ja: "TOPがヘッダーの行も行数に数えます。",
            .top { message, count in
                message.wire.split(separator: Octet.lf, omittingEmptySubsequences: false).dropLast()
                    .prefix(count).flatMap { $0 + [Octet.lf] }
            }),
        Fault("top-counts-wire-dots", ["rfc1939-7-top-stuffed"],
            en: "TOP counts a line that begins with a dot as two.",
            ja: "TOPがピリオドで始まる行を2行に数えます。",
            .top { message, count in message.top(counting: count) { $0.bytes.first == 0x2E ? 2 : 1 } }),
        Fault("top-refuses-large-counts", ["rfc1939-7-top-more-than-body", "rfc1939-7-top-huge-count"],
            en: "TOP refuses a count that the body does not have.",
            ja: "本文より大きい行数のTOPを拒否します。",
            .confirming(.top) { moment, server in
                let count = Number.saturating(moment.command.arguments[1]) ?? 0
                guard let message = server.maildrop[moment.number ?? 0], count > message.bodyLines else { return }
                moment.said = .err("the message is not that long")
            }),
        Fault("top-count-wraps", ["rfc1939-7-top-huge-count"],
            en: "The count of TOP wraps around at 2^32.",
            ja: "TOPの行数が2^32で一巡します。",
            .top { message, count in message.top(count & 0xFFFF_FFFF) }),
        Fault("top-negative-count", ["rfc1939-7-top-non-negative"],
            en: "TOP takes a negative count for 0.",
            ja: "TOPが負の行数を0として扱います。",
            .count { $0.first == "-" ? "0" : nil }),
        Fault("top-count-in-letters", ["rfc1939-7-top-non-numeric-err", "rfc1939-3-err-syntax"],
            en: "TOP takes a count that is no number for 0.",
            ja: "TOPが数でない行数を0として扱います。",
            .count { $0.first?.isLetter == true ? "0" : nil }),
        Fault("top-without-count", ["rfc1939-7-top-both-args-required", "rfc1939-3-err-syntax"],
            en: "TOP without a count sends the header.",
            ja: "行数のないTOPがヘッダーを送ります。",
            .hearing(.top) { moment, _ in
                if moment.command.arguments.count == 1 { moment.line.bytes += Array(" 0".utf8) }
            }),
        Fault("top-deleted-known", ["rfc1939-7-top-deleted-err", anyReference],
            en: "TOP sends a message that is marked as deleted.",
            ja: "TOPが削除マークの付いたメールも送ります。",
            .marked(.top) { .ok("message \($0)", body: $1.top(0)) }),
        Fault("top-unknown-known", ["rfc1939-7-top-unknown-err"],
            en: "TOP of the number behind the last one sends an empty message.",
            ja: "最後の次の番号へのTOPが空のメールを送ります。",
            .behindLast(.top) { .ok("message \($0)", body: []) }),
        Fault("top-marks", ["rfc1939-7-top-no-side-effect", "rfc1939-6-quit-keeps-unmarked"],
            en: "TOP marks the message as deleted.",
            ja: "TOPがメールに削除マークを付けます。",
            .confirming(.top) { moment, server in server.maildrop.mark(moment.number ?? 0) }),
    ]
}

extension StoredMessage {
    /// The lines behind the first blank one.
    fileprivate var bodyLines: Int {
        var splitter = LineSplitter(limit: 1 << 30)
        return splitter.append(octets).drop { !$0.bytes.isEmpty }.dropFirst().count
    }

    /// The head and the beginning of the body in wire form; each line takes as much of the count as `cost` says.
    fileprivate func top(counting count: Int, _ cost: (Line) -> Int) -> [UInt8] {
        var splitter = LineSplitter(limit: 1 << 30)
        let body = splitter.append(wire).drop { !$0.bytes.isEmpty }.dropFirst()
        var left = count
        let lines = body.prefix { line in
            left -= cost(line)
            return left >= 0
        }
        return top(0) + lines.flatMap(\.octets)
    }
}

extension Flaw {
    /// Another size of each message, in LIST.
    fileprivate static func size(_ size: @escaping @Sendable (StoredMessage) -> Int) -> Flaw {
        .confirming(.list) { moment, server in
            let messages = server.maildrop
            moment.said.editLines { line in
                let number = line.split(separator: " ").first.flatMap { Int($0) } ?? 0
                return messages[number].map { "\(number) \(size($0))" }
            }
            guard moment.said.body == nil, let number = moment.number, let message = messages[number] else { return }
            moment.said.text = "+OK \(number) \(size(message))"
        }
    }

    /// The same in STAT.
    fileprivate static func sum(_ size: @escaping @Sendable (StoredMessage) -> Int) -> Flaw {
        .confirming(.stat) { moment, server in
            let sum = server.maildrop.live.reduce(0) { $0 + size($1.message) }
            moment.said.text = "+OK \(server.maildrop.count) \(sum)"
        }
    }

    /// Another body of TOP, in wire form.
    fileprivate static func top(_ body: @escaping @Sendable (StoredMessage, Int) -> [UInt8]) -> Flaw {
        .confirming(.top) { moment, server in
            guard let message = server.maildrop[moment.number ?? 0] else { return }
            moment.said.body = body(message, Number.saturating(moment.command.arguments[1]) ?? 0)
        }
    }

    /// Another word for the count of TOP; `nil` leaves it.
    fileprivate static func count(_ edit: @escaping @Sendable (Substring) -> String?) -> Flaw {
        .hearing(.top) { moment, _ in
            let words = moment.command.arguments
            if words.count == 2, let count = edit(words[1]) { moment.line = Line("TOP \(words[0]) \(count)") }
        }
    }
}

import POP3

extension Rules {
    /// Multi-line replies: framing, and for a message its size.
    static let bodies = [
        Rule("rfc1939-3-multiline-terminator") { seen in
            guard let body = seen.reply.body else { return nil }
            if !body.isTerminated {
                return Localized(
                    en: "The connection was closed before the line \".\" that ends the reply.",
                    ja: "応答を終える \".\" の行が届く前に、接続が閉じられました。")
            }
            guard body.hasBareTerminator else { return nil }
            return Localized(en: "The final \".\" ended in LF without CR.", ja: "終わりの \".\" の行が CR のない LF で終わっています。")
        },
        Rule("rfc1939-3-multiline-lines-crlf") { seen in
            guard let body = seen.reply.body else { return nil }
            let count = body.bareLineFeeds + (body.hasBareTerminator ? 1 : 0)
            guard count > 0 else { return nil }
            return Localized(
                en: "\(count.lines.en) of the reply ended in LF without CR.",
                ja: "応答のうち \(count.lines.ja)が CR のない LF で終わっています。")
        },
        Rule("rfc2449-3-multiline-content-octets") { seen in
            guard let body = seen.reply.body, !seen.isMail, body.nuls > 0 || body.bareCarriageReturns > 0 else {
                return nil
            }
            return Localized(
                en: "The reply holds NUL, or CR without LF.", ja: "応答に NUL、または LF のない CR があります。")
        },
        Rule("rfc1939-3-byte-stuffing") { seen in
            guard let body = seen.reply.body, body.unstuffed > 0, !seen.hasDotsTooMany else { return nil }
            return Localized(
                en: "\(body.unstuffed.lines.en) began with a single \".\" that should have been doubled.",
                ja: "\(body.unstuffed.lines.ja)が、二重にすべき \".\" 1 個で始まっています。")
        },
        Rule("rfc1939-3-no-overstuffing") { seen in
            guard seen.hasDotsTooMany, let count = seen.reply.body?.unstuffed else { return nil }
            return Localized(
                en: "A \".\" was put before \(count.lines.en) that begin with none: LIST does not count it.",
                ja: "\".\" で始まらない\(count.lines.ja)の前に \".\" が付けられています (LIST の大きさには含まれません)。")
        },
        Rule("rfc1939-5-list-exact-size") { seen in
            // Dots that were not doubled are missing behind un-stuffing, or end the message: another requirement's.
            guard let comparison = SizeComparison(seen), comparison.isBreach,
                comparison.received > comparison.declared || seen.reply.body?.unstuffed == 0
            else { return nil }
            return Localized(
                en: "LIST said \(comparison.declared.octets.en), but \(comparison.received) came.",
                ja: "LIST では \(comparison.declared.octets.ja)でしたが、届いたのは \(comparison.received.octets.ja)です。")
        },
        Rule("rfc1939-7-top-zero") { seen in
            guard let (asked, sent) = seen.topLines, asked == 0, sent > 0 else { return nil }
            return tooManyLines(asked, sent)
        },
        Rule("rfc1939-7-top-multiline") { seen in
            guard let (asked, sent) = seen.topLines, asked > 0, sent > asked else { return nil }
            return tooManyLines(asked, sent)
        },
    ]

    private static func tooManyLines(_ asked: Int, _ sent: Int) -> Localized {
        Localized(
            en: "TOP was asked for \(asked.lines.en) of the body and sent \(sent).",
            ja: "TOP で本文 \(asked.lines.ja)を指定しましたが、\(sent.lines.ja)送られました。")
    }
}

/// What LIST declared for a message against what RETR sent.
struct SizeComparison: Hashable, Sendable {
    let declared: Int
    let received: Int
    /// Whether the message has line ends that servers count in several ways.
    let isUnusual: Bool

    init?(_ seen: Observation) {
        guard seen.isPositive, seen.verb == .retr, let body = seen.reply.body, body.isTerminated,
            let number = seen.command?.messageNumber, let declared = seen.knowledge.maildrop?.sizes[number]
        else { return nil }
        self.declared = declared
        received = body.octets
        isUnusual = body.nuls > 0 || body.bareCarriageReturns > 0 || body.bareLineFeeds > 0
    }

    var isEqual: Bool { declared == received }

    /// Two octets more than declared: the CRLF that is added when a message has no final line end.
    var lacksFinalLineEnd: Bool { !isUnusual && received - 2 == declared }

    var isBreach: Bool { !isEqual && !isUnusual && !lacksFinalLineEnd }
}

extension Observation {
    /// Whether a message whose lines begin with a single "." has the size that LIST declared once these are taken off.
    fileprivate var hasDotsTooMany: Bool {
        guard let body = reply.body, body.unstuffed > 0 else { return false }
        return SizeComparison(self)?.isEqual ?? false
    }

    /// How many lines of the body TOP was asked for, and how many came behind the first empty line.
    var topLines: (asked: Int, sent: Int)? {
        guard isPositive, verb == .top, let command, command.arguments.count == 2,
            let asked = Int(command.arguments[1]),
            asked >= 0, let body = reply.body, body.isTerminated, body.isWhole, body.lines > asked
        else { return nil }
        var passed = 0
        var start = 0
        while let end = body.kept[start...].firstIndex(of: 0x0A) {
            passed += 1
            let line = body.kept[start..<end]
            if line.isEmpty || (line.count == 1 && line.first == 0x0D) { return (asked, body.lines - passed) }
            start = end + 1
        }
        return nil
    }
}

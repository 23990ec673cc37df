import POP3

extension Rules {
    /// The first line of every reply.
    static let statusLine = [
        Rule("rfc1939-4-greeting-positive") { seen in
            guard seen.command == nil, !seen.isPositive else { return nil }
            return Localized(en: "The greeting does not begin with +OK.", ja: "最初の応答が +OK で始まっていません。")
        },
        Rule("rfc1939-3-status-only-ok-err") { seen in
            guard seen.command != nil, seen.reply.status == .malformed, !seen.looksLikeChallenge else { return nil }
            return Localized(
                en: "The reply begins with neither +OK nor -ERR: \"\(seen.firstLine)\"",
                ja: "応答が +OK でも -ERR でもない語で始まっています: \"\(seen.firstLine)\"")
        },
        Rule("rfc5034-5-continue-req-only-in-auth") { seen in
            guard seen.verb != .auth, seen.command?.kind == .command, seen.looksLikeChallenge else { return nil }
            return Localized(
                en: "A challenge (\"+\") came in reply to a command that is not AUTH.",
                ja: "AUTH ではないコマンドに、チャレンジ (\"+\") が返されました。")
        },
        Rule("rfc1939-3-status-upper-case") { seen in
            let indicator = seen.reply.status.indicator
            guard !seen.reply.first.bytes.starts(with: indicator.utf8) else { return nil }
            return Localized(
                en: "The status indicator is not in upper case: \"\(seen.indicator)\", not \"\(indicator)\".",
                ja: "状態表示が大文字ではありません: \"\(seen.indicator)\" (正しくは \"\(indicator)\")。")
        },
        Rule("rfc2449-3-status-sp-text") { seen in
            guard seen.hasStatus, let next = seen.behindIndicator.first, next != 0x20 else { return nil }
            return Localized(
                en: "No space stands between \(seen.reply.status.indicator) and the text behind it.",
                ja: "\(seen.reply.status.indicator) と後ろの文との間に空白がありません。")
        },
        Rule("rfc1939-3-response-max-512") { seen in
            guard seen.command != nil, seen.hasStatus, seen.reply.first.count > 512 else { return nil }
            return tooLong(seen.reply.first.count)
        },
        Rule("rfc2449-3-greeting-max-512") { seen in
            guard seen.command == nil, seen.reply.first.count > 512 else { return nil }
            return tooLong(seen.reply.first.count)
        },
        Rule("rfc1939-3-response-crlf") { seen in
            if seen.reply.first.ending == .lf {
                return Localized(
                    en: "The first line of the reply ended in LF without CR.", ja: "応答の 1 行目が CR のない LF で終わっています。")
            }
            if !seen.isMail, let count = seen.reply.body?.bareLineFeeds, count > 0 {
                return Localized(
                    en: "\(count.lines.en) of a listing ended in LF without CR.",
                    ja: "一覧のうち \(count.lines.ja)が CR のない LF で終わっています。")
            }
            guard seen.reply.first.bytes.contains(0x0D) else { return nil }
            return Localized(
                en: "A CR stands within the first line of the reply.", ja: "応答の 1 行目の途中に CR があります。")
        },
        Rule("rfc2449-3-status-line-ascii") { seen in
            guard seen.knowledge.capabilities != nil, seen.hasStatus else { return nil }
            // Where nobody has asked for UTF-8 there is none, whatever is announced.
            let speaksUTF8 = seen.knowledge.isInUTF8Mode || seen.knowledge.language != nil || seen.verb == .lang
            let odd = seen.reply.first.bytes.first {
                ($0 < 0x20 && $0 != 0x0D) || $0 == 0x7F || ($0 > 0x7F && !speaksUTF8)
            }
            guard let odd else { return nil }
            return Localized(
                en: "The first line holds an octet that is not printable ASCII: \(String(quoting: [odd])).",
                ja: "1 行目に印字可能な ASCII ではないオクテットがあります: \(String(quoting: [odd]))")
        },
    ]

    private static func tooLong(_ count: Int) -> Localized {
        Localized(
            en: "The first line has \(count) octets with its CRLF; 512 are allowed.",
            ja: "1 行目が CRLF を含めて \(count) オクテットあります (512 オクテットまで)。")
    }
}

extension Observation {
    /// Whether the reply is `+OK` or `-ERR` in some spelling.
    var hasStatus: Bool { reply.status == .ok || reply.status == .err }

    /// What follows the status indicator, the blank included.
    var behindIndicator: ArraySlice<UInt8> { reply.first.bytes.dropFirst(reply.status.indicator.utf8.count) }

    /// The reply's first line for a quotation.
    var firstLine: String { String(quoting: reply.first.bytes) }

    fileprivate var indicator: String {
        String(quoting: reply.first.bytes.prefix(reply.status.indicator.utf8.count))
    }

    fileprivate var looksLikeChallenge: Bool {
        reply.status == .malformed && (reply.first.bytes == [0x2B] || reply.first.bytes.starts(with: [0x2B, 0x20]))
    }
}

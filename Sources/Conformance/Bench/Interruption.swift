import Handbook
import POP3

/// Why a check could not go on.
enum Interruption: Error, Hashable {
    /// The connection did not come about, or broke.
    case link(LinkError)
    /// The server closed instead of answering. Behind a refusal it may: many servers close after an error.
    case closed(Line?, behindRefusal: Bool)
    /// Nothing came for so long, not even to another command.
    case silent(Line?, Duration)
    /// The next command was answered, this one was not.
    case unanswered(Line)
    /// The lines of a reply had no end: the next command was answered within them.
    case unterminated(Line)
    /// The greeting was `-ERR`: the server serves nobody now.
    case refused(Line)
    /// Whoever may log in was not let in.
    case notLoggedIn(Line?)
    /// The mailbox is not what it was: somebody else uses it.
    case changed

    /// The requirement that is broken by it, if it happens again; `nil` when it is nobody's fault.
    var requirement: RequirementID? {
        switch self {
        case .unanswered: "rfc1939-5-one-response-per-command"
        case .unterminated: "rfc1939-3-multiline-terminator"
        case .closed(.some, behindRefusal: false): "rfc1939-5-one-response-per-command"
        case .closed(.none, _): "rfc1939-3-greeting-server-first"
        case .closed, .link, .silent, .refused, .notLoggedIn, .changed: nil
        }
    }

    /// What happened, in one sentence.
    var text: Localized {
        switch self {
        case .link(let error):
            Localized(en: "The connection failed: \(error.summary).", ja: "接続できませんでした: \(error.summary)")
        case .closed(nil, _):
            Localized(en: "The server closed without a greeting.", ja: "サーバーは最初の応答を送らずに接続を閉じました。")
        case .closed(let line?, _):
            Localized(
                en: "The server closed instead of answering \"\(line.quoted)\".",
                ja: "サーバーは \"\(line.quoted)\" に応答せずに接続を閉じました。")
        case .silent(let line, let limit):
            Localized(
                en: "No answer to \(line.map { "\"\($0.quoted)\"" } ?? "the connection") within \(limit.inSeconds) s.",
                ja: "\(line.map { "\"\($0.quoted)\"" } ?? "接続") への応答が \(limit.inSeconds) 秒以内にありませんでした。")
        case .unanswered(let line):
            Localized(
                en: "\"\(line.quoted)\" was not answered; the command behind it was.",
                ja: "\"\(line.quoted)\" には応答がなく、次のコマンドには応答がありました。")
        case .unterminated(let line):
            Localized(
                en: "The lines in reply to \"\(line.quoted)\" did not end in a line with \".\" alone.",
                ja: "\"\(line.quoted)\" への複数行の応答が、\".\" だけの行で終わりませんでした。")
        case .refused(let line):
            Localized(
                en: "The server refused the session: \"\(line.quoted)\".",
                ja: "サーバーはセッションを拒否しました: \"\(line.quoted)\"")
        case .notLoggedIn(let line):
            Localized(
                en: "The login was refused\(line.map { ": \"\($0.quoted)\"" } ?? "").",
                ja: "ログインが拒否されました\(line.map { ": \"\($0.quoted)\"" } ?? "")。")
        case .changed:
            Localized(
                en: "Somebody else changed the mailbox during the check.",
                ja: "チェックの途中で、ほかの誰かがメールボックスを変更しました。")
        }
    }
}

extension LinkError {
    /// The error in a few words of the system's.
    var summary: String {
        switch self {
        case .unknownHost(let host): "unknown host \(host)"
        case .refused(let host, let port): "connection refused by \(host):\(port)"
        case .unreachable(_, _, let reason): reason
        case .timedOut(let limit): "timed out after \(limit.inSeconds) s"
        case .lost(let reason): reason
        case .endless(let limit): "a reply of more than \(limit) octets"
        case .tlsUnavailable: "TLS is not available here"
        case .tls: "TLS failed"
        case .cancelled: "cancelled"
        }
    }
}

extension Duration {
    /// Seconds, without a fraction where there is none.
    var inSeconds: String {
        let (seconds, fraction) = components
        return fraction == 0 ? "\(seconds)" : "\(Double(seconds) + Double(fraction) / 1e18)"
    }
}

extension Line {
    /// The line for a sentence: at most 60 characters, nothing that a terminal would obey.
    var quoted: String {
        let text = bytes.prefix(60).map { (0x20...0x7E).contains($0) ? String(UnicodeScalar($0)) : "?" }.joined()
        return bytes.count > 60 ? text + "..." : text
    }
}

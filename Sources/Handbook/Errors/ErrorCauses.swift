public import POP3

/// What `:help ERROR` shows: one kind of refusal in general, without the facts of a session.
public struct ErrorPage: Hashable, Sendable {
    /// The stable name of the kind, for example `marked-as-deleted`; JSON and reports print it.
    public let id: String
    /// What such a refusal means.
    public let meaning: Localized
    /// Why it happens, the likeliest first; empty when the meaning says all.
    public let causes: [Localized]
    /// What to try; arguments stand as words, for example `RETR msg`.
    public let suggestions: [Suggestion]
}

/// The kinds of refusal that popscope knows, from the most special to the most general.
public enum ErrorCauses {
    /// A page for each kind.
    public static let pages: [ErrorPage] = rules.map(\.page)

    /// The page of a kind by its name; `nil` when there is none.
    public static subscript(id: String) -> ErrorPage? {
        pages.first { $0.id == id }
    }

    static let rules: [ErrorRule] =
        greetings + malformed + typed + endings + codes + states + mechanisms + arguments + languages + messages
        + logins
        + [extraBlanks] + fallbacks

    /// The first rule that applies; the last one always does.
    static func rule(for refusal: Refusal) -> ErrorRule? {
        rules.first { $0.applies(refusal) }
    }
}

extension ErrorRule {
    fileprivate var page: ErrorPage {
        ErrorPage(
            id: id, meaning: meaning.filled(with: general), causes: causes.map { $0.text.filled(with: general) },
            suggestions: proposals.map {
                Suggestion(Localized(verbatim: $0.line).filled(with: general).en, $0.purpose.filled(with: general))
            })
    }
}

/// What stands for the facts of a session on a page.
private let general: [String: Localized] = [
    "verb": Localized(en: "the command", ja: "コマンド"),
    "syntax": Localized(en: "the command and its arguments", ja: "コマンドと引数"),
    "corrected": Localized(en: "the command", ja: "コマンド"),
    "meant": Localized(en: "another command", ja: "別のコマンド"),
    "mechanism": Localized(en: "that was asked for", ja: "(指定したもの)"),
    "holds": Localized(en: "has fewer", ja: "にあるのはそれより少ない数です"),
    "host": Localized(verbatim: "HOST"),
    "missing": Localized(en: "something more", ja: "引数"),
    "code": Localized(verbatim: "220"),
    "delay": Localized(en: "the time it asks for", ja: "決められた時間"),
    "language": Localized(en: "that was asked for", ja: "(指定したもの)"),
    "marked": Localized(en: "messages", ja: "複数の番号"),
]

extension Explainer {
    /// The kind of a refusal; `nil` for an exchange in which nothing was refused.
    ///
    /// - Parameters:
    ///   - exchange: the refusal.
    ///   - last: the exchange before it; `nil` when it is not known.
    public func cause(of exchange: Exchange, after last: Exchange? = nil) -> ErrorPage? {
        guard exchange.reply.status == .err || exchange.reply.status == .malformed else { return nil }
        let refusal = Refusal(Observation(exchange, after: last, hasNetwork: hasNetwork), host: host)
        return ErrorCauses.rule(for: refusal).flatMap { ErrorCauses[$0.id] }
    }

    /// A refusal in words.
    func refused(_ seen: Observation) -> Annotation {
        let refusal = Refusal(seen, host: host)
        guard let rule = ErrorCauses.rule(for: refusal) else {
            return seen.annotation(isTrouble: true, Localized(en: "refused.", ja: "拒否されました。"))
        }
        let values = refusal.values
        var annotation = seen.annotation(
            isTrouble: true, rule.meaning.filled(with: values), next: standing(seen, rule, values))
        annotation.claimsNoState = seen.isNoSession
        annotation.causes = rule.causes.filter { $0.holds(refusal) }.map { cause in
            let proof = cause.proof.flatMap { $0.holds(refusal) ? $0.text : nil }
            return (proof ?? cause.text).filled(with: values)
        }
        annotation.suggestions = rule.proposals
            .filter { $0.holds(refusal) && (host != nil || !$0.line.contains("{host}")) }
            .map { Suggestion(Localized(verbatim: $0.line).filled(with: values).en, $0.purpose.filled(with: values)) }
        if let note = ResponseCodePages.note(on: seen) { annotation.notes.append(note) }
        if let citation = rule.citation, citation != annotation.citations.first {
            annotation.citations.append(citation)
        }
        return annotation
    }

    /// What is known of the session behind a refusal.
    private func standing(_ seen: Observation, _ rule: ErrorRule, _ values: [String: Localized]) -> Localized {
        let sentence =
            switch seen.exchange.after {
            case .authorization where rule.endsSession, .transaction where rule.endsSession:
                Localized(en: "The session is probably over.", ja: "セッションは終わったと思われます。")
            case .authorization, .transaction: lasting(seen)
            case .greeting: Localized(en: "There is no session yet.", ja: "セッションは始まっていません。")
            case .update where !seen.isUnmarked: Self.over + Self.leftOver
            case .update, .closed: Self.over
            }
        return sentence.leading(to: ":why", Localized(verbatim: rule.help).filled(with: values).en)
    }

    private static let over = Localized(en: "The session is over.", ja: "セッションは終わりました。")

    private static let leftOver = Localized(
        en: " UIDL in the next session shows what is left.", ja: "何が残ったかは、次のセッションの UIDL で分かります。")

    private func lasting(_ seen: Observation) -> Localized {
        let state = seen.exchange.after.rawValue.uppercased()
        if seen.command == nil || seen.isNoSession {
            return Localized(en: "There is no POP3 session here.", ja: "POP3 のセッションは始まっていません。")
        }
        if seen.reply.status == .malformed {
            return Localized(
                en: "Probably still in \(state); whether anything was changed is unknown.",
                ja: "\(state) のままと思われますが、何か変わったかどうかは分かりません。")
        }
        if seen.before == .authorization, case .userAccepted = seen.knowledge.login {
            return Localized(
                en: "Still in \(state). PASS works only right after USER, so begin with USER again (RFC 1939 7).",
                ja: "\(state) のままです。PASS は USER の直後にしか使えないので、USER からやり直します (RFC 1939 第 7 節)。")
        }
        return Localized(en: "Still in \(state); nothing was changed.", ja: "\(state) のままで、何も変わっていません。")
    }
}

extension Observation {
    /// Whether no session of POP3 stands here: the greeting was none, or what has not said anything of POP3 before answers
    /// in numbers.
    fileprivate var isNoSession: Bool {
        guard reply.status == .malformed else { return false }
        return command == nil
            || (before == .authorization && beginsWithNumber && previous?.reply.status == .malformed)
    }
}

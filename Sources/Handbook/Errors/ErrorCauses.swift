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
        greetings + malformed + typed + codes + states + arguments + messages + logins + [extraBlanks] + fallbacks

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
    "count": Localized(en: "fewer", ja: "それより少ない数の"),
    "host": Localized(verbatim: "HOST"),
]

extension Explainer {
    /// The kind of a refusal; `nil` for an exchange in which nothing was refused.
    public func cause(of exchange: Exchange) -> ErrorPage? {
        guard exchange.reply.status == .err || exchange.reply.status == .malformed else { return nil }
        return ErrorCauses.rule(for: Refusal(Observation(exchange), host: host)).flatMap { ErrorCauses[$0.id] }
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
        annotation.causes = rule.causes.filter { $0.holds(refusal) }.map { cause in
            let proof = cause.proof.flatMap { $0.holds(refusal) ? $0.text : nil }
            return (proof ?? cause.text).filled(with: values)
        }
        annotation.suggestions = rule.proposals
            .filter { $0.holds(refusal) && (host != nil || !$0.line.contains("{host}")) }
            .map { Suggestion(Localized(verbatim: $0.line).filled(with: values).en, $0.purpose.filled(with: values)) }
        if let citation = rule.citation, citation != annotation.citations.first {
            annotation.citations.append(citation)
        }
        return annotation
    }

    /// What a refusal leaves as it was.
    private func standing(_ seen: Observation, _ rule: ErrorRule, _ values: [String: Localized]) -> Localized {
        let state = seen.exchange.after.rawValue.uppercased()
        let sentence =
            switch seen.exchange.after {
            case .authorization, .transaction:
                Localized(en: "Still in \(state); nothing was changed.", ja: "\(state) のままで、何も変わっていません。")
            case .greeting:
                Localized(en: "There is no session yet.", ja: "セッションは始まっていません。")
            case .update, .closed:
                Localized(en: "The session is over.", ja: "セッションは終わりました。")
            }
        return sentence.leading(to: ":why", Localized(verbatim: rule.help).filled(with: values).en)
    }
}

import Handbook
import POP3

/// What follows from what: a row that can only be judged where another one holds is silent where that one is broken.
///
/// RETR that marks what it sends makes STAT disagree with LIST, but only one of these is the mistake.
enum Consequences {
    /// The rows that follow from the rows that are broken, each with the one that explains it.
    static func explained(by broken: Set<RequirementID>) -> [RequirementID: RequirementID] {
        var explained: [RequirementID: RequirementID] = [:]
        for (cause, rows) in followers where broken.contains(cause) {
            for row in rows where explained[row] == nil { explained[row] = cause }
        }
        return explained
    }

    /// Why a row is not judged.
    static func reason(_ cause: RequirementID) -> Localized {
        Localized(
            en: "Not judged: what was seen follows from \(cause), which is broken.",
            ja: "判定しません。見つかったことは、違反のあった \(cause) から生じたものです。")
    }

    private static let totals: [RequirementID] = ["rfc1939-5-stat-count-equals-list", "rfc1939-5-stat-size-is-sum"]
    private static let announced: [RequirementID] = ["rfc2449-6.1-top-capability", "rfc2449-6.8-uidl-capability"]
    private static let tops: [RequirementID] = [
        "rfc1939-7-top-multiline", "rfc1939-7-top-exact-body", "rfc1939-7-top-more-than-body",
        "rfc1939-7-top-huge-count",
    ]

    /// For each row, those that say nothing of their own once it is broken. No row follows from itself, over others either.
    // swift-format-ignore
    static let followers: [(cause: RequirementID, rows: [RequirementID])] = [
        // who is not understood cannot be judged
        ("rfc1939-3-keyword-case-insensitive", tops + [
            "rfc1939-4-numbers-stable-in-session", "rfc1939-4-quit-authorization-ok", "rfc1939-5-dele-deferred",
            "rfc1939-5-dele-ok", "rfc1939-5-list-multi-form", "rfc1939-5-list-single-form", "rfc1939-5-noop-ok",
            "rfc1939-5-retr-does-not-delete", "rfc1939-5-rset-unmarks", "rfc1939-5-rset-without-marks-ok",
            "rfc1939-5-stat-excludes-deleted", "rfc1939-5-stat-format", "rfc1939-7-apop-success",
            "rfc1939-7-top-zero", "rfc1939-7-uidl-multi-form", "rfc1939-7-uidl-single-form",
        ]),
        ("rfc1939-3-err-unrecognized", [
            "rfc1939-3-arg-40-accepted", "rfc2449-3-command-octets", "rfc2449-3-command-over-255",
            "rfc2449-4-server-255", "rfc2595-4-stls-no-second-greeting",
        ]),
        ("rfc1939-5-commands-repeatable", [
            "rfc1939-3-err-no-side-effect", "rfc1939-3-err-wrong-state-transaction",
            "rfc1939-4-numbers-stable-in-session", "rfc1939-5-dele-deferred", "rfc1939-5-rset-unmarks",
            "rfc1939-5-stat-empty", "rfc1939-5-stat-excludes-deleted", "rfc1939-5-stat-format",
            "rfc1939-7-top-no-side-effect", "rfc2449-5-capa-repeatable", "rfc2449-6.6-pipelining-login-batch",
            "rfc2449-6.6-pipelining-quit-last",
        ]),
        // marks that come and go at the wrong time
        ("rfc1939-3-err-no-side-effect", totals + [
            "rfc1939-5-dele-twice-err", "rfc1939-5-list-deleted-err", "rfc1939-5-retr-deleted-err",
            "rfc1939-7-uidl-deleted-err", "rfc1939-7-top-deleted-err", "rfc1939-5-list-excludes-deleted",
            "rfc1939-7-uidl-excludes-deleted",
        ]),
        ("rfc1939-5-noop-ok", totals + [
            "rfc1939-5-list-excludes-deleted", "rfc1939-7-uidl-excludes-deleted", "rfc2449-6.6-pipelining-login-batch",
        ]),
        ("rfc1939-5-rset-unmarks", totals + [
            "rfc1939-4-msgnum-from-1", "rfc1939-4-numbers-stable-in-session", "rfc1939-5-dele-ok",
            "rfc1939-5-dele-unknown-err", "rfc1939-5-list-unknown-err", "rfc1939-5-retr-unknown-err",
            "rfc1939-5-stat-excludes-deleted", "rfc1939-7-uidl-unknown-err",
        ]),
        ("rfc1939-5-dele-deferred", totals + announced + [
            "rfc1939-4-msgnum-from-1", "rfc1939-4-numbers-stable-in-session", "rfc1939-5-list-single-form",
            "rfc1939-7-uidl-single-form",
        ]),
        ("rfc1939-5-dele-ok", totals + ["rfc1939-5-list-empty", "rfc1939-5-stat-empty", "rfc1939-7-uidl-empty"]),
        ("rfc1939-5-retr-does-not-delete", totals + [
            "rfc1939-4-msgnum-from-1", "rfc1939-4-numbers-stable-in-session", "rfc1939-5-dele-ok",
            "rfc1939-5-retr-unknown-err", "rfc1939-5-stat-excludes-deleted", "rfc2449-6.6-pipelining-window",
        ]),
        ("rfc1939-7-top-no-side-effect", totals + announced + tops + [
            "rfc1939-4-msgnum-from-1", "rfc1939-7-top-zero",
        ]),
        ("rfc1939-8-no-retr-delete-on-drop", announced + [
            "rfc1939-5-dele-transaction-only", "rfc1939-5-list-single-form", "rfc1939-7-minimal-commands",
            "rfc1939-7-uidl-single-form", "rfc2195-2-success", "rfc4616-2-authzid-same", "rfc4616-2-empty-authzid",
            "rfc5802-5-server-final", "sasl-login-two-challenges",
        ]),
        ("rfc1939-3-err-unrecognized", ["rfc2449-6.6-pipelining-error-inside"]),
        // figures that are reckoned from others
        ("rfc1939-4-numbers-stable-in-session", [
            "rfc1939-4-sizes-fixed-at-open", "rfc1939-5-list-excludes-deleted", "rfc1939-5-stat-size-is-sum",
            "rfc1939-7-uidl-excludes-deleted",
        ]),
        ("rfc1939-4-msgnum-from-1", [
            "rfc1939-4-sizes-fixed-at-open", "rfc1939-5-list-excludes-deleted", "rfc1939-5-stat-size-is-sum",
            "rfc1939-7-uidl-numbers-match-list",
        ]),
        ("rfc1939-7-uidl-numbers-match-list", [
            "rfc1939-5-dele-unknown-err", "rfc1939-5-list-unknown-err", "rfc1939-5-retr-unknown-err",
            "rfc1939-5-stat-empty", "rfc1939-7-top-unknown-err", "rfc1939-7-uidl-empty", "rfc1939-7-uidl-unknown-err",
            "rfc2449-6.6-pipelining-error-inside",
        ]),
        ("rfc1939-5-stat-count-equals-list", ["rfc1939-5-stat-size-is-sum"]),
        ("rfc1939-5-stat-excludes-deleted", ["rfc1939-5-stat-empty", "rfc1939-5-stat-size-is-sum"]),
        ("rfc1939-5-list-excludes-deleted", ["rfc1939-5-list-empty"]),
        ("rfc1939-7-uidl-excludes-deleted", ["rfc1939-7-uidl-empty"]),
        ("rfc1939-5-list-single-space", ["rfc1939-5-stat-size-is-sum"]),
        ("rfc1939-5-list-multi-form", ["rfc1939-5-stat-size-is-sum"]),
        ("rfc1939-5-list-single-equals-multi", ["rfc1939-4-sizes-fixed-at-open", "rfc1939-5-stat-size-is-sum"]),
        ("rfc1939-4-sizes-fixed-at-open", ["rfc1939-5-list-exact-size", "rfc1939-5-stat-size-is-sum"]),
        ("rfc1939-5-list-exact-size", ["rfc6856-2.1-list-size-matches"]),
        ("rfc1939-5-retr-unknown-err", ["rfc2449-6.6-pipelining-error-inside"]),
        ("rfc1939-5-dele-unknown-err", ["rfc2449-6.6-pipelining-error-inside"]),
        // messages that are not the same twice
        ("rfc1939-5-retr-persistent-content", tops + [
            "rfc1939-4-numbers-stable-in-session", "rfc1939-5-dele-deferred",
        ]),
        // unique-ids that cannot be read
        ("rfc1939-7-uidl-multi-form", [
            "rfc1939-7-uidl-persistent", "rfc1939-7-uidl-single-equals-multi", "rfc1939-7-uidl-unique",
        ]),
        ("rfc1939-7-uidl-no-trailing-info", ["rfc1939-7-uidl-persistent", "rfc1939-7-uidl-single-equals-multi"]),
        ("rfc1939-7-uidl-single-form", ["rfc1939-4-numbers-decimal"]),
        ("rfc2449-6.8-uidl-capability", [
            "rfc1939-7-uidl-empty", "rfc1939-7-uidl-multi-form", "rfc1939-7-uidl-single-form",
        ]),
        // replies and lists that have to be guessed
        ("rfc1939-3-response-crlf", [
            "rfc1939-7-uidl-single-equals-multi", "rfc2449-6.6-pipelining-in-order",
            "rfc2449-6.6-pipelining-login-batch", "rfc2449-6.6-pipelining-error-inside",
            "rfc2449-6.6-pipelining-while-receiving", "rfc2449-6.6-pipelining-split-segments",
            "rfc2449-6.6-pipelining-large-batch", "rfc2449-6.6-pipelining-quit-last", "rfc2449-6.6-pipelining-window",
        ]),
        ("rfc1939-3-last-line-crlf-before-dot", [
            "rfc1939-5-list-exact-size", "rfc1939-6-quit-keeps-unmarked", "rfc1939-7-top-multiline",
            "rfc1939-7-top-zero",
        ]),
        ("rfc1939-5-one-response-per-command", ["rfc1939-3-autologout-silent-close"]),
        ("rfc2449-5-capa-multiline", announced + [
            "rfc2449-8-resp-codes-announced", "rfc2595-4-stls-announced-when-permitted",
        ]),
        ("rfc5034-4-auth-authorization-only", ["rfc5034-4-mech-required"]),
        // logins that cannot be told from others
        ("rfc1939-4-lock-refused-is-err", ["rfc1939-5-one-response-per-command"]),
        ("rfc1939-4-lock-released-after-quit", [
            "rfc1939-4-retry-after-auth-failure", "rfc1939-7-apop-success", "rfc1939-7-user-err-retry",
            "rfc1939-7-user-ok-then-pass", "rfc5802-5-success-needs-empty-response",
        ]),
        ("rfc1939-5-stat-transaction-only", [
            "rfc1939-7-apop-wrong-digest-err", "rfc1939-7-pass-wrong-err", "rfc2595-4-stls-stays-authorization",
            "rfc5802-5-success-needs-empty-response",
        ]),
    ]
}

import POP3

// swift-format-ignore
extension Fault {
    private static let inOrder: RequirementID = "rfc2449-6.6-pipelining-in-order"
    private static let loginBatch: RequirementID = "rfc2449-6.6-pipelining-login-batch"
    private static let errorInside: RequirementID = "rfc2449-6.6-pipelining-error-inside"
    private static let largeBatch: RequirementID = "rfc2449-6.6-pipelining-large-batch"
    private static let quitLast: RequirementID = "rfc2449-6.6-pipelining-quit-last"
    private static let whileReceiving: RequirementID = "rfc2449-6.6-pipelining-while-receiving"

    /// Several commands in one segment, and one command in several: RFC 2449 section 6.6.
    static let pipelining = [
        Fault("pipelining-drops-batch",
            [
                inOrder, loginBatch, errorInside, largeBatch, quitLast, whileReceiving,
                "rfc2449-6.6-pipelining-split-segments", "rfc2449-6.6-pipelining-window",
            ],
            en: "Of commands that come together only the first is carried out.",
            ja: "まとめて届いたコマンドのうち、最初の1個しか実行しません。",
            .saying { moment, _ in moment.dropRest() }),
        Fault("pipelining-drops-after-error", [errorInside],
            en: "A refusal drops the commands that came with it.",
            ja: "拒否すると、一緒に届いた残りのコマンドを捨てます。",
            .refusing { moment, _ in moment.dropRest() }),
        Fault("pipelining-drops-after-login", [loginBatch],
            en: "A login drops the commands that came with it.",
            ja: "ログインすると、一緒に届いた残りのコマンドを捨てます。",
            .entering { moment, _ in moment.rest = [] }),
        Fault("pipelining-quit-overtakes", [quitLast, loginBatch],
            en: "Of commands that end with QUIT only QUIT is answered.",
            ja: "QUITで終わるまとまりでは、QUITにしか答えません。",
            .saying { moment, _ in
                if String(decoding: moment.rest, as: UTF8.self).uppercased().hasSuffix("QUIT\r\n") { moment.said = Said() }
            }),
        Fault("pipelining-out-of-order", [inOrder],
            en: "The reply to UIDL comes behind the next one.",
            ja: "UIDLの応答が、次の応答の後になります。",
            .saying { moment, _ in
                moment.said.more += moment.memory.held
                moment.memory.held = []
                guard moment.command.verb == .uidl, !moment.rest.isEmpty,
                    case .send(let octets)? = moment.said.outputs.first
                else { return }
                moment.memory.held = octets
                moment.said = Said()
            }),
        Fault("pipelining-buffer", value: 1024, in: 256...65_536, [largeBatch],
            en: "Of commands that come together so many octets are read.",
            ja: "まとめて届いたコマンドのうち、このオクテット数までしか読みません。",
            .saying { moment, _ in
                guard moment.line.ending != .missing else { return }
                moment.memory.readable = moment.memory.readable ?? moment.value
                let left = (moment.memory.readable ?? 0) - moment.command.count
                moment.memory.readable = left
                if left < moment.rest.count { moment.rest = moment.rest.prefix(max(0, left)) }
            },
            Flaw(.reading) { moment, _ in moment.memory.readable = nil }),
        Fault("segment-is-line", ["rfc2449-6.6-pipelining-split-segments"],
            en: "The beginning of a command is forgotten when the rest comes in another segment.",
            ja: "コマンドが2個のセグメントに分かれて届くと、前の部分を忘れます。",
            Flaw(.reading) { moment, _ in moment.forgetsFragment = true }),
    ]
}

extension Moment {
    /// Forgets what came with a line; the rest of a line that is too long belongs to that.
    fileprivate mutating func dropRest() {
        if line.ending != .missing { rest = [] }
    }
}

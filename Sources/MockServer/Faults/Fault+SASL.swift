import Authentication
import POP3

// swift-format-ignore
extension Fault {
    private static let challengeForm: RequirementID = "rfc5034-4-challenge-form"
    private static let emptyChallengeForm: RequirementID = "rfc5034-4-empty-challenge-form"
    private static let emptyResponse: RequirementID = "rfc5034-4-empty-ir-accepted"
    private static let serverFirst: RequirementID = "rfc5034-4-ir-server-first-rejected"
    private static let serverFirstFails: RequirementID = "rfc4422-3-ir-server-first-fails"

    /// AUTH, whatever the mechanism: RFC 5034.
    static let sasl = [
        Fault("auth-case-sensitive", ["rfc5034-5-mech-case-insensitive"],
            en: "The name of a mechanism in lower case is unknown.",
            ja: "小文字のメカニズム名を知りません。",
            .hearing(.auth) { moment, _ in
                guard let word = moment.command.arguments.first, word != word.uppercased() else { return }
                moment.answer(.err("unknown mechanism"))
            }),
        Fault("auth-empty-challenge-without-space", [emptyChallengeForm],
            en: "An empty challenge is a plus without a space.",
            ja: "空のチャレンジが、空白のない「+」だけです。",
            .challenging { moment, _ in if moment.said.challenge == "" { moment.said.text = "+" } }),
        Fault("auth-empty-challenge-with-text", [challengeForm],
            en: "An empty challenge has a text for people: + go ahead.",
            ja: "空のチャレンジに「+ go ahead」という人向けの文があります。",
            .challenging { moment, _ in if moment.said.challenge == "" { moment.said.text = "+ go ahead" } }),
        Fault("auth-challenge-in-clear", [challengeForm],
            en: "The challenge of CRAM-MD5 is sent as it is, not in base64.",
            ja: "CRAM-MD5のチャレンジをbase64にせず、そのまま送ります。",
            .challenge(.cramMD5) { moment, text in moment.said.text = "+ " + text }),
        Fault("auth-without-empty-challenge",
            ["rfc5034-4-empty-challenge-sent", "rfc2449-6.3-sasl-capability"],
            en: "AUTH PLAIN without an initial response is refused.",
            ja: "初期レスポンスのないAUTH PLAINを拒否します。",
            .hearing(.auth) { moment, _ in
                if moment.command.arguments.count == 1, moment.command.named == .plain { moment.answer(.err("send it all at once")) }
            }),
        Fault("auth-cancel-ok", ["rfc5034-4-cancel", "rfc7628-3.2.3-server-finishes"],
            en: "The * that cancels AUTH gets +OK.",
            ja: "AUTHを取り消す「*」に+OKと答えます。",
            .response { moment, _ in if moment.line == "*" { moment.answer(.ok("cancelled")) } }),
        Fault("auth-cancel-silent",
            ["rfc5034-4-cancel", "rfc1939-5-one-response-per-command", "rfc7628-3.2.3-server-finishes"],
            en: "The * that cancels AUTH gets no reply.",
            ja: "AUTHを取り消す「*」に何も答えません。",
            .response { moment, _ in if moment.line == "*" { moment.answer(Said()) } }),
        Fault("initial-response-refused", ["rfc5034-4-initial-response"],
            en: "AUTH with an initial response is refused.",
            ja: "初期レスポンスの付いたAUTHを拒否します。",
            .hearing(.auth) { moment, _ in
                if moment.command.arguments.count == 2, moment.command.named != nil { moment.answer(.err("wait for the challenge")) }
            }),
        Fault("initial-response-ignored",
            [
                "rfc5034-4-initial-response", emptyResponse, "rfc5034-4-bad-base64-in-ir", serverFirst,
                serverFirstFails,
            ],
            en: "AUTH with an initial response goes on as if there were none.",
            ja: "初期レスポンスを無視して、チャレンジを送ります。",
            .hearing(.auth) { moment, _ in
                if let mechanism = moment.command.named { moment.line = Line("AUTH \(mechanism.name)") }
            }),
        Fault("initial-response-for-server-first", [serverFirst, serverFirstFails],
            en: "AUTH CRAM-MD5 with an initial response gets the challenge all the same.",
            ja: "初期レスポンスの付いたAUTH CRAM-MD5にもチャレンジを送ります。",
            .hearing(.auth) { moment, _ in if moment.command.named == .cramMD5 { moment.line = "AUTH CRAM-MD5" } }),
        Fault("initial-response-empty-missing", [emptyResponse],
            en: "The initial response =, which is empty, counts as none.",
            ja: "空の初期レスポンス「=」を、ないものとして扱います。",
            .hearing(.auth) { moment, _ in
                let words = moment.command.arguments
                if words.count == 2, words[1] == "=" { moment.line = Line("AUTH \(words[0])") }
            }),
        Fault("base64-skips-strangers",
            ["rfc5034-4-bad-base64-alphabet", "rfc5034-4-bad-base64-err", "rfc5034-4-bad-base64-in-ir"],
            en: "Characters that are not base64 are skipped.",
            ja: "base64でない文字を読み飛ばします。",
            .base64 { text in text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0)) } }),
        Fault("base64-without-padding", ["rfc5034-4-bad-base64-length"],
            en: "The padding of base64 may be left out.",
            ja: "base64の末尾の「=」を省けます。",
            .base64 { text in text + String(repeating: "=", count: (4 - text.count % 4) % 4) }),
        Fault("base64-padding-inside", ["rfc5034-4-bad-base64-padding", "rfc5034-4-bad-base64-in-ir"],
            en: "A = inside base64 is skipped.",
            ja: "base64の途中の「=」を読み飛ばします。",
            .base64 { text in
                let end = text.reversed().prefix { $0 == "=" }.count
                return String(text.dropLast(end).replacing("=", with: "") + text.suffix(end))
            }),
        Fault("response-limit", value: 255, in: 128...1023,
            [
                "rfc5034-4-base64-any-length", "rfc2449-4-largest-capability-length", "rfc4616-2-255-octets",
            ],
            en: "A response longer than so many octets ends the session without a word.",
            ja: "このオクテット数より長いレスポンスが来ると、何も言わずに切断します。",
            .response { moment, server in
                guard moment.line.bytes.count > moment.value else { return }
                moment.answer(Said())
                moment.hangUp(&server)
            }),
        Fault("auth-unknown-mechanism", ["rfc5034-4-unknown-mech-err"],
            en: "AUTH with an unknown mechanism gets an empty challenge.",
            ja: "知らないメカニズムのAUTHに、空のチャレンジを送ります。",
            .hearing(.auth) { moment, _ in
                if moment.command.arguments.count == 1, moment.command.named == nil { moment.line = "AUTH PLAIN" }
            }),
        Fault("auth-unknown-response-is-command",
            ["rfc5034-4-unknown-mech-with-ir-err"],
            en: "The initial response behind an unknown mechanism is read as a command.",
            ja: "知らないメカニズムに付いた初期レスポンスを、コマンドとして読みます。",
            .refusing(.auth) { moment, _ in
                guard moment.command.kind == .command, moment.command.arguments.count == 2, moment.command.named == nil else { return }
                moment.said.more = Line("-ERR unknown command").octets
            }),
        Fault("auth-alone-ok", ["rfc5034-4-mech-required"],
            en: "AUTH without a mechanism gets +OK and nothing more.",
            ja: "メカニズムのないAUTHに、+OKとだけ答えます。",
            .hearing(.auth) { moment, _ in
                if moment.phase == .authorization, moment.command.argument == nil { moment.answer(.ok("what now")) }
            }),
        Fault("challenge-outside-auth",
            [
                "rfc5034-5-continue-req-only-in-auth", "rfc1939-3-err-unrecognized",
            ],
            en: "An unknown command gets a challenge.",
            ja: "知らないコマンドにチャレンジを送ります。",
            .unknown { moment, _ in moment.answer(Said("+ ")) }),
        Fault("auth-failure-keeps-name",
            ["rfc5034-4-fail-no-residual-user", "rfc1939-7-pass-needs-user", "rfc5034-4-fail-as-if-not-issued"],
            en: "The name of a failed AUTH PLAIN serves a later PASS.",
            ja: "失敗したAUTH PLAINの名前が、後のPASSで使えます。",
            .plain { moment, _, fields in moment.memory.user = fields[1] },
            .failing { moment, server in if moment.command.verb == .auth { server.login = .user(moment.memory.user) } }),
        Fault("auth-failure-is-final", ["rfc5034-4-fail-as-if-not-issued"],
            en: "After a failed AUTH every further login on the connection is refused.",
            ja: "AUTHに失敗すると、同じ接続のログインをすべて拒否します。",
            .failing { moment, _ in if moment.command.verb == .auth { moment.memory.hasFailed = true } },
            .hearing(.user, .apop, .auth) { moment, _ in
                if moment.memory.hasFailed { moment.answer(.err("you had your chance")) }
            }),
    ]
}

extension Command {
    /// The mechanism that an AUTH names; `nil` for one that nobody knows.
    var named: Mechanism? { arguments.first.flatMap { Mechanism($0) } }
}

extension Flaw {
    /// Another text where the client sends base64.
    fileprivate static func base64(_ edit: @escaping @Sendable (String) -> String) -> Flaw {
        Flaw(.hearing) { moment, _ in
            let words = moment.command.arguments
            if moment.command.kind == .response {
                if moment.line != "*" { moment.line.bytes = Array(edit(moment.line.text).utf8) }
            } else if moment.command.verb == .auth, words.count == 2, words[1] != "=" {
                moment.line.bytes = Array("AUTH \(words[0]) \(edit(String(words[1])))".utf8)
            }
        }
    }

    /// After a challenge of a mechanism; its text is told.
    static func challenge(
        _ mechanisms: Mechanism..., edit: @escaping @Sendable (inout Moment, String) -> Void
    ) -> Flaw {
        .challenging { moment, server in
            guard let mechanism = server.login.mechanism, mechanisms.contains(mechanism),
                case .success(let octets)? = moment.said.challenge.map({ Base64.decode($0) }), !octets.isEmpty
            else { return }
            edit(&moment, String(decoding: octets, as: UTF8.self))
        }
    }

    /// Before a message of a mechanism is looked at, whether it came as a response or behind AUTH: another one.
    static func client(
        _ mechanisms: Mechanism...,
        edit: @escaping @Sendable (inout Moment, inout MailboxServer, [UInt8]) -> [UInt8]
    ) -> Flaw {
        Flaw(.hearing) { moment, server in
            let words = moment.command.arguments
            let isResponse = moment.command.kind == .response
            guard isResponse || moment.command.verb == .auth && words.count == 2 && moment.phase == .authorization,
                let mechanism = isResponse ? moment.mechanism : moment.command.named, mechanisms.contains(mechanism),
                case .success(let octets) = isResponse ? Base64.decode(moment.line.bytes) : Base64.decode(words[1])
            else { return }
            let text = Base64.encode(edit(&moment, &server, octets))
            moment.line.bytes = Array((isResponse ? text : "AUTH \(mechanism.name) \(text.isEmpty ? "=" : text)").utf8)
        }
    }

    /// Before a message of PLAIN that has three fields: who to act as, who it is, the password.
    static func plain(
        _ act: @escaping @Sendable (inout Moment, inout MailboxServer, [String]) -> Void
    ) -> Flaw {
        .client(.plain) { moment, server, octets in
            let fields = octets.split(separator: 0, omittingEmptySubsequences: false)
            if fields.count == 3 { act(&moment, &server, fields.map { String(decoding: $0, as: UTF8.self) }) }
            return octets
        }
    }
}

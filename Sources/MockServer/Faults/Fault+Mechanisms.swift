import Authentication
import POP3

// swift-format-ignore
extension Fault {
    private static let failsWithErr: RequirementID = "rfc5034-4-fail-err"

    /// PLAIN, LOGIN, CRAM-MD5 and SCRAM: RFC 4616, 2195, 5802 and 7677.
    static let mechanisms = [
        Fault("plain-any-password", [failsWithErr, "rfc4616-2-invalid-utf8"],
            en: "AUTH PLAIN takes any password of a user who exists.",
            ja: "利用者が存在すれば、AUTH PLAINはどんなパスワードも受け付けます。",
            .plain { moment, server, fields in
                guard fields[0].isEmpty, !fields[2].isEmpty, server.store.messages(of: fields[1]) != nil else { return }
                moment.answer(server.admit(fields[1]))
            }),
        Fault("plain-empty-password", ["rfc4616-2-empty-password-fails"],
            en: "AUTH PLAIN takes an empty password.",
            ja: "AUTH PLAINが空のパスワードを受け付けます。",
            .plain { moment, server, fields in
                guard fields[0].isEmpty, fields[2].isEmpty, server.store.messages(of: fields[1]) != nil else { return }
                moment.answer(server.admit(fields[1]))
            }),
        Fault("plain-acts-as-anybody", ["rfc4616-2-authzid-not-permitted"],
            en: "AUTH PLAIN opens the maildrop of whomever the user wants to act as.",
            ja: "AUTH PLAINが、操作したいと言った別の利用者のメールドロップを開きます。",
            .plain { moment, server, fields in
                let isRight = server.isRight(password: fields[2], of: fields[1])
                guard !fields[0].isEmpty, fields[0] != fields[1], isRight else { return }
                moment.answer(server.admit(fields[0]))
            }),
        Fault("plain-ignores-authzid",
            ["rfc4616-2-authzid-not-permitted", "rfc4616-2-invalid-utf8", "rfc5034-4-authzid-prep-failure"],
            en: "AUTH PLAIN does not look at whom the user wants to act as.",
            ja: "AUTH PLAINが、誰として操作するかの指定を見ません。",
            .client(.plain) { _, _, octets in Array(octets.drop { $0 != 0 }) }),
        Fault("plain-same-authzid-refused", ["rfc4616-2-authzid-same"],
            en: "AUTH PLAIN refuses a user who wants to act as himself.",
            ja: "AUTH PLAINが、自分自身として操作するという指定を拒否します。",
            .plain { moment, server, fields in
                if fields[0] == fields[1] { moment.answer(server.said(.wrongLogin(.sasl(.plain)))) }
            }),
        Fault("plain-two-fields", ["rfc4616-2-message-form"],
            en: "AUTH PLAIN takes a message of name and password only.",
            ja: "AUTH PLAINが、名前とパスワードだけのメッセージを受け付けます。",
            .client(.plain) { _, _, octets in octets.count { $0 == 0 } == 1 ? [0] + octets : octets }),
        Fault("login-prompts-in-clear", ["rfc5034-4-challenge-form"],
            en: "AUTH LOGIN asks for name and password in clear text.",
            ja: "AUTH LOGINが名前とパスワードをbase64でない文で尋ねます。",
            .challenge(.login) { moment, text in moment.said.text = "+ " + text }),
        Fault("cram-challenge-repeated", ["rfc2195-2-challenge-fresh"],
            en: "CRAM-MD5 has the same challenge every time.",
            ja: "CRAM-MD5のチャレンジが毎回同じです。",
            .hearing(.auth) { moment, server in if moment.command.named == .cramMD5 { server.random = StuckDice() } }),
        Fault("cram-challenge-is-number", ["rfc2195-2-challenge-msgid", "rfc2195-2-success"],
            en: "The challenge of CRAM-MD5 is a number, and no digest of it is taken.",
            ja: "CRAM-MD5のチャレンジがただの数で、そのダイジェストも受け付けません。",
            .challenge(.cramMD5) { moment, text in
                moment.said.text = "+ " + Base64.encode(Array(text.utf8.filter { (0x30...0x39).contains($0) }))
            }),
        Fault("cram-any-digest", ["rfc2195-2-wrong-digest", failsWithErr],
            en: "CRAM-MD5 takes any digest of a user who exists.",
            ja: "利用者が存在すれば、CRAM-MD5はどんなダイジェストも受け付けます。",
            .client(.cramMD5) { moment, server, octets in
                let words = String(decoding: octets, as: UTF8.self).split(separator: " ")
                if words.count == 2, server.store.messages(of: String(words[0])) != nil {
                    moment.answer(server.admit(String(words[0])))
                }
                return octets
            }),
        Fault("scram-data-with-success",
            [
                "rfc5034-4-no-data-with-success", "rfc5802-5-server-final",
                "rfc5802-5-success-needs-empty-response",
            ],
            en: "The last message of SCRAM stands in +OK.",
            ja: "SCRAMの最後のメッセージを+OKに入れて送ります。",
            .challenging { moment, server in
                guard let text = moment.said.challenge, case .success(let octets) = Base64.decode(text),
                    octets.starts(with: Array("v=".utf8))
                else { return }
                moment.said = Said(server.received(Line("").octets))
                moment.said.text = "+OK " + text
            }),
        Fault("scram-signature-wrong", ["rfc5802-5-server-final", "rfc7677-3-sha256"],
            en: "The signature by which SCRAM proves the server is wrong.",
            ja: "SCRAMでサーバーを証明する署名が誤っています。",
            .challenge(.scramSHA1, .scramSHA256) { moment, text in
                guard text.hasPrefix("v=") else { return }
                let signature = [UInt8](repeating: 0, count: text.utf8.count / 4 * 3 - 2)
                moment.said.text = "+ " + Base64.encode(Array(("v=" + Base64.encode(signature)).utf8))
            }),
        Fault("scram-iterations-missing", ["rfc5802-5-server-first-form", "rfc5802-5-iteration-sent"],
            en: "SCRAM does not say the number of iterations.",
            ja: "SCRAMが反復回数を送りません。",
            .scramFirst { $0.split(separator: ",").filter { !$0.hasPrefix("i=") }.joined(separator: ",") }),
        Fault("scram-salt-missing", ["rfc5802-5-server-first-form"],
            en: "SCRAM does not say the salt.",
            ja: "SCRAMがソルトを送りません。",
            .scramFirst { $0.split(separator: ",").filter { !$0.hasPrefix("s=") }.joined(separator: ",") }),
        Fault("scram-nonce-foreign", ["rfc5802-5-nonce-extends"],
            en: "The nonce of SCRAM does not begin with that of the client.",
            ja: "SCRAMのノンスが、クライアントのノンスで始まりません。",
            .scramFirst { "r=x" + $0.dropFirst(2) }),
        Fault("scram-nonce-repeated", ["rfc5802-5-nonce-fresh"],
            en: "The server's part of the nonce of SCRAM is the same every time.",
            ja: "SCRAMのノンスの、サーバーの部分が毎回同じです。",
            .hearing(.auth) { moment, server in
                if moment.command.named == .scramSHA1 || moment.command.named == .scramSHA256 { server.random = StuckDice() }
            }),
        Fault("scram-any-proof", ["rfc5802-5-wrong-proof", failsWithErr, "rfc5802-5-server-final"],
            en: "SCRAM takes any proof of a user who exists.",
            ja: "利用者が存在すれば、SCRAMはどんな証明も受け付けます。",
            .scramClient { moment, text in
                if let name = text.split(separator: ",").first(where: { $0.hasPrefix("n=") }) { moment.memory.user = String(name.dropFirst(2)) }
                return text
            },
            .failing { moment, server in
                if moment.mechanism == .scramSHA1 || moment.mechanism == .scramSHA256 { moment.said = server.admit(moment.memory.user) }
            }),
        Fault("scram-without-header", ["rfc5802-5-gs2-first-char"],
            en: "SCRAM does not look at the first character of the message.",
            ja: "SCRAMがメッセージの最初の文字を見ません。",
            .scramClient { _, text in
                text.contains(",n=") && !["n", "y", "p", "c"].contains(text.first) ? "n" + text.dropFirst() : text
            }),
        Fault("scram-ignores-mandatory", ["rfc5802-5-mext-fails"],
            en: "SCRAM ignores an extension that the client insists on.",
            ja: "SCRAMが、必須と指定された拡張を無視します。",
            .scramClient { _, text in
                text.split(separator: ",", omittingEmptySubsequences: false).filter { !$0.hasPrefix("m=") }.joined(separator: ",")
            }),
        Fault("scram-name-unchecked", ["rfc5802-5-username-quoting"],
            en: "SCRAM takes an = in the name that quotes nothing.",
            ja: "SCRAMが、名前の中の正しくない「=」を受け付けます。",
            .scramClient { _, text in
                let parts = text.split(separator: ",", omittingEmptySubsequences: false)
                return parts.map { $0.hasPrefix("n=") ? "n=" + $0.dropFirst(2).quotedForSCRAM : String($0) }.joined(separator: ",")
            }),
        Fault("scram-unknown-extension-refused", ["rfc5802-5-unknown-ext-ignored"],
            en: "SCRAM refuses an attribute that it does not know.",
            ja: "SCRAMが、知らない属性を拒否します。",
            .scramClient { moment, text in
                let names = text.split(separator: ",").dropFirst().map { $0.prefix(2) }
                let known: Set<Substring> = ["n=", "r=", "a=", "m=", "c=", "p="]
                if names.contains(where: { !known.contains($0) }) { moment.answer(.err("unknown attribute")) }
                return text
            }),
    ]
}

extension Substring {
    /// Each `=` that quotes nothing quoted itself.
    fileprivate var quotedForSCRAM: String {
        String(
            replacing("=2C", with: "\u{1}").replacing("=3D", with: "\u{2}").replacing("=", with: "=3D")
                .replacing("\u{1}", with: "=2C").replacing("\u{2}", with: "=3D"))
    }
}

extension MailboxServer {
    /// Whether a password is the user's own; the maildrop stays as it is.
    fileprivate func isRight(password: String, of user: String) -> Bool {
        switch store.open(user, with: .password(Array(password.utf8))) {
        case .refused: return false
        case .inUse, .broken: return true
        case .opened(let maildrop):
            store.release(maildrop)
            return true
        }
    }
}

extension Flaw {
    /// Another first message of SCRAM's server.
    fileprivate static func scramFirst(_ edit: @escaping @Sendable (String) -> String) -> Flaw {
        .challenge(.scramSHA1, .scramSHA256) { moment, text in
            if text.hasPrefix("r=") { moment.said.text = "+ " + Base64.encode(Array(edit(text).utf8)) }
        }
    }

    /// Another message of SCRAM's client.
    fileprivate static func scramClient(_ edit: @escaping @Sendable (inout Moment, String) -> String) -> Flaw {
        .client(.scramSHA1, .scramSHA256) { moment, _, octets in
            Array(edit(&moment, String(decoding: octets, as: UTF8.self)).utf8)
        }
    }
}

public import POP3

extension Rules {
    /// How a client logs in without SASL, and what it gives away.
    static let clientLogins = [
        ClientRule("rfc1939-7-apop-digest-lower-hex") { line in
            guard line.verb == .apop, line.command.arguments.count > 1,
                !isDigest(line.command.arguments[1].utf8)
            else { return nil }
            return Localized(
                en: "The client's digest is not spelled in 32 lower-case hexadecimal digits.",
                ja: "クライアントの送ったダイジェストが、小文字の 16 進数 32 桁ではありません。")
        },
        ClientRule("rfc2449-6-apop-by-banner") { line in
            guard line.verb == .apop, line.isGreeted, line.knowledge.timestamp == nil else { return nil }
            return Localized(
                en: "The client sent APOP although the greeting had no timestamp.",
                ja: "グリーティングにタイムスタンプがないのに、クライアントが APOP を送りました。")
        },
        ClientRule("rfc6856-2.2-client-no-utf8-without-user") { line in
            guard let verb = line.verb, [.user, .pass, .apop].contains(verb),
                line.command.line.bytes.contains(where: { $0 >= 0x80 }),
                line.knowledge.capabilities?["UTF8"]?.contains(where: { $0.uppercased() == "USER" }) != true
            else { return nil }
            return Localized(
                en: "The client sent a name or password that is no ASCII, although UTF8 USER was not announced.",
                ja: "UTF8 USER が通知されていないのに、クライアントが ASCII でない名前かパスワードを送りました。")
        },
        ClientRule("rfc7628-3-tls-required") { line in
            guard line.hasNetwork, !line.isSecure, line.mechanism == "OAUTHBEARER", line.isFirstMessage else {
                return nil
            }
            return Localized(
                en: "The client sent a token without TLS: anyone on the path can take it and use it.",
                ja: "クライアントが TLS なしでトークンを送りました。通信経路上の誰でも盗んで使えます。")
        },
    ]

    /// What to say of a client that shows a password although it need not; `nil` for nothing.
    static func readableSecret(_ line: ClientLine) -> Localized? {
        let isReadable =
            line.verb == .pass || (line.message != nil && MechanismPages[line.mechanism]?.isReadable == true)
        guard line.hasNetwork, isReadable, !line.isSecure else { return nil }
        if line.knowledge.isSecure {
            return Localized(
                en: "The client sends the password readable: the way to the server is under TLS, its own is not.",
                ja: "クライアントがパスワードを読める形で送っています。TLS で保護されているのはサーバー側の区間だけです。")
        }
        guard line.isAnnounced("STLS") else { return nil }
        return Localized(
            en: "The server announces STLS, and the client does not use it: it sends the password readable.",
            ja: "サーバーは STLS を通知していますが、クライアントは使わず、パスワードを読める形で送っています。")
    }

    /// What a client that shows a password breaks of today's policy on TLS; empty for nothing.
    static func policyBreaches(_ line: ClientLine) -> [Finding] {
        guard let text = readableSecret(line) else { return [] }
        // PLAIN has an RFC that says so in its own words; of all others only a client that was set to require TLS is bound.
        return [
            Finding(
                line.mechanism == "PLAIN" ? plainWithoutSecurity : "rfc8314-5.2-client-minimum-confidentiality", text)
        ]
    }

    /// What PLAIN asks for, of servers and clients.
    public static let plainWithoutSecurity: RequirementID = "rfc4616-5-not-without-security"

    /// Whether these are 32 lower-case hexadecimal digits.
    static func isDigest(_ octets: some Collection<UInt8>) -> Bool {
        octets.count == 32 && octets.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

import Authentication
import Handbook
import POP3

extension Checklist {
    /// How responses of AUTH are spelled (RFC 5034 section 4).
    static let saslFraming = [
        Check(
            "auth-bad-base64",
            [
                "rfc5034-4-bad-base64-err", "rfc5034-4-bad-base64-padding", "rfc5034-4-bad-base64-in-ir",
                "rfc5034-4-empty-ir-accepted",
            ]
        ) { bench in
            try await bench.refuse(bench.usable.flatMap(garbage))
        },
        Check("auth-initial-response-too-early", serverFirst) { bench in
            guard bench.offers(.cramMD5, serverFirst) else { return }
            let response = Base64.encode(Array("test".utf8))
            let probe = SASLProbe(
                "AUTH CRAM-MD5 \(response)", [], "rfc5034-4-ir-server-first-rejected",
                "rfc4422-3-ir-server-first-fails",
                en: "CRAM-MD5 with an initial response, where the server speaks first",
                ja: "サーバーから始まる CRAM-MD5 に付けた初期応答")
            try await bench.refuse([probe, probe])
        },
        Check("auth-bent-base64", bentRows) { bench in
            guard bench.offers(.plain, bentRows), let login = bench.login else { return }
            try await bench.refuse(bent(login))
        },
        Check("auth-long-response", longRows, wrongLogins: 2) { bench in
            guard bench.offers(.plain, longRows) else { return }
            try await bench.refuse(long(bench.stranger))
        },
    ]

    private static let serverFirst: [RequirementID] = [
        "rfc5034-4-ir-server-first-rejected", "rfc4422-3-ir-server-first-fails",
    ]
    private static let bentRows: [RequirementID] = [
        "rfc5034-4-bad-base64-alphabet", "rfc5034-4-bad-base64-padding", "rfc5034-4-bad-base64-length",
        "rfc5034-4-bad-base64-in-ir",
    ]
    private static let longRows: [RequirementID] = ["rfc5034-4-base64-any-length", "rfc4616-2-255-octets"]
}

extension Checklist {
    /// What is no base64 whatever the mechanism, as the first and as the second response, and behind the mechanism.
    private static func garbage(_ mechanism: Mechanism) -> [SASLProbe] {
        let opening = "\(Verb.auth) \(mechanism.name)"
        let spelled: [(String, RequirementID)] = [
            ("!!!!", "rfc5034-4-bad-base64-err"), ("a-b_", "rfc5034-4-bad-base64-err"),
            ("=AAA", "rfc5034-4-bad-base64-padding"), ("AAA=BBBB", "rfc5034-4-bad-base64-padding"),
        ]
        let responses = spelled.map { text, row in
            SASLProbe(
                opening, [text], row, en: "\(mechanism.name) with \"\(text)\" for base64",
                ja: "\(mechanism.name) で base64 の代わりに \"\(text)\"")
        }
        return responses + (mechanism.row.isClientFirst ? initial(mechanism) : second(mechanism))
    }

    private static func initial(_ mechanism: Mechanism) -> [SASLProbe] {
        let opening = "\(Verb.auth) \(mechanism.name)"
        let broken = ["!!!!", "=AAA", "AAA=BBBB"].map { text in
            SASLProbe(
                "\(opening) \(text)", [], "rfc5034-4-bad-base64-in-ir",
                en: "\(mechanism.name) with \"\(text)\" for an initial response",
                ja: "\(mechanism.name) で初期応答の代わりに \"\(text)\"")
        }
        // A token gets a challenge that says why, and EXTERNAL may let the client in.
        guard mechanism.row.needs == .password else { return broken }
        let empty = SASLProbe(
            "\(opening) =", [], "rfc5034-4-empty-ir-accepted",
            en: "\(mechanism.name) with \"=\", which is an empty message",
            ja: "\(mechanism.name) で空のメッセージを表す \"=\"")
        return broken + [empty]
    }

    private static func second(_ mechanism: Mechanism) -> [SASLProbe] {
        guard mechanism == .login else { return [] }
        return [
            SASLProbe(
                "\(Verb.auth) LOGIN", [Base64.encode(Array("popscope".utf8)), "!!!!"], "rfc5034-4-bad-base64-err",
                en: "LOGIN with \"!!!!\" for the password", ja: "LOGIN のパスワードの代わりに \"!!!!\"")
        ]
    }

    /// The right secret, spelled so that only a decoder that looks away can read it.
    private static func bent(_ login: SASLLogin) -> [SASLProbe] {
        let right = login.plain()
        var alphabet: [SASLProbe] = []
        for mark in ["-", ".", "_", "*", "!", " "] {
            // A space at the end is what many servers take from every line.
            for place in [1, right.count / 2, mark == " " ? 4 : right.count] {
                alphabet.append(
                    bent(
                        "\(right.prefix(place))\(mark)\(right.dropFirst(place))", "rfc5034-4-bad-base64-alphabet",
                        en: "The right secret with \"\(mark)\" within its base64", ja: "正しい秘密の base64 の中に \"\(mark)\""))
            }
        }
        let message = [0] + login.user + [0] + login.password
        let cut = message.count / 2 / 3 * 3 + 1
        let joined = SASLLogin.encode(message[..<cut]) + SASLLogin.encode(message[cut...])
        let padded: [String] = ["=\(right)", joined, "\(right.prefix(4))=\(right.dropFirst(4))"]
        let padding = padded.map { text in
            bent(
                text, "rfc5034-4-bad-base64-padding", en: "The right secret with \"=\" before its end",
                ja: "正しい秘密の base64 の途中に \"=\"")
        }
        return alphabet + padding + unpadded(login) + bentInitial(login)
    }

    private static func bent(_ text: String, _ requirement: RequirementID, en: String, ja: String) -> SASLProbe {
        SASLProbe("\(Verb.auth) PLAIN", [text], requirement, en: en, ja: ja)
    }

    private static func unpadded(_ login: SASLLogin) -> [SASLProbe] {
        let texts = [login.plain(), login.plain(authorization: login.user)]
        return texts.filter { $0.hasSuffix("=") }.prefix(1).map { text in
            bent(
                String(text.prefix { $0 != "=" }), "rfc5034-4-bad-base64-length",
                en: "The right secret without the padding of its base64", ja: "正しい秘密の base64 から詰め物の \"=\" を除いたもの")
        }
    }

    private static func bentInitial(_ login: SASLLogin) -> [SASLProbe] {
        let text = login.plain()
        return ["\(text.prefix(1))-\(text.dropFirst(1))", "=\(text)", "\(text)."].map { bent in
            SASLProbe(
                "\(Verb.auth) PLAIN \(bent)", [], "rfc5034-4-bad-base64-in-ir",
                en: "The right secret in an initial response that is no base64",
                ja: "正しい秘密を入れた、base64 ではない初期応答")
        }
    }

    /// The longest message of PLAIN: 1,024 characters of base64.
    private static func long(_ stranger: String) -> [SASLProbe] {
        let field = { (letter: String) in Array((stranger + String(repeating: letter, count: 255)).utf8.prefix(255)) }
        let login = SASLLogin(user: field("b"), password: field("c"))
        return [login.plain(authorization: field("b")), login.plain()].map { text in
            SASLProbe(
                "\(Verb.auth) PLAIN", [text], "rfc5034-4-base64-any-length", "rfc4616-2-255-octets", isWrongLogin: true,
                en: "PLAIN with fields of 255 octets, \(text.utf8.count) characters of base64",
                ja: "255 オクテットのフィールドの PLAIN (base64 で \(text.utf8.count) 文字)")
        }
    }
}

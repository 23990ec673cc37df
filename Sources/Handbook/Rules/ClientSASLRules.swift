import POP3

extension Rules {
    /// How a client uses AUTH.
    static let clientSASL = clientMechanisms + clientMessages + clientScram

    /// Which mechanism it takes, and how it begins.
    private static let clientMechanisms = [
        ClientRule("rfc5034-3-client-no-auth-without-sasl") { line in
            guard line.isAuthWithoutSASL, !line.hasInitialResponse else { return nil }
            return Localized(
                en: "The client tried AUTH although SASL was not announced.",
                ja: "SASL が通知されていないのに、クライアントが AUTH を試みました。")
        },
        ClientRule("rfc5034-3-client-no-ir-without-sasl") { line in
            guard line.isAuthWithoutSASL, line.hasInitialResponse else { return nil }
            return Localized(
                en: "The client sent AUTH with an initial response although SASL was not announced.",
                ja: "SASL が通知されていないのに、クライアントが AUTH に初期応答を付けて送りました。")
        },
        ClientRule("rfc2449-6.3-client-uses-listed-mech") { line in
            guard line.verb == .auth, !line.mechanism.isEmpty, line.isAnnounced("SASL"),
                line.knowledge.capabilities?.mechanisms.contains(line.mechanism) == false
            else { return nil }
            return Localized(
                en: "The client chose a mechanism that is not among those announced.",
                ja: "クライアントが、通知されていないメカニズムを選びました。")
        },
        ClientRule("rfc5034-4-empty-ir-equals") { line in
            guard line.hasInitialResponse, line.command.arguments[1].isEmpty else { return nil }
            return Localized(
                en: "The client sent an empty initial response as nothing; it is written \"=\".",
                ja: "クライアントが、空の初期応答を何も書かずに送りました。\"=\" と書きます。")
        },
        ClientRule("rfc5034-4-client-bad-base64-cancel") { line in
            guard line.command.kind == .response, !line.isWaiting, !line.isCancellation,
                let reply = line.previous?.reply, reply.status == .challenge,
                case let text = reply.first.bytes.dropFirst(2), (try? Base64.decode(text).get()) == nil
            else { return nil }
            return Localized(
                en: "The client answered a challenge that is no base64; \"*\" cancels.",
                ja: "クライアントが、base64 ではないチャレンジに答えました。\"*\" で取り消すべきです。")
        },
    ]

    /// What it says within AUTH.
    private static let clientMessages = [
        ClientRule("rfc4616-2-message-form") { line in
            guard line.mechanism == "PLAIN", line.isFirstMessage, let message = line.message,
                message.count(where: { $0 == 0 }) < 2
            else { return nil }
            return Localized(
                en: "The client's message of PLAIN has not two NULs: [authzid] NUL name NUL password.",
                ja: "クライアントの PLAIN のメッセージに NUL が 2 つありません: [authzid] NUL 名前 NUL パスワード")
        },
        ClientRule("rfc4616-2-no-nul-inside") { line in
            guard line.mechanism == "PLAIN", line.isFirstMessage, let message = line.message,
                message.count(where: { $0 == 0 }) > 2
            else { return nil }
            return Localized(
                en: "The client's message of PLAIN has more than two NULs: one stands within a field.",
                ja: "クライアントの PLAIN のメッセージに NUL が 3 つ以上あります。フィールドの中に NUL は使えません。")
        },
        ClientRule("sasl-login-username-64") { line in
            guard line.mechanism == "LOGIN", line.isFirstMessage, let message = line.message, message.count >= 64 else {
                return nil
            }
            return Localized(
                en: "The client's user name of LOGIN has \(message.count.octets.en); fewer than 64 are allowed.",
                ja: "クライアントの LOGIN のユーザー名が \(message.count.octets.ja)です。64 未満でなければなりません。")
        },
        ClientRule("rfc2195-2-response-form") { line in
            guard line.mechanism == "CRAM-MD5", line.command.kind == .response, !line.isCancellation,
                !isCramResponse(line.message ?? [])
            else { return nil }
            return Localized(
                en: "The client's response of CRAM-MD5 is not a name, a space and 32 lower-case hexadecimal digits.",
                ja: "クライアントの CRAM-MD5 の応答が、名前、空白、小文字の 16 進数 32 桁の形ではありません。")
        },
        ClientRule("rfc5802-6-client-p-flag") { line in
            guard line.mechanism.hasPrefix("SCRAM-"), line.isFirstMessage, let flag = line.message?.first else {
                return nil
            }
            let isBound = line.mechanism.hasSuffix("-PLUS")
            let isOffered = line.knowledge.capabilities?.mechanisms.contains(line.mechanism + "-PLUS") == true
            guard (isBound && flag != UInt8(ascii: "p")) || (isOffered && flag == UInt8(ascii: "y")) else { return nil }
            return isBound
                ? Localized(
                    en: "The client chose -PLUS, and says that it binds to no channel.",
                    ja: "クライアントが -PLUS を選びながら、チャネルバインディングを使わないと述べています。")
                : Localized(
                    en: "The client says that the server has no -PLUS, although that is announced.",
                    ja: "-PLUS が通知されているのに、クライアントがサーバーは対応していないと述べています。")
        },
        ClientRule("rfc7628-3.1-client-resp-grammar") { line in
            guard line.mechanism == "OAUTHBEARER", line.isFirstMessage, let message = line.message,
                !isBearerMessage(message)
            else { return nil }
            return Localized(
                en: "The client's message of OAUTHBEARER is not a GS2 header, pairs, and ^A behind each.",
                ja: "クライアントの OAUTHBEARER のメッセージが、GS2 ヘッダーと、^A で区切った組の形ではありません。")
        },
        ClientRule("rfc7628-3.2.3-dummy-response") { line in
            guard line.mechanism == "OAUTHBEARER", line.command.kind == .response, !line.isFirstMessage,
                !line.isWaiting, !line.isCancellation, line.message != [0x01]
            else { return nil }
            return Localized(
                en: "The client answered the error of OAUTHBEARER with something other than AQ== or \"*\".",
                ja: "クライアントが、OAUTHBEARER のエラーに AQ== でも \"*\" でもないもので答えました。")
        },
    ]

    /// Which challenges of SCRAM it goes on with.
    private static let clientScram = [
        ClientRule("rfc5802-5-client-verifies-nonce") { line in
            guard line.isScramProof, let nonce = line.nonce, let challenge = line.challenge,
                challenge.starts(with: "r=".utf8),
                case let other = challenge.dropFirst(2).prefix(while: { $0 != UInt8(ascii: ",") }),
                !other.starts(with: nonce)
            else { return nil }
            return Localized(
                en: "The client went on although the nonce of the server does not begin with its own.",
                ja: "サーバーのノンスが自分のノンスで始まっていないのに、クライアントが続けました。")
        },
        ClientRule("rfc5802-5-client-mext") { line in
            guard line.isScramProof, line.challenge?.starts(with: "m=".utf8) == true else { return nil }
            return Localized(
                en: "The client went on although the server asks for an extension (m=) that nobody has defined.",
                ja: "サーバーが未定義の拡張 (m=) を求めているのに、クライアントが続けました。")
        },
    ]

    // response = user-name SP 32(lower hex)       RFC 2195 section 2
    private static func isCramResponse(_ message: [UInt8]) -> Bool {
        guard let space = message.lastIndex(of: 0x20), space > 0 else { return false }
        return isDigest(message[(space + 1)...])
    }

    // client-resp = gs2-header kvsep *kvpair kvsep; kvpair = key "=" value kvsep       RFC 7628 section 3.1
    private static func isBearerMessage(_ message: [UInt8]) -> Bool {
        let header = message.prefix { $0 != 0x01 }
        let flag = header.first
        guard header.count(where: { $0 == UInt8(ascii: ",") }) >= 2, header.last == UInt8(ascii: ","),
            [UInt8(ascii: "n"), UInt8(ascii: "y"), UInt8(ascii: "p")].contains(flag),
            case let rest = message.dropFirst(header.count), rest.count >= 2, rest.last == 0x01
        else { return false }
        let pairs = rest.dropFirst().dropLast()
        return pairs.isEmpty
            || (pairs.last == 0x01
                && pairs.dropLast().split(separator: 0x01, omittingEmptySubsequences: false).allSatisfy { pair in
                    pair.firstIndex(of: UInt8(ascii: "=")).map { $0 > pair.startIndex } ?? false
                })
    }
}

extension ClientLine {
    /// Whether the line answers the first challenge of SCRAM that says something, and does not cancel.
    var isScramProof: Bool {
        mechanism.hasPrefix("SCRAM-") && command.kind == .response && !isFirstMessage && !isCancellation
            && challenge?.starts(with: "v=".utf8) == false
    }

    /// Whether the line is an AUTH with a mechanism, sent to a server that is known not to announce SASL.
    var isAuthWithoutSASL: Bool {
        verb == .auth && !command.arguments.isEmpty && knowsCapabilities && !isAnnounced("SASL")
    }
}

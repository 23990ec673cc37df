import POP3

extension Rules {
    /// How a client writes its commands.
    static let clientGrammar = [
        ClientRule("rfc1939-3-keyword-3-or-4-chars") { line in
            guard line.isPlainCommand, let count = line.verb?.name.utf8.count, !(3...4).contains(count) else {
                return nil
            }
            return Localized(
                en: "The client sent a keyword of \(count) octets; keywords have three or four.",
                ja: "クライアントが \(count) オクテットのキーワードを送りました。キーワードは 3 文字か 4 文字です。")
        },
        ClientRule("rfc1939-3-args-single-space") { line in
            guard line.isPlainCommand, line.verb != .pass, !line.hasInitialResponse,
                hasOddBlank(line.command.line.bytes)
            else { return nil }
            return Localized(
                en: "The client separated the words of a command by something other than one space each.",
                ja: "クライアントが、コマンドの語を 1 個の空白以外のもので区切りました。")
        },
        ClientRule("rfc1939-3-args-printable-ascii") { line in
            guard line.isPlainCommand, let verb = line.verb else { return nil }
            // Names and passwords in UTF-8 have a requirement of their own; TAB and CR have others.
            let isCredential = [.user, .pass, .apop].contains(verb)
            let isWrong = line.command.line.bytes.contains { octet in
                octet >= 0x80 ? !isCredential : (octet < 0x20 && octet != 0x09 && octet != 0x0D) || octet == 0x7F
            }
            guard isWrong else { return nil }
            return Localized(
                en: "The client sent octets in a command that are no printable ASCII.",
                ja: "クライアントが、コマンドの中に印字可能な ASCII でないオクテットを送りました。")
        },
        ClientRule("rfc1939-3-command-crlf") { line in
            if line.command.line.ending == .lf {
                return Localized(
                    en: "The client ended a line with LF alone; CRLF ends it.",
                    ja: "クライアントが行を LF だけで終えました。行は CRLF で終わります。")
            }
            guard line.command.line.bytes.contains(0x0D) else { return nil }
            return Localized(
                en: "The client sent a CR that ends no line.", ja: "クライアントが、行末ではない CR を送りました。")
        },
        ClientRule("rfc1939-3-arg-40-client-limit") { line in
            // Nobody can shorten a name, a password, or what AUTH makes of them.
            guard line.isCapaRefused, line.isPlainCommand, !line.command.isLogin,
                line.command.arguments.contains(where: { $0.utf8.count > 40 })
            else { return nil }
            return Localized(
                en: "The client sent an argument of more than 40 octets to a server without CAPA.",
                ja: "クライアントが、CAPA に対応しないサーバーに 40 オクテットを超える引数を送りました。")
        },
        ClientRule("rfc2449-4-client-255") { line in
            guard line.verb != nil, !line.hasInitialResponse, line.command.count > 255 else { return nil }
            return tooLong(line)
        },
        ClientRule("rfc5034-4-ir-255-limit") { line in
            line.hasInitialResponse && line.command.count > 255 ? tooLong(line) : nil
        },
    ]

    private static func tooLong(_ line: ClientLine) -> Localized {
        Localized(
            en: "The client sent a command of \(line.command.count.octets.en); 255 are the most.",
            ja: "クライアントが \(line.command.count.octets.ja)のコマンドを送りました。上限は 255 オクテットです。")
    }

    /// Whether a TAB stands in a line, or a space where no word follows one.
    private static func hasOddBlank(_ octets: [UInt8]) -> Bool {
        octets.contains(0x09) || octets.first == 0x20 || octets.last == 0x20
            || zip(octets, octets.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
    }
}

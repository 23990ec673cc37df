import Authentication
import POP3

extension Refusal {
    // swift-format-ignore
    /// What is told to the client.
    var wording: Wording {
        switch self {
        case .tooLong: Wording(
            en: "a command line has at most \(Self.longestLine) octets, CRLF included",
            ja: "コマンド行は CRLF を含めて \(Self.longestLine) オクテットまでです")
        case .endedInLF: Wording(
            en: "a command ends in CRLF; this line ended in LF alone",
            ja: "コマンドは CRLF で終わります。この行は LF だけで終わりました")
        case .responseEndedInLF: Wording(
            en: "a response ends in CRLF; this line ended in LF alone",
            ja: "レスポンスは CRLF で終わります。この行は LF だけで終わりました")
        case .empty: Wording(
            en: "an empty line is no command",
            ja: "空の行はコマンドではありません")
        case .octet(let octet): Self.wording(for: octet)
        case .blanks: Wording(
            en: "exactly one space stands between words, and none at either end of the line",
            ja: "語の間の空白は 1 個だけで、行頭と行末に空白は置けません")
        case .unknown: Wording(
            en: "this is no POP3 command; CAPA lists what this server offers",
            ja: "これは POP3 のコマンドではありません。使えるものは CAPA で分かります")
        case .needsArgument(let syntax): Wording(
            en: "an argument is missing: \(syntax)",
            ja: "引数が足りません: \(syntax)")
        case .tooManyArguments(let syntax): Wording(
            en: "too many arguments: \(syntax)",
            ja: "引数が多すぎます: \(syntax)")

        case .removed(let verb, let since): Wording(
            en: "\(verb) left POP3 with \(since)",
            ja: "\(verb) は \(since) で POP3 から除かれました")
        case .notOffered(let verb): Wording(
            en: "this server does not offer \(verb); CAPA lists what it offers",
            ja: "このサーバーに \(verb) はありません。使えるものは CAPA で分かります")
        case .needsTLS(let what, let hasSTLS): Wording(
            en: "\(what) is taken under TLS only; \(hasSTLS ? "give STLS first" : "connect by TLS")",
            ja: "\(what) は TLS の下でだけ使えます。\(hasSTLS ? "先に STLS を送ってください" : "TLS で接続してください")")
        case .alreadySecure: Wording(
            en: "TLS is active; it begins once only",
            ja: "TLS はもう始まっています。始められるのは一度だけです")
        case .needsLogin(let verb, let methods): Self.wording(for: verb, methods)
        case .alreadyLoggedIn(let verb): Wording(
            en: "you are logged in; \(verb) comes before that",
            ja: "ログインは済んでいます。\(verb) はその前に使うものです")

        case .needsUser: Wording(
            en: "PASS goes right after a USER that was accepted; give USER again",
            ja: "PASS は、受け付けられた USER のすぐ次に送ります。USER からやり直してください")
        case .needsPass: Wording(
            en: "after USER come PASS or QUIT; the name is forgotten, so begin again with USER",
            ja: "USER の次は PASS か QUIT です。名前は忘れたので、USER からやり直してください")
        case .notADigest: Wording(
            en: "the digest is 32 hexadecimal digits in lower case",
            ja: "ダイジェストは小文字の 16 進数 32 桁です")
        case .unknownMechanism: Wording(
            en: "this server does not offer that mechanism; CAPA lists those that it offers",
            ja: "このサーバーにそのメカニズムはありません。使えるものは CAPA で分かります")
        case .exchange(let reason, let mechanism): Self.wording(for: reason, mechanism)
        case .wrongLogin(let method): Self.wording(forWrongLogin: method)
        case .inUse: Wording(
            en: "another session holds this maildrop; try again when it has ended",
            ja: "別のセッションがこのメールドロップを使用中です。終わってからやり直してください")
        case .broken(.temporary): Wording(
            en: "the maildrop cannot be opened now; try again later",
            ja: "今はメールドロップを開けません。後でやり直してください")
        case .broken(.permanent): Wording(
            en: "the maildrop cannot be opened until somebody has mended the server",
            ja: "サーバーが修理されるまで、メールドロップを開けません")

        case .unknownLanguage: Wording(
            en: "there is no such language here; LANG lists them",
            ja: "その言語はありません。使えるものは LANG で分かります")
        case .notANumber: Wording(
            en: "a message number is one or more decimal digits",
            ja: "メール番号は 1 桁以上の 10 進数です")
        case .notACount: Wording(
            en: "a number of lines is one or more decimal digits",
            ja: "行数は 1 桁以上の 10 進数です")
        case .noSuchMessage(let last): Wording(
            en: "no such message; \(last == 0 ? "the maildrop is empty" : "numbers run from 1 to \(last)")",
            ja: "そのメールはありません。\(last == 0 ? "メールドロップは空です" : "番号は 1 から \(last) までです")")
        case .marked(let number): Wording(
            en: "message \(number) is marked as deleted; RSET takes the mark away",
            ja: "メール \(number) には削除マークが付いています。RSET で外せます")
        case .needsUTF8(let number): Wording(
            en: "message \(number) has a header in UTF-8; give UTF8 before the next login",
            ja: "メール \(number) のヘッダーは UTF-8 です。次はログインの前に UTF8 を送ってください")
        case .notRemoved: Wording(
            en: "the marked messages were not removed",
            ja: "削除マークの付いたメールは削除されませんでした")
        }
    }

    private static func wording(for octet: UInt8) -> Wording {
        switch octet {
        case Octet.tab:
            Wording(en: "a tab does not separate words; a single space does", ja: "語の区切りはタブではなく空白 1 個です")
        case Octet.nul:
            Wording(en: "a command holds no NUL octet", ja: "コマンドに NUL は使えません")
        case Octet.cr:
            Wording(en: "a CR stands only before the LF that ends the line", ja: "CR は行末の LF の前にしか置けません")
        case 0x80...:
            Wording(
                en: "commands are plain ASCII; is an input method switched on?",
                ja: "コマンドは ASCII 文字だけです。日本語入力がオンになっていませんか")
        default:
            Wording(en: "a command holds no control characters", ja: "コマンドに制御文字は使えません")
        }
    }

    private static func wording(for verb: Verb, _ methods: [LoginMethod]) -> Wording {
        var ways: [Wording] = []
        if methods.contains(.userPass) { ways.append(Wording(en: "USER and PASS", ja: "USER と PASS")) }
        if methods.contains(.apop) { ways.append(Wording("APOP")) }
        if methods.contains(where: { if case .sasl = $0 { true } else { false } }) { ways.append(Wording("AUTH")) }
        if ways.isEmpty { ways.append(Wording(en: "TLS comes first", ja: "まず TLS を始めます")) }
        let last = ways.count == 1 ? "" : ", or \(ways[ways.count - 1].en)"
        let first = ways.count == 1 ? ways[...] : ways.dropLast()
        return Wording(
            en: "log in before \(verb): \(first.map(\.en).joined(separator: ", "))\(last)",
            ja: "\(verb) の前にログインしてください: \(ways.map(\.ja).joined(separator: "、"))")
    }
}

import Authentication
public import Handbook
public import POP3

/// Errors of what a person typed, worded: what is wrong, and what would be right.
extension ShellWords {
    static func badOctets(_ fault: OctetNotation.Fault) -> Localized {
        switch fault {
        case .empty: return usage(.send)
        case .openQuote:
            return Localized(
                en: "The closing quotation mark is missing; nothing was sent.", ja: "閉じる引用符がありません。何も送りませんでした。")
        case .behindQuote:
            return Localized(
                en: "Something stands behind the closing quotation mark; write \\\" for one inside. Nothing was sent.",
                ja: "閉じる引用符の後に文字があります。引用符自体は \\\" と書きます。何も送りませんでした。")
        case .unknownEscape(let escape):
            return Localized(
                en: "\(escape) is no escape: \\r \\n \\t \\0 \\e \\\\ \\\" \\xHH are. Nothing was sent.",
                ja: "\(escape) は使えません。使えるのは \\r \\n \\t \\0 \\e \\\\ \\\" \\xHH です。何も送りませんでした。")
        }
    }

    static func refused(_ refusal: Settings.Refusal) -> Localized {
        switch refusal {
        case .unknownKey(let key):
            let keys = Setting.table.map(\.key).joined(separator: " ")
            return Localized(en: "There is no setting \(key): \(keys).", ja: "\(key) という設定はありません: \(keys)")
        case .badValue(let key, let value, let expected):
            let shown = value.isEmpty ? "" : " \(value)"
            return Localized(
                en: "\(key)\(shown) is not possible; \(key) takes \(expected).",
                ja: "\(key)\(shown) は指定できません。\(key) に指定できる値: \(expected)")
        case .notAPair(let line):
            return Localized(
                en: "\"\(line)\" is not of the form key = value.", ja: "\"\(line)\" は key = value の形ではありません。")
        }
    }

    static func noHelp(_ topic: String) -> Localized {
        Localized(
            en: "There is no help on \(topic). :help alone lists what there is.",
            ja: "\(topic) の説明はありません。:help だけで一覧を表示します。")
    }

    /// Why a text names no server, and what would.
    static func badEndpoint(_ error: EndpointError) -> Localized {
        switch error {
        case .unknownScheme(let scheme):
            return Localized(
                en: "\(scheme):// is no POP3 URL; use pop3://, pop:// or pop3s://.",
                ja: "\(scheme):// は POP3 の URL ではありません。pop3://、pop://、pop3s:// を使ってください。")
        case .notAServer(let text):
            return Localized(
                en: "\"\(text)\" names no server; write HOST, HOST PORT, HOST:PORT or pop3://HOST.",
                ja: "\"\(text)\" はサーバーの指定になっていません。HOST、HOST PORT、HOST:PORT、pop3://HOST のどれかで書いてください。")
        case .badPort(let port):
            return Localized(
                en: "\"\(port)\" is no port; ports are numbers from 1 to 65535.",
                ja: "\"\(port)\" はポート番号ではありません。1 から 65535 の数で指定してください。")
        case .twoPorts(let text):
            return Localized(
                en: "\"\(text)\" names two ports; write one.", ja: "\"\(text)\" にはポートが 2 つあります。1 つだけ書いてください。")
        case .openBracket(let text):
            return Localized(
                en: "\"\(text)\" has no closing bracket; write [IPV6] or [IPV6]:PORT.",
                ja: "\"\(text)\" には閉じ括弧がありません。[IPV6] または [IPV6]:PORT と書いてください。")
        case .badPercent(let text):
            return Localized(
                en: "\"\(text)\" has a % that is not followed by two hexadecimal digits of UTF-8; a % itself is %25.",
                ja: "\"\(text)\" の % の後が UTF-8 の 16 進 2 桁になっていません。% 自体は %25 と書きます。")
        case .badCredentials:
            return Localized(
                en: "The user or password in the URL has a wrong % or a control character; a % itself is %25.",
                ja: "URL のユーザー名かパスワードに、誤った % か制御文字があります。% 自体は %25 と書きます。")
        case .credentialsNeedScheme:
            return Localized(
                en: "A user in front of the host needs a URL: pop3://USER@HOST.",
                ja: "ホストの前にユーザー名を書くときは、URL の形 (pop3://USER@HOST) にしてください。")
        case .noUser:
            return Localized(en: "The URL has \"@\" but no user in front of it.", ja: "URL の \"@\" の前にユーザー名がありません。")
        case .path(let path):
            return Localized(
                en: "A POP URL ends at the port; \"\(path)\" is too much (RFC 2384).",
                ja: "POP の URL はポートまでです。\"\(path)\" は書けません (RFC 2384)。")
        }
    }
}

extension EndpointError {
    /// What is wrong, and what would be right.
    public var text: Localized { ShellWords.badEndpoint(self) }
}

extension LinkError {
    /// Why there is no connection, and what to try.
    public var text: Localized { ShellWords.failed(self, .connecting) }
}

extension Settings.Refusal {
    /// What is wrong, and what would be right.
    public var text: Localized { ShellWords.refused(self) }
}

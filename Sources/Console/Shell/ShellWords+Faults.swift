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

    /// One step of the way to an APOP digest; the digest lets anyone log in, so a real one is not shown.
    static func apop(_ step: APOP.Step, showsDigest: Bool) -> Localized {
        switch step {
        case .timestamp(let text, let octets):
            return Localized(
                en: "1. The timestamp of the greeting, brackets included: \(text) (\(octets) octets)",
                ja: "1. 最初の応答のタイムスタンプ (山括弧を含む): \(text) (\(octets) オクテット)")
        case .secret(let octets):
            return Localized(
                en: "2. The secret that both sides know: \(octets) octets, no line end behind it",
                ja: "2. 双方が知っている秘密: \(octets) オクテット (改行は含めない)")
        case .joined(let text, let octets):
            return Localized(
                en: "3. One behind the other: \(text) (\(octets) octets)", ja: "3. つなげる: \(text) (\(octets) オクテット)")
        case .hashed(let octets):
            return Localized(
                en: "4. MD5 makes \(octets.count) octets of it", ja: "4. MD5 を計算する: 結果は \(octets.count) オクテット")
        case .digest(let digest):
            let shown = showsDigest ? digest : Command.mask
            return Localized(
                en: "5. Written as 32 lower-case hexadecimal digits: \(shown)",
                ja: "5. 小文字の 16 進 32 桁で書く: \(shown)")
        case .command(let command):
            let shown = showsDigest ? command.line.text : command.displayText
            return Localized(en: "6. The line to send: \(shown)", ja: "6. 送る行: \(shown)")
        }
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

    /// Why there is no connection, or no more, and what to try.
    static func failed(_ error: LinkError) -> Localized {
        switch error {
        case .unknownHost(let host):
            return Localized(
                en:
                    "No address is known for \(host). Check the spelling; the incoming mail server stands in your provider's settings.",
                ja: "\(host) のアドレスが見つかりません。つづりを確認してください。受信メールサーバーの名前はプロバイダーの設定案内に書かれています。")
        case .refused(let host, let port):
            return Localized(
                en: "\(host) answers, but nobody listens on port \(port). POP3 is on 110, POP3 under TLS on 995.",
                ja: "\(host) のポート \(port) では何も待ち受けていません。POP3 は 110 番、TLS の POP3 は 995 番です。")
        case .unreachable(let host, let port, let reason):
            return Localized(
                en: "Cannot reach \(host) port \(port): \(reason).", ja: "\(host) のポート \(port) に到達できません: \(reason)")
        case .timedOut(let limit):
            let seconds = limit.components.seconds
            return Localized(
                en:
                    "Nothing came within \(seconds) s. On port 995 a server waits for TLS and says nothing in clear text.",
                ja: "\(seconds) 秒待っても何も届きませんでした。ポート 995 のサーバーは TLS を待つため、平文では何も言いません。")
        case .lost(let reason):
            let detail = reason.isEmpty ? "" : ": \(reason)"
            return Localized(
                en: "The connection was lost\(detail). Without QUIT nothing is deleted (RFC 1939 3).",
                ja: "接続が失われました\(detail)。QUIT なしで終わったため、何も削除されません (RFC 1939 3)。")
        case .endless(let octets):
            return Localized(
                en: "The server went on for \(octets) octets without an end; the connection was closed.",
                ja: "サーバーの応答が \(octets) オクテットを超えても終わらないため、接続を閉じました。")
        case .tlsUnavailable:
            return Localized(
                en: "This version of popscope cannot do TLS yet, so the connection was closed.",
                ja: "この版の popscope はまだ TLS を使えないため、接続を閉じました。")
        case .cancelled:
            return Localized(en: "Cancelled.", ja: "中止しました。")
        }
    }
}

extension EndpointError {
    /// What is wrong, and what would be right.
    public var text: Localized { ShellWords.badEndpoint(self) }
}

extension Settings.Refusal {
    /// What is wrong, and what would be right.
    public var text: Localized { ShellWords.refused(self) }
}

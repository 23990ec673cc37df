import Handbook
import POP3

/// Connections that do not come about, break, or stay silent, in words.
extension ShellWords {
    /// Why there is no connection, or no more, and what to try.
    ///
    /// - Parameter isQuitOpen: whether a QUIT was sent and not answered.
    static func failed(_ error: LinkError, _ stage: Narrator.Stage, isQuitOpen: Bool = false) -> Localized {
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
        case .timedOut(let limit): return timedOut(limit, stage, isQuitOpen)
        case .lost(let reason):
            let detail = reason.isEmpty ? "" : ": \(reason)"
            return Localized(
                en: "The connection was lost\(detail). \(whatStands(isQuitOpen).en)",
                ja: "接続が失われました\(detail)。\(whatStands(isQuitOpen).ja)")
        case .endless(let octets):
            return Localized(
                en: "The server went on for \(octets) octets without an end; the connection was closed.",
                ja: "サーバーの応答が \(octets) オクテットを超えても終わらないため、接続を閉じました。")
        case .tlsUnavailable:
            return Localized(
                en: "There is no network between, so TLS has nothing to protect; the connection was closed.",
                ja: "ネットワークを通らないので TLS は使えません。接続を閉じました。")
        case .tls(let failure): return TLSWords.failed(failure)
        case .cancelled:
            return Localized(en: "Cancelled.", ja: "中止しました。")
        }
    }

    /// The wait was given up; what silence means depends on how far the connection had come.
    private static func timedOut(_ limit: Duration, _ stage: Narrator.Stage, _ isQuitOpen: Bool) -> Localized {
        let seconds = limit.components.seconds
        switch stage {
        case .connecting:
            return Localized(
                en: "No connection within \(seconds) s. Check host and port; a firewall may drop what is sent there.",
                ja: "\(seconds) 秒以内に接続できませんでした。ホストとポートを確認してください。ファイアウォールが遮断している可能性もあります。")
        case .connected:
            return Localized(
                en: "No greeting within \(seconds) s, so nothing was sent. \(whySilent.en)",
                ja: "\(seconds) 秒待っても最初の応答が届かないため、何も送りませんでした。\(whySilent.ja)")
        case .greeted:
            return Localized(
                en: "No reply within \(seconds) s, so the connection was closed. \(whatStands(isQuitOpen).en)",
                ja: "\(seconds) 秒待っても応答がないため、接続を閉じました。\(whatStands(isQuitOpen).ja)")
        }
    }

    /// What became of the marks when a connection ends early.
    private static func whatStands(_ isQuitOpen: Bool) -> Localized {
        isQuitOpen
            ? Localized(
                en: "QUIT was not answered, so whether marked messages were deleted is unknown (RFC 1939 6).",
                ja: "QUIT への応答がないため、削除マークの付いたメールが削除されたかどうかは分かりません (RFC 1939 6)。")
            : Localized(
                en: "Without QUIT nothing is deleted (RFC 1939 3).", ja: "QUIT なしで終わったため、何も削除されません (RFC 1939 3)。")
    }

    private static let whySilent = Localized(
        en: "A POP3 server speaks first; on port 995 it waits for TLS and says nothing in clear text.",
        ja: "POP3 では先にサーバーが話します。ポート 995 のサーバーは TLS を待つため、平文では何も言いません。")

    /// A person waits for the greeting.
    static func noGreeting(_ limit: Duration) -> Localized {
        let seconds = limit.components.seconds
        return Localized(
            en: "No greeting for \(seconds) s. \(whySilent.en) Ctrl-C stops waiting.",
            ja: "\(seconds) 秒間、最初の応答が届きません。\(whySilent.ja)Ctrl-C で待つのをやめます。")
    }

    static func stillWaiting(_ limit: Duration) -> Localized {
        let seconds = limit.components.seconds
        return Localized(
            en: "No reply for \(seconds) s. Ctrl-C stops waiting; the server may also be waiting for you.",
            ja: "\(seconds) 秒間応答がありません。Ctrl-C で待つのをやめます。サーバーが入力を待っている可能性もあります。")
    }

    /// A body that `:lines` asked for does not come, or does not end.
    static func noTerminator(_ limit: Duration) -> Localized {
        let seconds = limit.components.seconds
        return Localized(
            en: "Nothing for \(seconds) s. By :lines the reply ends with \".\" alone on a line. Ctrl-C stops waiting.",
            ja: "\(seconds) 秒間何も届きません。:lines により、\".\" だけの行を待っています。Ctrl-C で待つのをやめます。")
    }

    /// What greeted is no POP3 server.
    static func foreign(_ greeting: Line?) -> Localized {
        let kind = greeting.flatMap { ForeignGreeting(greeting: $0.bytes) } ?? .unknown
        guard let name = kind.protocolName else {
            return Localized(
                en: "This is no greeting of POP3, so nothing was sent.", ja: "POP3 の最初の応答ではないため、何も送りませんでした。")
        }
        return Localized(
            en: "This server speaks \(name), not POP3, so nothing was sent.",
            ja: "このサーバーは POP3 ではなく \(name) を使っているため、何も送りませんでした。")
    }
}

extension ForeignGreeting {
    /// The protocol that greets so; `nil` when it is not known.
    fileprivate var protocolName: String? {
        switch self {
        case .smtpOrFTP: "SMTP/FTP"
        case .imap: "IMAP"
        case .http: "HTTP"
        case .ssh: "SSH"
        case .tls: "TLS"
        case .unknown: nil
        }
    }
}

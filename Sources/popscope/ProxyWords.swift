import Console
import Handbook
import POP3
import Transport

/// What the proxy says of itself.
enum ProxyWords {
    static func opened(_ number: Int, _ peer: Peer) -> Localized {
        let place = [peer.address, peer.port.map(String.init)].compactMap(\.self).joined(separator: " port ")
        return Localized(en: "Client \(number), from \(place).", ja: "クライアント \(number) が接続しました (\(place))。")
    }

    /// What the proxy asked the server on its own account.
    static func asked(_ exchange: Exchange) -> Localized {
        let command = exchange.command?.displayText ?? ""
        let reply = exchange.reply.first.text
        return Localized(
            en: "Asked by popscope, not by the client: \(command) -> \(reply)",
            ja: "クライアントではなく popscope が送りました: \(command) -> \(reply)")
    }

    static func clientTLS(_ reason: String) -> Localized {
        Localized(
            en: "The TLS handshake with the client failed: \(reason)",
            ja: "クライアントとの TLS のハンドシェイクに失敗しました: \(reason)")
    }

    static let noTLS = Localized(
        en: "The server offers no STLS, and --tls starttls or auto wants it: the client was sent away.",
        ja: "--tls が STLS を求めていますが、サーバーが受け付けないため、クライアントを切断しました。")

    static func cannotListen(_ error: ListenerError) -> Localized {
        Localized(
            en: "cannot listen on \(error.host) port \(error.port): \(error.reason); --port 0 takes any free port",
            ja: "\(error.host) のポート \(error.port) で待ち受けられません: \(error.reason)。--port 0 で空いているポートを使えます")
    }

    static func fileExists(_ path: String) -> Localized {
        let path = visible(path)
        return Localized(
            en: "\(path) exists, and is not overwritten; name another file for --record",
            ja: "\(path) はすでにあり、上書きしません。--record には別のファイル名を指定してください")
    }

    static func noFolder(_ path: String, _ reason: String) -> Localized {
        let path = visible(path)
        return Localized(
            en: "cannot record to the folder \(path): \(reason)", ja: "フォルダー \(path) に記録できません: \(reason)")
    }

    static func notRecorded(_ failure: PrivateFile.Failure) -> Localized {
        let path = visible(failure.path)
        return Localized(
            en: "cannot write \(path): \(failure.reason); the session goes on without a recording",
            ja: "\(path) に書けません: \(failure.reason)。記録なしで続けます")
    }

    static func records(to path: String, _ bodies: BodyChoice) -> Localized {
        let path = visible(path)
        let mail =
            switch bodies {
            case .all:
                Localized(
                    en: "with the mail that is fetched; --bodies none leaves it out",
                    ja: "取得したメールも含みます (--bodies none で除けます)")
            case .headers: Localized(en: "with the headers of mail", ja: "メールはヘッダーだけです")
            case .none: Localized(en: "without mail", ja: "メールは含みません")
            }
        return Localized(en: "recording to \(path), without secrets, ", ja: "\(path) に記録します。秘密は除きます。") + mail
    }

    /// A file name as a terminal can take it.
    private static func visible(_ path: String) -> String { Sanitizer.visible(path.utf8) }

    static func certificate(_ tls: ServerTLS) -> Localized? {
        guard let certificate = tls.certificates.first else { return nil }
        let names = (certificate.dnsNames + certificate.addresses).joined(separator: ", ")
        return Localized(
            en: "certificate for mail programs: \(names), SHA-256 \(certificate.fingerprint)",
            ja: "メールソフトに示す証明書の名前 \(names)、SHA-256 \(certificate.fingerprint)")
    }

    /// What a run comes to.
    static func summary(_ clients: Int, _ tally: SessionTally, recordedTo files: [String]) -> [Localized] {
        let head = Localized(
            en: "\(count(clients, "client")), \(count(tally.exchanges, "exchange"))",
            ja: "クライアント \(clients)、やり取り \(tally.exchanges) 回")
        return [head, breaches(of: .client, tally), breaches(of: .server, tally)]
            + (files.isEmpty ? [] : [recorded(to: files)])
    }

    /// More files than these are counted alone.
    private static let fileLimit = 20

    private static func recorded(to files: [String]) -> Localized {
        let list = files.prefix(fileLimit).map { "\n  " + visible($0) }.joined()
        let rest = files.count - fileLimit
        let more = rest > 0 ? Localized(en: "\n  and \(rest) more", ja: "\n  ほか \(rest) 個") : Localized(verbatim: "")
        return Localized(
            en: "recorded \(count(files.count, "file")):\(list)", ja: "記録したファイル \(files.count) 個:\(list)") + more
    }

    private static func breaches(of side: Session.Side, _ tally: SessionTally) -> Localized {
        let rows = (tally.breaches[side] ?? [:]).sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
        let list = rows.map { "\n  \($0.value) x \($0.key)" }.joined()
        let total = tally.findings(about: side)
        switch side {
        case .client:
            return Localized(
                en: "\(count(total, "finding")) about clients\(list)", ja: "クライアントの指摘 \(total) 件\(list)")
        case .server:
            return Localized(
                en: "\(count(total, "finding")) about the server\(list)", ja: "サーバーの指摘 \(total) 件\(list)")
        }
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

import Handbook
import POP3

/// What happens with TLS, in words.
enum TLSWords {
    /// The handshake is complete.
    static func began(_ details: TLSDetails) -> Localized {
        let name = details.chain.first.map { Sanitizer.visible($0.dnsNames.first ?? $0.subject) } ?? ""
        let cipher = details.cipher.map { ", \($0)" } ?? ""
        return Localized(
            en: "Encrypted: \(details.version.rawValue)\(cipher), certificate of \(name).",
            ja: "暗号化しました: \(details.version.rawValue)\(cipher)、\(name) の証明書。")
    }

    static let none = Localized(
        en: "This connection is not encrypted. STLS encrypts it, if the server offers that.",
        ja: "この接続は暗号化されていません。サーバーが対応していれば STLS で暗号化できます。")
    static let notOffered = Localized(
        en: "CAPA of this server does not list STLS, so the connection stays in clear text (--tls auto).",
        ja: "このサーバーの CAPA に STLS がないため、平文のまま続けます (--tls auto)。")
    static let refused = Localized(
        en: "There is no TLS, and --tls allows nothing without it: the connection is closed.",
        ja: "TLS を始められませんでした。--tls の指定により平文では続けないため、接続を閉じます。")
    static let interrupted = Localized(
        en: "Interrupted before TLS began, and --tls allows nothing without it: the connection is closed.",
        ja: "TLS が始まる前に中断されました。--tls の指定により平文では続けないため、接続を閉じます。")
    static let underWay = Localized(
        en: "The TLS handshake is under way, so nothing was sent.", ja: "TLS のハンドシェイク中のため、何も送りませんでした。")

    /// Commands stood behind STLS in clear text.
    static func unanswered(_ count: Int) -> Localized {
        Localized(
            en:
                "\(count == 1 ? "1 line was" : "\(count) lines were") sent behind STLS in clear text; the server must drop them, so no reply is waited for (RFC 2595 4).",
            ja: "STLS の後に平文で \(count) 行を送りました。サーバーはそれを捨てるため、応答は待ちません (RFC 2595 4)。")
    }

    /// `--insecure` is said on every connect.
    static func insecure(_ failure: TLSFailure?) -> Localized {
        let warning = Localized(
            en: "The server's certificate was not checked (--insecure): this may be any server.",
            ja: "サーバーの証明書を検証していません (--insecure)。別のサーバーにつながっている可能性があります。")
        guard let failure else { return warning }
        return warning + Localized(en: " It would have been refused: ", ja: "検証すれば次の理由で拒否されます: ") + reason(failure)
    }

    /// Why TLS did not come about, and what to try.
    static func failed(_ failure: TLSFailure) -> Localized {
        reason(failure) + Localized(en: " ", ja: "") + advice(failure)
    }

    /// Why TLS did not come about, or would not have.
    static func reason(_ failure: TLSFailure) -> Localized {
        switch failure {
        case .unknownAuthority(let issuer):
            let issuer = Sanitizer.visible(issuer)
            return Localized(
                en: "Nobody trusted here has signed the server's certificate; its issuer is \(issuer).",
                ja: "サーバーの証明書の発行者 (\(issuer)) は、信頼された認証局ではありません。")
        case .selfSigned(let subject):
            let subject = Sanitizer.visible(subject)
            return Localized(
                en: "The server has signed its certificate itself (\(subject)).", ja: "サーバーの証明書は自己署名です (\(subject))。")
        case .expired(let date):
            return Localized(
                en: "The server's certificate expired on \(date.text).", ja: "サーバーの証明書は \(date.text) に期限が切れています。")
        case .notYetValid(let date):
            return Localized(
                en: "The server's certificate is valid only from \(date.text) on.",
                ja: "サーバーの証明書は \(date.text) まで有効になりません。")
        case .wrongName(let expected, let names):
            return wrongName(Sanitizer.visible(expected), Sanitizer.visible(names.prefix(8).joined(separator: ", ")))
        case .notTLS(let octets):
            let text = Sanitizer.visible(Array(octets.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(60)))
            return Localized(
                en: "The server does not speak TLS here; it said \"\(text)\".",
                ja: "サーバーはこのポートで TLS を話しません。届いたのは「\(text)」です。")
        case .protocolTooOld(let minimum):
            return Localized(
                en: "The server knows no TLS from \(minimum.rawValue) on.",
                ja: "サーバーは \(minimum.rawValue) 以降の TLS に対応していません。")
        case .clearTextBehind(let octets):
            let text = Sanitizer.visible(Array(octets.prefix(60)))
            return Localized(
                en: "Clear text came between +OK and the handshake: \"\(text)\".",
                ja: "+OK とハンドシェイクの間に平文が届きました:「\(text)」。")
        case .roots(let path, .unreadable(let reason)):
            return Localized(en: "Cannot read \(path): \(reason).", ja: "\(path) を読めません: \(reason)")
        case .roots(let path, .noCertificate):
            return Localized(en: "\(path) holds no certificate in PEM.", ja: "\(path) に PEM 形式の証明書がありません。")
        case .handshake(let reason):
            let reason = Sanitizer.visible(reason)
            return Localized(en: "The TLS handshake failed: \(reason).", ja: "TLS のハンドシェイクに失敗しました: \(reason)")
        }
    }

    private static func wrongName(_ expected: String, _ names: String) -> Localized {
        guard !names.isEmpty else {
            return Localized(
                en: "The server's certificate names no host in its subjectAltName, so it is not for \(expected).",
                ja: "サーバーの証明書の subjectAltName に名前がないため、\(expected) のものとは言えません。")
        }
        return Localized(
            en: "The server's certificate is not for \(expected); it is for \(names).",
            ja: "サーバーの証明書は \(expected) のものではありません。書かれている名前は \(names) です。")
    }

    private static func advice(_ failure: TLSFailure) -> Localized {
        switch failure {
        case .unknownAuthority, .selfSigned:
            Localized(
                en:
                    "Ask who runs it for the certificate of its authority and give it by --cacert FILE; --insecure skips the check.",
                ja: "サーバーの管理者から認証局の証明書をもらい、--cacert FILE で指定してください。--insecure は検証を省きます。")
        case .expired:
            Localized(
                en: "Who runs it must renew it; check your clock too. --insecure skips the check.",
                ja: "サーバーの管理者が更新する必要があります。手元の時計も確認してください。--insecure は検証を省きます。")
        case .notYetValid:
            Localized(
                en: "Check your clock. --insecure skips the check.", ja: "手元の時計を確認してください。--insecure は検証を省きます。")
        case .wrongName:
            Localized(
                en:
                    "Use the name that your provider gives for incoming mail; --sni NAME checks for another one, --insecure skips the check.",
                ja: "プロバイダーが案内する受信サーバー名を使ってください。--sni NAME で別の名前を検証、--insecure で検証を省けます。")
        case .notTLS(let octets):
            octets.starts(with: Array("+OK".utf8))
                ? Localized(
                    en: "This is POP3 in clear text: use pop3:// and STLS, or port 995.",
                    ja: "平文の POP3 です。pop3:// で接続して STLS を使うか、ポート 995 に接続してください。")
                : Localized(
                    en: "POP3 under TLS is on port 995; on port 110 TLS begins by STLS.",
                    ja: "TLS の POP3 はポート 995 です。ポート 110 では STLS で TLS を始めます。")
        case .protocolTooOld(.tls13):
            Localized(
                en: "--tls-min 1.2, the default, allows TLS 1.2, which is sound.",
                ja: "既定の --tls-min 1.2 なら、安全に使える TLS 1.2 も許します。")
        case .protocolTooOld:
            Localized(
                en: "--tls-min 1.0 allows old versions, which are broken (RFC 8996).",
                ja: "--tls-min 1.0 で古い版を許可できますが、安全ではありません (RFC 8996)。")
        case .clearTextBehind:
            Localized(
                en: "Somebody on the path may have put it there, so the connection was dropped (RFC 2595 4).",
                ja: "経路上の第三者が差し込んだおそれがあるため、接続を切りました (RFC 2595 4)。")
        case .roots:
            Localized(
                en:
                    "--cacert FILE takes certificates in PEM; those of the system come with its package ca-certificates.",
                ja: "--cacert FILE には PEM 形式の証明書を指定してください。システムの証明書は ca-certificates パッケージにあります。")
        case .handshake:
            Localized(en: "The server's log may say more.", ja: "サーバーのログに詳しい理由が残っている可能性があります。")
        }
    }
}

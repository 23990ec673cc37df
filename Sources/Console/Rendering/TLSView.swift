import Handbook
import POP3

/// Lays out what a TLS handshake agreed on, and who the server says it is: `:tls`.
struct TLSView {
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// The facts of the handshake, then each certificate, the server's own first.
    ///
    /// - Parameter now: the time in seconds since 1970, to say how long a certificate is still valid.
    func lines(_ details: TLSDetails, now: Int) -> [String] {
        var fields = FieldList(layout)
        fields.append(Localized(en: "version", ja: "版"), Localized(verbatim: details.version.rawValue))
        fields.append(Localized(en: "cipher", ja: "暗号スイート"), details.cipher.map(Localized.init(verbatim:)))
        fields.append(
            Localized(en: "name sent", ja: "送った名前"),
            details.serverName.map { Localized(verbatim: "\($0) (SNI)") }
                ?? Localized(en: "none (SNI carries no addresses)", ja: "なし (SNI にアドレスは書けません)"))
        fields.append(Localized(en: "checked", ja: "検証"), Self.verification(details.verification))
        var lines = fields.lines
        for (index, certificate) in details.chain.enumerated() {
            lines += layout.note(Self.title(index, certificate)) + self.certificate(certificate, now: now)
        }
        return lines
    }

    private static func title(_ index: Int, _ certificate: CertificateFacts) -> Localized {
        index == 0
            ? Localized(en: "The server's certificate:", ja: "サーバーの証明書:")
            : Localized(en: "Certificate \(index + 1) of the chain:", ja: "チェーンの \(index + 1) 番目の証明書:")
    }

    private func certificate(_ facts: CertificateFacts, now: Int) -> [String] {
        var fields = FieldList(layout)
        fields.append(Localized(en: "for", ja: "主体者"), Localized(verbatim: facts.subject))
        let names = (facts.dnsNames + facts.addresses).joined(separator: ", ")
        fields.append(Localized(en: "names", ja: "名前"), names.isEmpty ? nil : Localized(verbatim: names))
        fields.append(Localized(en: "signed by", ja: "発行者"), Self.issuer(facts))
        fields.append(Localized(en: "valid", ja: "有効期間"), Self.validity(facts, now: now))
        fields.append(Localized(en: "key", ja: "鍵"), Localized(verbatim: facts.key))
        fields.append(Localized(en: "serial", ja: "シリアル番号"), Localized(verbatim: facts.serial))
        fields.append(Localized(verbatim: "SHA-256"), Localized(verbatim: Self.inHalves(facts.fingerprint)))
        return fields.lines
    }

    /// A fingerprint with a blank in its middle, where a narrow screen may break it.
    private static func inHalves(_ fingerprint: String) -> String {
        let octets = fingerprint.split(separator: ":")
        guard octets.count > 16 else { return fingerprint }
        return octets.prefix(16).joined(separator: ":") + ": " + octets.dropFirst(16).joined(separator: ":")
    }

    private static func issuer(_ facts: CertificateFacts) -> Localized {
        facts.isSelfSigned ? Localized(en: "itself", ja: "自分自身 (自己署名)") : Localized(verbatim: facts.issuer)
    }

    private static func validity(_ facts: CertificateFacts, now: Int) -> Localized {
        let span = Localized(verbatim: "\(facts.notBefore.text) - \(facts.notAfter.text)")
        if now < facts.notBefore.seconds { return span + Localized(en: " (not yet valid)", ja: " (まだ有効ではありません)") }
        if now > facts.notAfter.seconds { return span + Localized(en: " (expired)", ja: " (期限切れ)") }
        let days = (facts.notAfter.seconds - now) / 86_400
        return span + Localized(en: days == 1 ? " (1 day left)" : " (\(days) days left)", ja: " (残り \(days) 日)")
    }

    private static func verification(_ verification: TLSDetails.Verification) -> Localized {
        switch verification {
        case .verified:
            Localized(en: "chain, dates and name hold", ja: "チェーン、有効期間、名前のすべてを確認しました")
        case .notVerified(nil):
            Localized(en: "not checked (--insecure); it would have held", ja: "検証していません (--insecure)。検証しても合格でした")
        case .notVerified(let failure?):
            Localized(en: "not checked (--insecure): ", ja: "検証していません (--insecure): ") + TLSWords.reason(failure)
        }
    }
}

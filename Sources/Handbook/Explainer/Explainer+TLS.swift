public import POP3

extension Explainer {
    func startingTLS(_ seen: Observation) -> Annotation {
        guard seen.before == .authorization else {
            return seen.annotation(
                Localized(
                    en: "accepted, but STLS has no place after login: no handshake is begun here.",
                    ja: "受け付けられましたが、ログイン後に STLS は使えないので、ハンドシェイクは始めません。"))
        }
        var notes = [
            Localized(
                en:
                    "What was learned in clear text is forgotten, for anyone on the path could have changed it (RFC 2595 4).",
                ja: "平文で得た情報は、通信経路上で書き換えられた可能性があるので、すべて破棄します (RFC 2595 第 4 節)。")
        ]
        if seen.knowledge.user != nil {
            notes.append(
                Localized(
                    en: "That holds for the name that USER gave, too: begin with USER again.",
                    ja: "USER で伝えた名前も無効になります。USER からやり直します。"))
        }
        if seen.knowledge.isInUTF8Mode {
            notes.append(
                Localized(
                    en:
                        "STLS must not follow UTF8 (RFC 6856 2.1); next time send STLS first, and UTF8 again under TLS.",
                    ja: "UTF8 の後に STLS を送ってはいけません (RFC 6856 第 2.1 節)。先に STLS を送り、TLS の下で UTF8 を送ります。"))
        }
        return seen.annotation(
            Localized(
                en: "agreed: the TLS handshake begins right behind this line.",
                ja: "TLS の使用が認められました。この行のすぐ後から TLS のハンドシェイクが始まります。"),
            notes: notes,
            next: Localized(
                en: "Next: the handshake, then CAPA, for the list may be another one.",
                ja: "次はハンドシェイクです。ケイパビリティの一覧が変わることがあるので、その後もう一度 CAPA を送ります。"))
    }

    /// What it means that a server sent clear text behind its `+OK` to STLS, where only the handshake may stand
    /// (RFC 2595 section 4).
    ///
    /// - Parameters:
    ///   - octets: how the clear text begins; one octet at least.
    ///   - knowledge: what was known by then.
    public func explain(clearTextBehindSTLS octets: [UInt8], _ knowledge: Knowledge) -> Annotation {
        let quoted = String(quoting: octets.prefix { $0 != 0x0D && $0 != 0x0A }, limit: 60)
        var annotation = Annotation(
            topic: "\(Verb.stls)",
            meaning: Localized(
                en:
                    "clear text stands where only the TLS handshake may stand; a client must not use it, and must drop the connection.",
                ja: "TLS のハンドシェイクだけが届くはずのところに平文が届きました。クライアントはこれを使わずに破棄し、接続を切らなければなりません。"),
            isTrouble: true, citation: .rfc(2595, "4"))
        annotation.notes = [
            Localized(
                en: "Taken as a reply under TLS, such a line lets others speak for the server (response injection).",
                ja: "これを TLS の下の応答と取り違えると、第三者がサーバーになりすませます (応答の注入)。")
        ]
        annotation.causes = [
            Localized(en: "Somebody on the path put it there", ja: "通信経路上の第三者が差し込んだ"),
            Localized(
                en: "A command was sent behind STLS in the same batch, and this is its reply",
                ja: "STLS に続けて同じまとまりで送ったコマンドへの応答である"),
            Localized(en: "The server is faulty", ja: "サーバーの実装に誤りがある"),
        ]
        annotation.suggestions = [
            Suggestion(":reconnect", Localized(en: "try once more, with STLS alone", ja: "STLS だけを送って、もう一度試す"))
        ]
        if let host {
            annotation.suggestions.append(
                Suggestion(
                    ":open pop3s://\(host)",
                    Localized(en: "encrypted from the first byte (port 995)", ja: "最初から暗号化 (ポート 995)")))
        }
        annotation.findings = [
            Finding(
                "rfc2595-4-stls-ok-then-handshake",
                Localized(
                    en: "\(octets.count.octets.en) of clear text came behind +OK to STLS: \"\(quoted)\"",
                    ja: "STLS への +OK の後に、平文 \(octets.count.octets.ja)が届きました: \"\(quoted)\""))
        ]
        return annotation
    }

    /// What a TLS handshake shows that breaks the RFCs; whether the certificate is trusted is not for them to say.
    ///
    /// A server's name is held against its certificate only where ``init(host:hasNetwork:)`` was told one.
    public func findings(on details: TLSDetails) -> [Finding] {
        [oldVersion(details), nameless(details), outOfDate(details)].compactMap(\.self)
    }

    private func oldVersion(_ details: TLSDetails) -> Finding? {
        guard details.version < .tls12 else { return nil }
        return Finding(
            "rfc8314-4-old-tls-dropped",
            Localized(
                en: "The server took \(details.version.rawValue), which must not be used any more (RFC 8996).",
                ja: "サーバーが \(details.version.rawValue) を受け入れました。もう使ってはならない版です (RFC 8996)。"))
    }

    /// A certificate that names its host only in the subject, where no client looks any more.
    private func nameless(_ details: TLSDetails) -> Finding? {
        guard let own = details.chain.first, own.dnsNames.isEmpty else { return nil }
        guard own.addresses.isEmpty || host.map(Self.isName) == true else { return nil }
        let subject = String(quoting: own.subject.utf8, limit: 80)
        return Finding(
            "rfc7817-5-server-cert-dns-id",
            Localized(
                en: "The certificate has no host name in subjectAltName; its subject \"\(subject)\" does not count.",
                ja: "証明書の subjectAltName にホスト名がありません。サブジェクト \"\(subject)\" の名前は使われません。"))
    }

    /// Whether a host was given by name, not by address.
    private static func isName(_ host: String) -> Bool {
        !host.contains(":") && host.utf8.contains { (0x41...0x5A).contains($0 & 0xDF) }
    }

    private func outOfDate(_ details: TLSDetails) -> Finding? {
        guard case .notVerified(let failure?) = details.verification else { return nil }
        switch failure {
        case .expired(let date):
            return Finding(
                "rfc8314-4.4-valid-certificate",
                Localized(en: "A certificate expired on \(date.text).", ja: "証明書の有効期限が \(date.text) に切れています。"))
        case .notYetValid(let date):
            return Finding(
                "rfc8314-4.4-valid-certificate",
                Localized(
                    en: "A certificate is valid only from \(date.text) on.", ja: "証明書の有効期間が \(date.text) から始まります。"))
        // Trust and names depend on what this side knows and asked for.
        case .unknownAuthority, .selfSigned, .wrongName, .notTLS, .protocolTooOld, .clearTextBehind, .roots, .handshake:
            return nil
        }
    }
}

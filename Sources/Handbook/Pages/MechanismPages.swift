/// What a SASL mechanism does, in a few words.
struct MechanismPage: Hashable, Sendable {
    /// The name in upper case.
    let name: String
    /// What it does, without a full stop.
    let meaning: Localized
    /// Whether whoever reads the wire gets the secret.
    let isReadable: Bool
}

/// A page for each mechanism that POP3 servers announce.
enum MechanismPages {
    // swift-format-ignore
    static let all: [MechanismPage] = [
        page("PLAIN",         "the password itself, in base64",                     "パスワードそのものを base64 で送る", isReadable: true),
        page("LOGIN",         "name and password in two steps, in base64; obsolete", "名前とパスワードを base64 で順に送る (旧式)", isReadable: true),
        page("CRAM-MD5",      "a digest of challenge and password; obsolete",       "チャレンジとパスワードから計算したダイジェストを送る (旧式)"),
        page("DIGEST-MD5",    "a digest of challenge and password; historic",       "チャレンジとパスワードから計算したダイジェストを送る (廃止)"),
        page("SCRAM-SHA-1",   "both sides prove that they know the password",       "パスワードを送らず、知っていることを互いに証明する"),
        page("SCRAM-SHA-256", "both sides prove that they know the password",       "パスワードを送らず、知っていることを互いに証明する"),
        page("EXTERNAL",      "the certificate that the client showed to TLS",      "TLS で示したクライアント証明書を使う"),
        page("OAUTHBEARER",   "a token of the service instead of the password",     "パスワードの代わりに、サービスが発行したトークンを送る", isReadable: true),
        page("XOAUTH2",       "a token of the service; older than OAUTHBEARER",     "サービスが発行したトークンを送る (OAUTHBEARER より古い形)", isReadable: true),
        page("GSSAPI",        "a ticket of Kerberos",                               "Kerberos のチケットを使う"),
        page("GS2-KRB5",      "a ticket of Kerberos",                               "Kerberos のチケットを使う"),
        page("GSS-SPNEGO",    "a ticket of Kerberos, as Windows has it",            "Windows の方式で Kerberos のチケットを使う"),
        page("NTLM",          "the older login of Windows; obsolete",               "Windows の古い認証方式 (旧式)"),
        page("ANONYMOUS",     "nobody in particular",                               "利用者を特定しない"),
    ]

    /// The page of a name in upper case; `nil` when it is not known here.
    ///
    /// `-PLUS` is the same mechanism, bound to the TLS connection (RFC 5802 section 6).
    static subscript(name: String) -> MechanismPage? {
        let base = name.hasSuffix("-PLUS") ? String(name.dropLast(5)) : name
        guard let page = all.first(where: { $0.name == base }) else { return nil }
        guard base != name else { return page }
        return MechanismPage(
            name: name,
            meaning: page.meaning + Localized(en: ", bound to this TLS connection", ja: " (この TLS 接続と結び付ける)"),
            isReadable: page.isReadable)
    }

    private static func page(_ name: String, _ en: String, _ ja: String, isReadable: Bool = false) -> MechanismPage {
        MechanismPage(name: name, meaning: Localized(en: en, ja: ja), isReadable: isReadable)
    }
}

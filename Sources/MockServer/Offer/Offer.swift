public import Authentication

extension MailboxServer {
    /// What a server offers. CAPA announces it and commands are judged by it: both read this one value.
    public struct Offer: Hashable, Sendable {
        /// How long messages are kept (RFC 2449 section 6.7).
        public enum Expiry: Hashable, Sendable {
            case never
            /// At least so many days, 0 or more.
            case days(Int)
        }

        /// The ways to log in while everybody on the way can read along; SASL announces its part in this order.
        public var clear: [LoginMethod]
        /// The ways to log in under TLS, in the same manner.
        public var secure: [LoginMethod]
        /// Whether STLS begins TLS (RFC 2595 section 4). Only where the connection can do TLS: the offer is believed.
        public var stls: Bool
        /// Whether AUTH alone is answered with the mechanisms, as older servers do; RFC 5034 section 4 wants -ERR.
        public var listsMechanisms: Bool
        /// Whether UTF8 begins UTF-8 mode (RFC 6856 section 2). Names and passwords in UTF-8 belong to SASL: `UTF8 USER`, which
        /// would take them in USER, PASS and APOP, is never announced, since SASLprep is not done here.
        public var utf8: Bool
        /// The languages of LANG (RFC 6856 section 3), the preferred one first; without any there is no LANG.
        public var languages: [ReplyLanguage]
        /// What EXPIRE announces; `nil` for nothing. Nothing expires, whatever it says.
        public var expiry: Expiry?

        /// An offer of these things; whatever RFC 1939 asks for, CAPA, TOP and UIDL are always there.
        public init(
            clear: [LoginMethod], secure: [LoginMethod], stls: Bool = false, listsMechanisms: Bool = false,
            utf8: Bool = false, languages: [ReplyLanguage] = [], expiry: Expiry? = .never
        ) {
            self.clear = clear
            self.secure = secure
            self.stls = stls
            self.listsMechanisms = listsMechanisms
            self.utf8 = utf8
            self.languages = languages
            self.expiry = expiry
        }
    }
}

extension MailboxServer.Offer {
    /// A server to practise with, in memory: every way to log in with a password, no TLS.
    public static let practice = Self(clear: passwords, secure: passwords)

    /// A server on a network: everything there is. Without an identity of its own no connection gets EXTERNAL.
    ///
    /// - Parameters:
    ///   - hasTLS: whether connections can do TLS.
    ///   - takesPasswordsInClear: whether a password may cross the wire readably; RFC 5034 section 4 advises against it where
    ///     there is TLS. Tokens never may (RFC 7628 section 3).
    public static func serve(hasTLS: Bool, takesPasswordsInClear: Bool) -> Self {
        let clear = passwords.filter { takesPasswordsInClear || !$0.isReadable }
        let everything = [.userPass, .apop] + Mechanism.allCases.map(LoginMethod.sasl)
        return Self(
            clear: clear, secure: hasTLS ? everything : clear, stls: hasTLS, utf8: true,
            languages: ReplyLanguage.allCases)
    }

    private static let passwords: [LoginMethod] =
        [.userPass, .apop] + Mechanism.allCases.filter { $0.row.needs == .password }.map(LoginMethod.sasl)

    /// The same for a client whom nothing outside SASL identifies.
    var withoutIdentity: Self {
        var offer = self
        offer.clear.removeAll { $0.needs == .none }
        offer.secure.removeAll { $0.needs == .none }
        return offer
    }
}

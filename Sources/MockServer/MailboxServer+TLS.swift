public import POP3

extension MailboxServer {
    /// AUTHORIZATION begins anew: nothing that came in clear text counts any more (RFC 2595 section 4). STLS itself has
    /// taken the place of USER.
    public mutating func secured() -> [Output] {
        guard awaitsTLS else { return [] }
        awaitsTLS = false
        isSecure = true
        language = .english
        isUTF8 = false
        return []
    }

    /// Accepts STLS, in AUTHORIZATION (RFC 2595 section 4); the handshake comes behind the answer.
    mutating func beginTLS() -> Answer {
        awaitsTLS = true
        return .ok(Wording(en: "begin TLS now", ja: "TLS を始めてください"))
    }

    /// The client gets no handshake: TLS that begins behind foreign octets protects nobody.
    mutating func injected(_ bytes: [UInt8]) -> [Output] {
        _ = closed()
        return [.injected(bytes)]
    }
}

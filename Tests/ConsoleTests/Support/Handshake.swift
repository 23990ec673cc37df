import POP3

/// TLS handshakes to show.
enum Handshake {
    /// A handshake as a server of today makes it.
    static func details(
        _ verification: TLSDetails.Verification = .verified, version: TLSVersion = .tls13, text: String? = nil
    ) -> TLSDetails {
        TLSDetails(
            version: version, cipher: text ?? "TLS_AES_128_GCM_SHA256", serverName: text ?? "pop.example.jp",
            chain: [certificate(text: text)], verification: verification)
    }

    /// A certificate that is valid in the first half of 2026.
    static func certificate(text: String? = nil, isSelfSigned: Bool = false) -> CertificateFacts {
        CertificateFacts(
            subject: text ?? "CN=pop.example.jp", issuer: text ?? "CN=Example CA", dnsNames: [text ?? "pop.example.jp"],
            addresses: ["192.0.2.25"], notBefore: CertificateDate(seconds: 1_767_225_600),
            notAfter: CertificateDate(seconds: 1_782_864_000), fingerprint: "AB:CD", isSelfSigned: isSelfSigned,
            serial: "01", key: "ECDSA P-256")
    }
}

/// A version of TLS, from the oldest to the newest; raw values are the names that people know.
public enum TLSVersion: String, Hashable, Sendable, CaseIterable, Comparable {
    case tls10 = "TLS 1.0"
    case tls11 = "TLS 1.1"
    case tls12 = "TLS 1.2"
    case tls13 = "TLS 1.3"

    /// Whether `left` is the older one.
    public static func < (left: TLSVersion, right: TLSVersion) -> Bool {
        // The names differ in one digit only.
        left.rawValue < right.rawValue
    }
}

/// What a TLS handshake agreed on, and what the server showed.
public struct TLSDetails: Hashable, Sendable {
    /// Whether the server is who it should be.
    public enum Verification: Hashable, Sendable {
        /// The chain ends at a trusted root, every date holds, and the name matches.
        case verified
        /// Nobody asked. The payload is what a check would have refused; `nil` when it would have refused nothing.
        case notVerified(TLSFailure?)
    }

    /// The version that was negotiated.
    public let version: TLSVersion
    /// The cipher suite's name in IANA's registry, or its number as `0xC0A1`; `nil` when it was not seen.
    public let cipher: String?
    /// The name that was sent in clear text so that the server can choose a certificate (SNI); `nil` when none was.
    public let serverName: String?
    /// The certificates in the order in which the server sent them: its own comes first.
    public let chain: [CertificateFacts]
    /// Whether the server is who it should be.
    public let verification: Verification

    /// The details of one handshake.
    public init(
        version: TLSVersion, cipher: String?, serverName: String?, chain: [CertificateFacts], verification: Verification
    ) {
        self.version = version
        self.cipher = cipher
        self.serverName = serverName
        self.chain = chain
        self.verification = verification
    }
}

/// What one certificate says. Texts come from the peer: they may hold any character.
public struct CertificateFacts: Hashable, Sendable {
    /// Whom it is for, as a distinguished name: `CN=mail.example.jp,O=Example`.
    public let subject: String
    /// Who signed it, as a distinguished name.
    public let issuer: String
    /// The host names it is for (subjectAltName dNSName); one may begin with `*.`.
    public let dnsNames: [String]
    /// The addresses it is for (subjectAltName iPAddress), in numbers and without brackets.
    public let addresses: [String]
    /// Valid from this second on.
    public let notBefore: CertificateDate
    /// Valid up to this second.
    public let notAfter: CertificateDate
    /// SHA-256 of the certificate as sent: 32 octets in capital hexadecimal with colons.
    public let fingerprint: String
    /// Whether its own key signed it.
    public let isSelfSigned: Bool
    /// The issuer's number for it, in capital hexadecimal with colons.
    public let serial: String
    /// What key it is about: `ECDSA P-256`, `RSA 2048`, `Ed25519`.
    public let key: String

    /// The facts of one certificate.
    public init(
        subject: String, issuer: String, dnsNames: [String], addresses: [String], notBefore: CertificateDate,
        notAfter: CertificateDate, fingerprint: String, isSelfSigned: Bool, serial: String, key: String
    ) {
        self.subject = subject
        self.issuer = issuer
        self.dnsNames = dnsNames
        self.addresses = addresses
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.fingerprint = fingerprint
        self.isSelfSigned = isSelfSigned
        self.serial = serial
        self.key = key
    }
}

/// A moment as certificates give it.
public struct CertificateDate: Hashable, Sendable, Comparable {
    /// Seconds since 1970 in UTC, without leap seconds.
    public let seconds: Int

    /// A moment by its seconds since 1970.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// As people read it: `2026-11-21 14:24:06 UTC`.
    public var text: String {
        let (year, month, day) = date
        let second = (seconds % 86_400 + 86_400) % 86_400
        let time = [second / 3600, second / 60 % 60, second % 60].map(Self.twoDigits).joined(separator: ":")
        return "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day)) \(time) UTC"
    }

    /// Whether `left` is the earlier one.
    public static func < (left: CertificateDate, right: CertificateDate) -> Bool { left.seconds < right.seconds }

    private var daysSince1970: Int { seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1 }

    /// The Gregorian date. Years are counted from March, so that the leap day ends one; 400 of them have 146,097 days.
    private var date: (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468  // since 1 March of the year 0
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

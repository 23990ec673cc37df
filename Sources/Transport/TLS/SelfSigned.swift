import Crypto
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A certificate made on the spot, with its key: ECDSA P-256, signed by itself, valid for seven days.
struct SelfSigned {
    let certificate: EncodedCertificate
    /// The private key in DER, as RFC 5915 has it.
    let key: [UInt8]

    private static let day: TimeInterval = 86_400
    /// Clocks differ.
    private static let leeway: TimeInterval = 3_600

    /// - Parameter names: host names and addresses; the first is the subject's too.
    init(names: [String]) throws {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName(names.first ?? "") }
        let now = Date()
        let made = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: now - Self.leeway, notValidAfter: now + 7 * Self.day,
            issuer: subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names.map(Self.alternativeName))
            },
            issuerPrivateKey: Certificate.PrivateKey(key))
        certificate = try EncodedCertificate(der: made.serializeAsPEM().derBytes)
        self.key = Array(key.derRepresentation)
    }

    private static func alternativeName(_ name: String) -> GeneralName {
        guard let address = ServerName(name).address else { return .dnsName(name) }
        return .ipAddress(ASN1OctetString(contentBytes: address[...]))
    }
}

import Crypto
import NIOCore
import POP3
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A certificate with the very octets that it was read from.
struct EncodedCertificate: Sendable {
    let der: [UInt8]
    let certificate: Certificate

    /// - Throws: the library's error when the octets are no certificate in DER that it can read.
    init(der: [UInt8]) throws {
        self.der = der
        certificate = try Certificate(derEncoded: der)
    }

    /// What it says, for people; the fingerprint is that of the octets.
    var facts: CertificateFacts {
        CertificateFacts(
            subject: certificate.subject.description, issuer: certificate.issuer.description,
            dnsNames: certificate.dnsNames, addresses: certificate.addressTexts, notBefore: certificate.validFrom,
            notAfter: certificate.validUntil, fingerprint: Self.hexadecimal(SHA256.hash(data: der)),
            isSelfSigned: certificate.isSelfSigned, serial: Self.hexadecimal(certificate.serialNumber.bytes),
            key: KeyKind.name(of: certificate.publicKey))
    }

    private static func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: ":")
    }
}

extension Certificate {
    /// The first second at which it is valid.
    var validFrom: CertificateDate { CertificateDate(seconds: Int(notValidBefore.timeIntervalSince1970)) }
    /// The last second at which it is valid.
    var validUntil: CertificateDate { CertificateDate(seconds: Int(notValidAfter.timeIntervalSince1970)) }

    /// Whether its own key signed it.
    var isSelfSigned: Bool { subject == issuer && publicKey.isValidSignature(signature, for: self) }

    /// The host names among its alternative names.
    var dnsNames: [String] {
        alternativeNames.compactMap { if case .dnsName(let name) = $0 { name } else { nil } }
    }

    /// The addresses among its alternative names, 4 or 16 octets each.
    var addresses: [[UInt8]] {
        alternativeNames.compactMap { if case .ipAddress(let address) = $0 { Array(address.bytes) } else { nil } }
    }

    /// The same addresses as people write them.
    var addressTexts: [String] {
        addresses.compactMap { try? SocketAddress(packedIPAddress: ByteBuffer(bytes: $0), port: 0).ipAddress }
    }

    /// Whether it, or what it signs, may show who a server is: it says nothing of its purpose, or names that one (RFC 5280 section 4.2.1.12).
    var isForServers: Bool {
        guard let usages = try? extensions.extendedKeyUsage else {
            return extensions[oid: .X509ExtensionID.extendedKeyUsage] == nil
        }
        return usages.contains(.serverAuth) || usages.contains(.any)
    }

    private var alternativeNames: [GeneralName] { (try? extensions.subjectAlternativeNames).map { Array($0) } ?? [] }
}

/// What people call a public key.
private enum KeyKind {
    static func name(of key: Certificate.PublicKey) -> String {
        if P256.Signing.PublicKey(key) != nil { return "ECDSA P-256" }
        if P384.Signing.PublicKey(key) != nil { return "ECDSA P-384" }
        if P521.Signing.PublicKey(key) != nil { return "ECDSA P-521" }
        if Curve25519.Signing.PublicKey(key) != nil { return "Ed25519" }
        return rsaBits(key.subjectPublicKeyInfoBytes).map { "RSA \($0)" } ?? "RSA"
    }

    /// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }      RFC 8017 appendix A.1.1
    private static func rsaBits(_ octets: ArraySlice<UInt8>) -> Int? {
        guard let node = try? DER.parse(octets), case .constructed(let parts) = node.content,
            let modulus = parts.first(where: { _ in true }), case .primitive(let digits) = modulus.content
        else { return nil }
        let significant = digits.drop { $0 == 0 }
        return significant.first.map { significant.count * 8 - $0.leadingZeroBitCount }
    }
}

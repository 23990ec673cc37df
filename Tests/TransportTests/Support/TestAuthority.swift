import Crypto
import NIOSSL
import POP3
import SwiftASN1
import X509

@testable import Transport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// An authority of the tests, and certificates of every kind that it signs. Nothing touches the disk.
struct TestAuthority: Sendable {
    /// The authority whose certificate the tests trust.
    static let trusted = Result { try TestAuthority("Test CA") }
    /// An authority that nobody knows.
    static let stranger = Result { try TestAuthority("Strange CA") }

    let certificate: Certificate
    private let key: P256.Signing.PrivateKey

    /// - Parameter life: from when to when it is valid, in seconds from now.
    init(_ name: String, life: ClosedRange<Double> = -86_400...86_400) throws {
        let subject = try DistinguishedName { CommonName(name) }
        key = P256.Signing.PrivateKey()
        certificate = try Self.certificate(subject, signedBy: subject, key, key, life, try Self.limits([]))
    }

    private init(_ certificate: Certificate, _ key: P256.Signing.PrivateKey) {
        (self.certificate, self.key) = (certificate, key)
    }

    /// An authority below this one, for these purposes; for none in particular when there is none.
    func subordinate(_ name: String, usages: [ExtendedKeyUsage.Usage]) throws -> TestAuthority {
        let (subject, own) = (try DistinguishedName { CommonName(name) }, P256.Signing.PrivateKey())
        let certificate = try Self.certificate(
            subject, signedBy: certificate.subject, own, key, -3_600...86_400, try Self.limits(usages))
        return TestAuthority(certificate, own)
    }

    /// What an authority's certificate says of its use.
    private static func limits(_ usages: [ExtendedKeyUsage.Usage]) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
            Critical(KeyUsage(keyCertSign: true))
            if !usages.isEmpty { try ExtendedKeyUsage(usages) }
        }
    }

    /// The authority's certificate in PEM.
    var pem: [UInt8] {
        get throws { Array(try certificate.serializeAsPEM().pemString.utf8) }
    }

    /// A server's certificate, signed by this authority.
    ///
    /// - Parameter life: from when to when it is valid, in seconds from now.
    func leaf(
        _ commonName: String = "server", names: [GeneralName] = [], life: ClosedRange<Double> = -3_600...86_400,
        usage: ExtendedKeyUsage.Usage = .serverAuth, version: Certificate.Version = .v3
    ) throws -> TestCertificate {
        let own = P256.Signing.PrivateKey()
        let leaf = try Self.certificate(
            try DistinguishedName { CommonName(commonName) }, signedBy: certificate.subject, own, key, life,
            try Self.extensions(names, usage), version)
        return TestCertificate(certificate: leaf, key: own)
    }

    /// A server's certificate that it signed itself.
    static func selfSigned(
        names: [GeneralName], life: ClosedRange<Double> = -3_600...86_400
    ) throws -> TestCertificate {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("self") }
        let leaf = try certificate(name, signedBy: name, key, key, life, try extensions(names, .serverAuth))
        return TestCertificate(certificate: leaf, key: key)
    }

    private static func extensions(
        _ names: [GeneralName], _ usage: ExtendedKeyUsage.Usage
    ) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            try ExtendedKeyUsage([usage])
            if !names.isEmpty { SubjectAlternativeNames(names) }
        }
    }

    private static func certificate(
        _ subject: DistinguishedName, signedBy issuer: DistinguishedName, _ key: P256.Signing.PrivateKey,
        _ issuerKey: P256.Signing.PrivateKey, _ life: ClosedRange<Double>, _ extensions: Certificate.Extensions,
        _ version: Certificate.Version = .v3
    ) throws -> Certificate {
        let now = Date()
        return try Certificate(
            version: version, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: now + life.lowerBound, notValidAfter: now + life.upperBound, issuer: issuer,
            subject: subject, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(issuerKey))
    }
}

/// A server's certificate with its key.
struct TestCertificate: Sendable {
    let certificate: Certificate
    let key: P256.Signing.PrivateKey

    var pem: String {
        get throws { try certificate.serializeAsPEM().pemString }
    }

    var keyPEM: String { key.pemRepresentation }

    var facts: CertificateFacts {
        get throws { try EncodedCertificate(der: certificate.serializeAsPEM().derBytes).facts }
    }

    /// What a server needs to show it.
    ///
    /// - Parameter newest: the newest version that the server knows.
    func context(newest: NIOSSL.TLSVersion = .tlsv13) throws -> NIOSSLContext {
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        let shown = try NIOSSLCertificate(bytes: serializer.serializedBytes, format: .der)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(shown)],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der)))
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = newest
        return try NIOSSLContext(configuration: configuration)
    }
}

extension GeneralName {
    /// An address as a certificate holds it.
    static func address(_ octets: UInt8...) -> GeneralName {
        .ipAddress(ASN1OctetString(contentBytes: octets[...]))
    }
}

import POP3
import SwiftASN1
import X509

/// What a server showed, and what is wrong with it.
struct ChainJudgement: Hashable, Sendable {
    /// In the order in which the server sent them; one that cannot be read is left out.
    let chain: [CertificateFacts]
    /// `nil` when nothing is wrong.
    let failure: TLSFailure?
}

/// Judges a server's certificates.
///
/// A chain with several faults is refused for the first in this order: the dates of the server's own certificate, who
/// signed (itself, or nobody who is trusted), the dates, limits, purposes and signatures of the way up, the purpose, the name.
struct ChainJudge: Sendable {
    /// The server's name.
    let name: ServerName
    /// The authorities that are trusted.
    let roots: [Certificate]
    /// The time of the handshake.
    let now: CertificateDate

    /// - Parameter certificates: as the server sent them, in DER; its own comes first.
    func judge(_ certificates: [[UInt8]]) async -> ChainJudgement {
        let chain = certificates.map { try? EncodedCertificate(der: $0) }
        let readable = chain.compactMap(\.self)
        guard let leaf = chain.first ?? nil else {
            return ChainJudgement(chain: readable.map(\.facts), failure: .handshake("unreadable certificate"))
        }
        let others = readable.dropFirst().map(\.certificate)
        return ChainJudgement(chain: readable.map(\.facts), failure: await failure(leaf.certificate, others))
    }

    private func failure(_ leaf: Certificate, _ others: [Certificate]) async -> TLSFailure? {
        // Whoever trusts this very certificate asks for no authority, and it need not be one.
        if roots.contains(leaf) { return dateFailure(leaf) ?? purposeFailure(leaf) ?? nameFailure(leaf) }
        let others = others.count <= Self.freeLimit ? others : Self.firstOfEachSubject(others)
        var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
            RFC5280Policy()
            CheckedHere()
        }
        switch await verifier.validate(leaf: leaf, intermediates: CertificateStore(others)) {
        case .validCertificate:
            return dateFailure(leaf) ?? purposeFailure(leaf) ?? nameFailure(leaf)
        case .couldNotValidate(let failures):
            return dateFailure(leaf) ?? pathFailure(leaf, others, failures)
        }
    }

    /// How many certificates above the server's own may have any subjects.
    private static let freeLimit = 5

    /// One certificate a subject, so that there is one way up: to try every way among many would take for ever.
    private static func firstOfEachSubject(_ certificates: [Certificate]) -> [Certificate] {
        var seen: Set<DistinguishedName> = []
        return certificates.filter { seen.insert($0.subject).inserted }
    }

    private func pathFailure(
        _ leaf: Certificate, _ others: [Certificate], _ failures: [CertificateValidationResult.PolicyFailure]
    ) -> TLSFailure {
        guard let failure = failures.first else {
            if CheckedHere.misses(leaf) { return .handshake("unknown critical extension in the certificate") }
            if leaf.isSelfSigned { return .selfSigned(subject: leaf.subject.description) }
            return .unknownAuthority(issuer: Self.top(above: leaf, others).issuer.description)
        }
        return failure.chain.lazy.compactMap(dateFailure).first
            ?? .handshake(failure.policyFailureReason.description)
    }

    /// The last certificate on the way up from `leaf`.
    private static func top(above leaf: Certificate, _ others: [Certificate]) -> Certificate {
        var issuers = Dictionary(others.map { ($0.subject, $0) }) { first, _ in first }
        var top = leaf
        while let issuer = issuers.removeValue(forKey: top.issuer) { top = issuer }
        return top
    }

    private func dateFailure(_ certificate: Certificate) -> TLSFailure? {
        if certificate.validUntil < now { return .expired(on: certificate.validUntil) }
        if now < certificate.validFrom { return .notYetValid(from: certificate.validFrom) }
        return nil
    }

    private func purposeFailure(_ leaf: Certificate) -> TLSFailure? {
        leaf.isForServers ? nil : .handshake("the certificate is not for servers")
    }

    private func nameFailure(_ leaf: Certificate) -> TLSFailure? {
        guard !name.matches(dnsNames: leaf.dnsNames, addresses: leaf.addresses) else { return nil }
        return .wrongName(expected: name.text, names: leaf.dnsNames + leaf.addressTexts)
    }
}

/// What a way up must be besides what RFC 5280 asks: for servers, and signed so that nobody can forge it.
///
/// It tells the verifier which extensions are looked at here too: the names and the purpose.
private struct CheckedHere: VerifierPolicy {
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.subjectAlternativeName, .X509ExtensionID.extendedKeyUsage,
    ]

    /// The root is trusted by itself; the purpose of the server's own certificate is looked at later.
    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
        if !chain.dropFirst().dropLast().allSatisfy(\.isForServers) {
            return .failsToMeetPolicy(reason: "an authority of the chain is not for servers")
        }
        // Two certificates with one SHA-1 can be made.
        if chain.dropLast().contains(where: { $0.signatureAlgorithm == .sha1WithRSAEncryption }) {
            return .failsToMeetPolicy(reason: "a certificate of the chain is signed with SHA-1")
        }
        return .meetsPolicy
    }

    /// Whether a certificate demands that something be looked at that nobody here knows.
    static func misses(_ certificate: Certificate) -> Bool {
        let known = RFC5280Policy().verifyingCriticalExtensions + CheckedHere().verifyingCriticalExtensions
        return certificate.extensions.contains { $0.critical && !known.contains($0.oid) }
    }
}

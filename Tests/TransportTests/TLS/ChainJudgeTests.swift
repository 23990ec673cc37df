import Crypto
import Foundation
import POP3
import SwiftASN1
import Testing
import X509

@testable import Transport

@Suite("The judge of a chain")
struct ChainJudgeTests {
    private static let now = CertificateDate(seconds: Int(Date().timeIntervalSince1970))

    /// What is wrong with a chain for `localhost`.
    private func failure(_ chain: [[UInt8]], root: Certificate) async -> TLSFailure? {
        await ChainJudge(name: ServerName("localhost"), roots: [root], now: Self.now).judge(chain).failure
    }

    private func der(_ certificate: Certificate) throws -> [UInt8] { try certificate.serializeAsPEM().derBytes }

    private func der(_ pem: String) throws -> [UInt8] { try PEMDocument(pemString: pem).derBytes }

    @Test(
        arguments: [
            ([.emailProtection], false), ([.clientAuth], false), ([.emailProtection, .clientAuth], false),
            ([], true), ([.serverAuth], true), ([.clientAuth, .serverAuth], true), ([.any], true),
        ] as [([ExtendedKeyUsage.Usage], Bool)])
    func `an authority between may be for other things than servers, but for servers too`(
        usages: [ExtendedKeyUsage.Usage], isFit: Bool
    ) async throws {
        let root = try TestAuthority.trusted.get()
        let upper = try root.subordinate("Upper", usages: usages)
        let lower = try upper.subordinate("Lower", usages: [])
        let reason = TLSFailure.handshake("an authority of the chain is not for servers")
        let direct = try upper.leaf(names: [.dnsName("localhost")])
        let short = try [direct.certificate, upper.certificate].map(der)
        #expect(await failure(short, root: root.certificate) == (isFit ? nil : reason))
        let deep = try lower.leaf(names: [.dnsName("localhost")])
        let long = try [deep.certificate, lower.certificate, upper.certificate].map(der)
        #expect(await failure(long, root: root.certificate) == (isFit ? nil : reason))
    }

    @Test func `a root that is trusted may be for anything`() async throws {
        let root = try TestAuthority.trusted.get().subordinate("Mail", usages: [.emailProtection])
        let leaf = try root.leaf(names: [.dnsName("localhost")])
        #expect(await failure([try der(leaf.certificate)], root: root.certificate) == nil)
    }

    @Test func `SHA-1 is refused, but for the signature of the root itself`() async throws {
        let root = try Certificate(derEncoded: try der(OldSignatures.root))
        #expect(root.signatureAlgorithm == .sha1WithRSAEncryption)
        let reason = TLSFailure.handshake("a certificate of the chain is signed with SHA-1")
        #expect(await failure([try der(OldSignatures.sha1)], root: root) == reason)
        #expect(await failure([try der(OldSignatures.sha256)], root: root) == nil)
        #expect(await failure([try der(OldSignatures.sha256), try der(OldSignatures.root)], root: root) == nil)
    }

    @Test func `the fingerprint is that of the octets that were sent`() async throws {
        let sent = try der(OldSignatures.sha256)
        let judge = ChainJudge(name: ServerName("localhost"), roots: [], now: Self.now)
        let expected = SHA256.hash(data: sent).map { String(format: "%02X", $0) }.joined(separator: ":")
        #expect(await judge.judge([sent]).chain.map(\.fingerprint) == [expected])
    }
}

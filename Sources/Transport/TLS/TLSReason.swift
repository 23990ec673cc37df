import NIOSSL
import POP3

extension POP3.TLSVersion {
    /// The version that the library negotiated; `nil` when it does not know.
    init?(_ version: NIOSSL.TLSVersion?) {
        switch version {
        case .tlsv1: self = .tls10
        case .tlsv11: self = .tls11
        case .tlsv12: self = .tls12
        case .tlsv13: self = .tls13
        case nil: return nil
        }
    }

    /// As the library calls it.
    var configured: NIOSSL.TLSVersion {
        switch self {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }
}

/// Why the library failed, in the few words that it has for people.
enum TLSReason {
    /// What it says when a peer knows only versions that were not offered, or says so.
    private static let tooOld: Set<String> = ["unsupported protocol", "tlsv1 alert protocol version"]

    static let closed = "the connection was closed"

    /// Whether a handshake failed for want of a version in common.
    static func isTooOld(_ error: any Error) -> Bool { tooOld.contains(text(of: error)) }

    /// Whether a peer closed the connection without the closing alert; the end of what it sent is told besides.
    static func isBareEnd(_ error: any Error) -> Bool { error as? NIOSSLError == .uncleanShutdown }

    static func text(of error: any Error) -> String {
        switch error {
        case NIOSSLError.handshakeFailed(let failure), NIOSSLError.shutdownFailed(let failure): text(of: failure)
        case let failure as BoringSSLError: text(of: failure)
        case NIOSSLError.failedToLoadCertificate: "a certificate that the library cannot use"
        default: SystemReason.text(of: error)
        }
    }

    private static func text(of failure: BoringSSLError) -> String {
        switch failure {
        case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack), .failedToSetALPN(let stack):
            return stack.first == .eofDuringHandshake ? closed : text(of: stack)
        case .zeroReturn, .syscallError: return closed
        case .noError, .wantRead, .wantWrite, .wantConnect, .wantAccept, .wantX509Lookup, .wantCertificateVerify:
            return "\(failure)"
        }
    }

    /// `Error: 247 error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER at FILE:LINE` is
    /// `wrong version number`.
    private static func text(of stack: NIOBoringSSLErrorStack) -> String {
        guard let entry = stack.first.map(String.init(describing:)) else { return "no reason given" }
        guard let reason = entry.split(separator: ":").first(where: { $0.contains(" at ") }) else { return entry }
        return reason.prefix { $0 != " " }.replacing("_", with: " ").lowercased()
    }
}

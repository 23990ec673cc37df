import Foundation

/// A POP3 server of Debian's archive.
enum ServerKind: String, CaseIterable, Sendable {
    case dovecot, popa3d, mailutils

    /// Those that know STLS and have a port for TLS.
    static let withTLS = [dovecot, mailutils]

    /// The ways to log in that it knows.
    var logins: [Login] {
        switch self {
        case .dovecot: Login.allCases
        case .popa3d: [.user]
        case .mailutils: [.user, .apop]
        }
    }

    /// Where `.ci/test` unpacked the server's package: a folder that holds `usr`.
    ///
    /// Debian's POP3 servers exclude each other, and an installed one would start with the machine.
    var folder: String { ServerKind.packageRoot + "/.build/servers/" + rawValue }

    /// The server's program inside `folder`.
    var program: String {
        switch self {
        case .dovecot: "/usr/sbin/dovecot"
        case .popa3d: "/usr/sbin/popa3d"
        case .mailutils: "/usr/sbin/pop3d"
        }
    }

    /// Programs of the system without which the server cannot be run.
    var tools: [String] {
        switch self {
        case .dovecot, .mailutils: ["unshare", "mount", "openssl"]
        case .popa3d: ["unshare", "mount", "openssl", "socat"]
        }
    }

    private static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path
}

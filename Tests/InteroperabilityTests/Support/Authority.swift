import Foundation
import TestSupport

/// An authority that openssl made for one run, with the certificate that it signed for this machine's loopback names.
///
/// The files lie in a folder of the tests: `authority.pem` is what a client trusts, `cert.pem` and `key.pem` are the
/// server's. Whoever owns the folder removes them.
enum Authority {
    /// The issuer's name, as a refusal shows it.
    static let name = "Lab authority"

    /// Makes all of them in an existing folder.
    static func make(in folder: String) async throws {
        let configuration = folder + "/openssl.cnf"
        try Data(kinds.utf8).write(to: URL(fileURLWithPath: configuration))
        let request = ["req", "-x509", "-config", configuration, "-days", "2", "-nodes"] + newKey
        try await openssl(
            request + [
                "-extensions", "authority", "-subj", "/CN=\(name)",
                "-keyout", folder + "/authority-key.pem", "-out", folder + "/authority.pem",
            ])
        try await openssl(
            request + [
                "-extensions", "server", "-subj", "/CN=localhost",
                "-CA", folder + "/authority.pem", "-CAkey", folder + "/authority-key.pem",
                "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem",
            ])
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]

    private static let kinds = """
        [req]
        distinguished_name = name
        [name]
        [authority]
        basicConstraints = critical, CA:TRUE
        keyUsage = critical, keyCertSign
        subjectKeyIdentifier = hash
        [server]
        basicConstraints = critical, CA:FALSE
        keyUsage = critical, digitalSignature
        extendedKeyUsage = serverAuth
        subjectAltName = DNS:localhost, IP:127.0.0.1, IP:127.0.0.2, IP:::1
        subjectKeyIdentifier = hash
        authorityKeyIdentifier = keyid

        """

    private static func openssl(_ arguments: [String]) async throws {
        guard let openssl = installed("openssl") else { throw ServerError.missing("openssl") }
        let output = try await run(openssl, arguments)
        guard output.status == 0 else { throw ServerError.failed("openssl", output.stderr) }
    }
}

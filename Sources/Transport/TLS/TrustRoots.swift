import POP3
import SwiftASN1
import X509

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The certificates of trusted authorities.
enum TrustRoots {
    /// Where systems keep them: Debian, Ubuntu, Arch, Alpine; Fedora; macOS, FreeBSD.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]

    /// Read when a certificate is first checked.
    private static let system = Result { () throws(LinkError) in try certificates(inFirstOf: systemFiles) }

    /// - Throws: ``LinkError/tls(_:)`` with ``TLSFailure/roots(path:_:)``; the path of PEM in memory is empty.
    static func certificates(_ roots: TLSOptions.Roots) throws(LinkError) -> [Certificate] {
        switch roots {
        case .system: return try system.get()
        case .file(let path): return try certificates(inFile: path)
        case .pem(let text):
            let found = all(in: text)
            guard !found.isEmpty else { throw .tls(.roots(path: "", .noCertificate)) }
            return found.map(\.certificate)
        }
    }

    /// The certificates of the first file that has any.
    ///
    /// - Throws: what is wrong with the first file that is there; when none is, all their paths, separated by commas.
    static func certificates(inFirstOf paths: [String]) throws(LinkError) -> [Certificate] {
        let found = paths.filter { access($0, F_OK) == 0 }
        for path in found {
            if let certificates = try? certificates(inFile: path) { return certificates }
        }
        guard let first = found.first else {
            let reason = SystemReason.text(ofErrno: ENOENT)
            throw .tls(.roots(path: paths.joined(separator: ", "), .unreadable(reason)))
        }
        return try certificates(inFile: first)
    }

    private static func certificates(inFile path: String) throws(LinkError) -> [Certificate] {
        let found: [EncodedCertificate]
        do {
            found = all(in: try FileOctets.read(path))
        } catch {
            throw .tls(.roots(path: path, .unreadable(error.reason)))
        }
        guard !found.isEmpty else { throw .tls(.roots(path: path, .noCertificate)) }
        return found.map(\.certificate)
    }

    /// The certificates of a PEM text; what is none, or cannot be read, is passed over.
    static func all(in text: [UInt8]) -> [EncodedCertificate] {
        let documents = try? PEMDocument.parseMultiple(pemString: String(decoding: text, as: UTF8.self))
        return (documents ?? []).filter { $0.discriminator == "CERTIFICATE" }
            .compactMap { try? EncodedCertificate(der: $0.derBytes) }
    }
}

/// Reads small files: certificates and keys.
enum FileOctets {
    /// Why a file cannot be read, in the system's words.
    struct Failure: Error {
        let reason: String

        /// The failure of the call that was made last.
        init() { reason = SystemReason.text(ofErrno: errno) }
    }

    static func read(_ path: String) throws(Failure) -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Failure() }
        defer { fclose(file) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            octets += chunk[..<count]
            guard count == chunk.count else { break }
        }
        // A folder can be opened, but not read.
        guard ferror(file) == 0 else { throw Failure() }
        return octets
    }
}

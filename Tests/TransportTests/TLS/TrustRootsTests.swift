import POP3
import TestSupport
import Testing

@testable import Transport

@Suite("The trusted roots of a system")
struct TrustRootsTests {
    @Test func `the first file with certificates counts, whatever stands before it`() throws {
        let folder = try TemporaryFolder()
        let authority = try TestAuthority.trusted.get()
        let text = String(decoding: try authority.pem, as: UTF8.self)
        let paths = [folder.path + "/none.pem", try folder.write("", "empty.pem"), try folder.write(text, "roots.pem")]
        #expect(try TrustRoots.certificates(inFirstOf: paths) == [authority.certificate])
    }

    @Test func `without any file the paths are named, and with a bad one that one`() throws {
        let folder = try TemporaryFolder()
        let missing = ["/a.pem", "/b.pem"].map { folder.path + $0 }
        let nowhere = TLSFailure.roots(
            path: missing.joined(separator: ", "), .unreadable("No such file or directory"))
        #expect(throws: LinkError.tls(nowhere)) { try TrustRoots.certificates(inFirstOf: missing) }
        let empty = try folder.write("", "empty.pem")
        #expect(throws: LinkError.tls(.roots(path: empty, .noCertificate))) {
            try TrustRoots.certificates(inFirstOf: missing + [empty])
        }
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Files that belong to one person: read whole, written by atomic rename, mode 0600.
public enum PrivateFile {
    /// Why a file could not be read or written; the text is the system's.
    public struct Failure: Error, Hashable, Sendable {
        /// The path.
        public let path: String
        /// The system's words.
        public let reason: String

        /// - Parameter code: the `errno` of the call that failed, read before any other call.
        init(_ path: String, _ code: Int32) {
            self.path = path
            reason = String(cString: strerror(code))
        }
    }

    /// The octets of a file, at most `limit`; `nil` when there is no such file.
    public static func read(_ path: String, limit: Int = 16_777_216) throws(Failure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        let code = errno
        guard descriptor >= 0 else {
            if code == ENOENT || code == ENOTDIR { return nil }
            throw Failure(path, code)
        }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        reading: while octets.count < limit {
            switch DescriptorReader.read(from: descriptor) {
            case .octets(let chunk): octets += chunk
            case .end: break reading
            case .failed(let code): throw Failure(path, code)
            }
        }
        return Array(octets.prefix(limit))
    }

    /// Replaces a file by these octets, or makes it, with the folders above it. A program killed half way leaves the old file.
    public static func write(_ octets: [UInt8], to path: String) throws(Failure) {
        makeFolders(above: path)
        let draft = try FileDraft(replacing: path)
        draft.append(octets)
        try draft.finish()
    }

    private static func makeFolders(above path: String) {
        var folder = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += part + "/"
            mkdir(folder, 0o700)
        }
    }
}

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
        return try read(from: descriptor, path, limit: limit)
    }

    /// The octets of an open file, at most `limit`.
    static func read(from descriptor: Int32, _ path: String, limit: Int) throws(Failure) -> [UInt8] {
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

    /// What the system knows of a file.
    struct Facts: Hashable {
        let device: UInt64
        let number: UInt64
        let kind: UInt32
        let size: Int

        fileprivate init(_ status: stat) {
            device = UInt64(truncatingIfNeeded: status.st_dev)
            number = UInt64(truncatingIfNeeded: status.st_ino)
            kind = UInt32(status.st_mode & S_IFMT)
            size = Int(status.st_size)
        }

        var isRegular: Bool { kind == UInt32(S_IFREG) }

        /// Whether both are of one file, whatever it holds now.
        func isSameFile(as other: Facts) -> Bool { device == other.device && number == other.number }
    }

    /// The facts of an open file; `nil` when there are none.
    static func facts(of descriptor: Int32) -> Facts? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Facts(status) : nil
    }

    /// The facts of what stands at a path, of a link itself; `nil` when nothing does.
    static func facts(at path: String) -> Facts? {
        var status = stat()
        return lstat(path, &status) == 0 ? Facts(status) : nil
    }

    /// The facts of what a path leads to; `nil` when it leads to nothing.
    static func facts(behind path: String) -> Facts? {
        var status = stat()
        return stat(path, &status) == 0 ? Facts(status) : nil
    }

    private static func makeFolders(above path: String) {
        var folder = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += part + "/"
            mkdir(folder, 0o700)
        }
    }
}

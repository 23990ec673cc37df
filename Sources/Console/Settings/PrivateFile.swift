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

        init(_ path: String) {
            self.path = path
            reason = String(cString: strerror(errno))
        }
    }

    /// The octets of a file, at most `limit`; `nil` when there is no such file.
    public static func read(_ path: String, limit: Int = 16_777_216) throws(Failure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Failure(path)
        }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        errno = 0
        while octets.count < limit, let chunk = DescriptorReader.read(from: descriptor) { octets += chunk }
        guard errno == 0 || errno == EINTR else { throw Failure(path) }
        return Array(octets.prefix(limit))
    }

    /// Replaces a file by these octets, or makes it, with the folders above it. A program killed half way leaves the old file.
    public static func write(_ octets: [UInt8], to path: String) throws(Failure) {
        let draft = try FileDraft(replacing: path)
        draft.append(octets)
        try draft.finish()
    }
}

/// A file that is being written beside the one it will replace: nobody ever sees half of it.
///
/// One owner, which ends it by ``finish()`` or ``discard()``.
public final class FileDraft {
    private let path: String
    private let partial: String
    private let descriptor: Int32
    private var isComplete = true

    /// Opens a draft with mode 0600, and makes the folders above it.
    public init(replacing path: String) throws(PrivateFile.Failure) {
        self.path = path
        partial = "\(path).\(getpid()).partial"
        Self.makeFolders(above: path)
        descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateFile.Failure(path) }
    }

    /// Adds octets; a disk that is full is told by ``finish()``.
    public func append(_ octets: [UInt8]) {
        isComplete = isComplete && StandardStream(descriptor: descriptor).write(octets)
    }

    /// Puts the draft in place of the file, once it is safely on the disk.
    public func finish() throws(PrivateFile.Failure) {
        let isSafe = isComplete && fsync(descriptor) == 0
        close(descriptor)
        guard isSafe, rename(partial, path) == 0 else {
            let failure = PrivateFile.Failure(path)
            unlink(partial)
            throw failure
        }
    }

    /// Throws the draft away; the file stays what it was.
    public func discard() {
        close(descriptor)
        unlink(partial)
    }

    private static func makeFolders(above path: String) {
        var folder = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += part + "/"
            mkdir(folder, 0o700)
        }
    }
}

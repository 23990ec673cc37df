#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file of mode 0600 that grows, and stays whole however the program ends: what does not fit on the disk is cut off again.
///
/// One owner.
final class RecordFile {
    let path: String
    /// How many octets were written.
    private(set) var count = 0
    /// Why nothing more is written; `nil` while all goes well.
    private(set) var failure: PrivateFile.Failure?
    private let descriptor: Int32

    /// A file that is open for writing, and empty.
    init(_ path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Makes a file that does not exist yet.
    convenience init(newAt path: String) throws(PrivateFile.Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        let code = errno
        guard descriptor >= 0 else { throw PrivateFile.Failure(path, code) }
        self.init(path, descriptor: descriptor)
    }

    /// Makes a file, or empties one and makes it private. What is no plain file is left alone.
    convenience init(replacing path: String) throws(PrivateFile.Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        let code = errno
        guard descriptor >= 0 else { throw PrivateFile.Failure(path, code) }
        self.init(path, descriptor: descriptor)
        if let code = Self.errorEmptying(descriptor) { throw PrivateFile.Failure(path, code) }
    }

    deinit {
        close(descriptor)
    }

    private static func errorEmptying(_ descriptor: Int32) -> Int32? {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return errno }
        guard facts.st_mode & S_IFMT == S_IFREG else { return EINVAL }
        return fchmod(descriptor, 0o600) == 0 && ftruncate(descriptor, 0) == 0 ? nil : errno
    }

    /// Adds octets, whole lines of them: all of them, or none and nothing more.
    func append(_ octets: [UInt8]) {
        guard failure == nil, !octets.isEmpty else { return }
        let code = StandardStream(descriptor: descriptor).errorWriting(octets)
        guard code == 0 else {
            failure = PrivateFile.Failure(path, code)
            return truncate(to: count)
        }
        count += octets.count
    }

    /// Goes back to where the file had so many octets.
    func truncate(to length: Int) {
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
            failure = failure ?? PrivateFile.Failure(path, errno)
            return
        }
        count = length
    }
}

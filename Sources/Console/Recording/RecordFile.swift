#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that grows, and stays whole however the program ends: what does not fit on the disk is cut off again.
///
/// One owner.
final class RecordFile {
    let path: String
    /// How many octets were written.
    private(set) var count = 0
    /// Why nothing more is written; `nil` while all goes well.
    private(set) var failure: PrivateFile.Failure?
    private let descriptor: Int32
    /// Whether the file was made here.
    private let isNew: Bool

    /// A file that is open for writing, and empty.
    init(_ path: String, descriptor: Int32, isNew: Bool = false) {
        self.path = path
        self.descriptor = descriptor
        self.isNew = isNew
    }

    /// Makes a file of mode 0600 that does not exist yet.
    convenience init(newAt path: String) throws(PrivateFile.Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        let code = errno
        guard descriptor >= 0 else { throw PrivateFile.Failure(path, code) }
        self.init(path, descriptor: descriptor, isNew: true)
    }

    /// Opens a plain file, which stays what it is until ``empty()``.
    private convenience init(existingAt path: String) throws(PrivateFile.Failure) {
        let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        let code = errno
        guard descriptor >= 0 else { throw PrivateFile.Failure(path, code) }
        self.init(path, descriptor: descriptor)
        guard let facts = PrivateFile.facts(of: descriptor), facts.isRegular else {
            throw PrivateFile.Failure(path, EINVAL)
        }
    }

    /// Opens files for a recording: all of them, or none, and then each is what it was.
    ///
    /// - Parameter isReplacing: whether files that exist are emptied, and made private.
    static func all(at paths: [String], isReplacing: Bool) throws(PrivateFile.Failure) -> [RecordFile] {
        var files: [RecordFile] = []
        do throws(PrivateFile.Failure) {
            for path in paths {
                let exists = isReplacing && PrivateFile.facts(at: path) != nil
                files.append(exists ? try RecordFile(existingAt: path) : try RecordFile(newAt: path))
            }
            for file in files { try file.empty() }
        } catch {
            for file in files where file.isNew { unlink(file.path) }
            throw error
        }
        return files
    }

    deinit {
        close(descriptor)
    }

    private func empty() throws(PrivateFile.Failure) {
        guard !isNew else { return }
        guard fchmod(descriptor, 0o600) == 0, ftruncate(descriptor, 0) == 0 else {
            throw PrivateFile.Failure(path, errno)
        }
    }

    /// Whether both are the same file on the disk.
    func isSame(as other: RecordFile) -> Bool {
        guard let own = PrivateFile.facts(of: descriptor), let others = PrivateFile.facts(of: other.descriptor) else {
            return false
        }
        return own.isSameFile(as: others)
    }

    /// Whether a path leads to this file, by whatever name.
    func stands(at path: String) -> Bool {
        guard let own = PrivateFile.facts(of: descriptor), let found = PrivateFile.facts(behind: path) else {
            return false
        }
        return own.isSameFile(as: found)
    }

    /// Why nothing may be cut off any more: it has another size than was written here. `nil` while it has that size.
    var changeByOthers: PrivateFile.Failure? {
        PrivateFile.facts(of: descriptor)?.size == count ? nil : PrivateFile.Failure(path, ESTALE)
    }

    /// Why what stands at its path may hold what was cut off here: another program has put a copy there. `nil` where it is the
    /// same file, or none.
    var replacementByOthers: PrivateFile.Failure? {
        guard let found = PrivateFile.facts(at: path) else { return nil }
        let isOwn = PrivateFile.facts(of: descriptor)?.isSameFile(as: found) == true
        return isOwn ? nil : PrivateFile.Failure(path, ESTALE)
    }

    /// Adds octets, whole lines of them: all of them, or none and nothing more.
    func append(_ octets: [UInt8]) {
        guard failure == nil, !octets.isEmpty else { return }
        let code = StandardStream(descriptor: descriptor).errorWriting(octets)
        guard code == 0 else {
            failure = PrivateFile.Failure(path, code)
            truncate(to: count)
            return
        }
        count += octets.count
    }

    /// Goes back to where the file had so many octets.
    ///
    /// - Returns: why it could not; `nil` when all went well.
    @discardableResult
    func truncate(to length: Int) -> PrivateFile.Failure? {
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
            let reason = PrivateFile.Failure(path, errno)
            failure = failure ?? reason
            return reason
        }
        count = length
        return nil
    }
}

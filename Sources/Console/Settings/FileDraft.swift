#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is being written beside the one it will replace: nobody ever sees half of it.
///
/// A symbolic link stays, and the file that it leads to is replaced. A device or a pipe is no file that could be replaced:
/// it is written to as the octets come. One owner, which ends it by ``finish()`` or ``discard()``.
public final class FileDraft {
    /// The path as it was named.
    private let path: String
    /// What is replaced, and what is written until then; `nil` for what is written to directly.
    private let replacement: (target: String, partial: String)?
    private let descriptor: Int32
    /// The `errno` of the first call that failed; 0 while all went well.
    private var code: Int32 = 0

    /// What the name of a draft ends with, behind the number of the process that writes it.
    private static let suffix = ".partial"

    /// Opens a draft with mode 0600 in a folder that exists.
    public init(replacing path: String) throws(PrivateFile.Failure) {
        self.path = path
        if let facts = PrivateFile.facts(behind: path), !facts.isRegular {
            replacement = nil
            descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
        } else {
            let target = Self.target(of: path)
            let partial = "\(target).\(getpid())\(Self.suffix)"
            replacement = (target, partial)
            // What stands there is of an earlier process, or somebody else's trap: never written through.
            unlink(partial)
            descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        let code = errno
        guard descriptor >= 0 else { throw PrivateFile.Failure(path, code) }
    }

    /// Whether a draft for this path would replace a file that exists. What stands in `/dev` is where somebody has sent the
    /// output, even when that is a file.
    public static func replaces(_ path: String) -> Bool {
        !path.hasPrefix("/dev/") && PrivateFile.facts(behind: path)?.isRegular == true
    }

    /// The file that a path leads to over all symbolic links; the path itself where there is none yet.
    private static func target(of path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Adds octets; a disk that is full is told by ``finish()``.
    public func append(_ octets: [UInt8]) {
        if code == 0 { code = StandardStream(descriptor: descriptor).errorWriting(octets) }
    }

    /// Puts the draft in place of the file, once it is safely on the disk.
    public func finish() throws(PrivateFile.Failure) {
        if code == 0, replacement != nil, fsync(descriptor) != 0 { code = errno }
        close(descriptor)
        if code == 0, let replacement, rename(replacement.partial, replacement.target) != 0 { code = errno }
        guard code == 0 else {
            if let replacement { unlink(replacement.partial) }
            throw PrivateFile.Failure(path, code)
        }
    }

    /// Throws the draft away; the file stays what it was. What went to a device is gone.
    public func discard() {
        close(descriptor)
        if let replacement { unlink(replacement.partial) }
    }

    /// Removes drafts of a file whose process was killed before it could.
    static func removeAbandoned(replacing path: String) {
        let path = target(of: path)
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let folder = String(path.dropLast(name.count))
        for file in names(in: folder.isEmpty ? "." : folder) where file.hasPrefix(name + ".") {
            guard file.hasSuffix(suffix), let process = pid_t(file.dropFirst(name.count + 1).dropLast(suffix.count)),
                process > 0, kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink(folder + file)
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            names.append(String(decoding: name, as: UTF8.self))
        }
        return names
    }
}

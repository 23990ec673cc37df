import ArgumentParser
import Console
import Handbook

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file of lines, open for the whole run.
struct InputFile {
    /// The exit status for an input that cannot be read.
    private static let cannotRead = ExitCode(66)

    /// The open file.
    let descriptor: Int32

    /// Opens a file; `nil` and `-` are standard input.
    ///
    /// - Throws: exit status 66, after saying why on standard error.
    init(path: String?) throws {
        guard let path, path != "-" else {
            descriptor = 0
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        // A folder can be opened, but no line comes of it.
        guard descriptor < 0 || read(descriptor, nil, 0) < 0 else { return }
        let reason = String(cString: strerror(errno))
        StandardStream.error.say(FileWords.cannotRead(path, reason)[HelpWords.language])
        throw Self.cannotRead
    }
}

/// Which file it is, by whatever path it is named.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// The file that a path leads to over all symbolic links, and standard input for `-`; `nil` when there is none.
    init?(path: String) {
        var status = stat()
        guard path == "-" ? fstat(0, &status) == 0 : stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(status.st_ino)
    }

    /// Whether writing to a path would replace one of these files; a device or a pipe replaces nothing.
    static func isOne(of files: [String], path: String) -> Bool {
        guard FileDraft.replaces(path), let target = FileIdentity(path: path) else { return false }
        return files.contains { FileIdentity(path: $0) == target }
    }
}

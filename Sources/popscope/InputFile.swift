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
        StandardStream.error.write(line: FileWords.cannotRead(path, reason)[HelpWords.language])
        throw Self.cannotRead
    }
}

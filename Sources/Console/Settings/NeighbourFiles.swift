#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files beside a transcript, which it names by `S< NAME`.
///
/// The name is a word of the transcript, which may have come from anywhere: only a plain file in the same folder is read,
/// and none that is hidden, a link, or larger than 1 GiB. A pipe is not waited for.
public struct NeighbourFiles: Sendable {
    /// The largest file that is read, in octets.
    static let limit = 1 << 30

    private let folder: String

    /// The files beside the one at a path; beside standard input those of the folder in which the program runs.
    public init(beside path: String) {
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// The octets of a file; `nil` when there is none that may be read.
    public func octets(of name: String) -> [UInt8]? {
        guard !name.isEmpty, !name.hasPrefix("."), !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 })
        else { return nil }
        let descriptor = open(folder + name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let facts = PrivateFile.facts(of: descriptor), facts.isRegular, facts.size <= Self.limit,
            let octets = try? PrivateFile.read(from: descriptor, folder + name, limit: Self.limit + 1)
        else { return nil }
        return octets.count <= Self.limit ? octets : nil
    }
}

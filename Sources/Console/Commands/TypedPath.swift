#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A path of a file as a person types it: bare, with spaces and all, or in quotation marks as for `:send`.
///
/// `~` in front stands for the home folder, as in a shell.
struct TypedPath: Hashable, Sendable {
    /// The path as the system takes it; never empty, without NUL.
    let path: String

    /// Reads a path.
    ///
    /// - Parameter home: what `~` stands for; `nil` leaves it as it is.
    init(_ text: String, home: String?) throws(OctetNotation.Fault) {
        guard text.hasPrefix("\"") else {
            guard !text.isEmpty else { throw .empty }
            path = Self.expanded(text, home)
            return
        }
        let octets = try OctetNotation.octets(of: text)
        guard !octets.isEmpty, !octets.contains(0) else { throw .empty }
        path = Self.expanded(String(decoding: octets, as: UTF8.self), home)
    }

    /// The home folder of the person; `nil` when the environment names none.
    static var home: String? {
        guard let value = getenv("HOME") else { return nil }
        let home = String(cString: value)
        return home.hasPrefix("/") ? home : nil
    }

    private static func expanded(_ text: String, _ home: String?) -> String {
        guard let home, text == "~" || text.hasPrefix("~/") else { return text }
        return home + text.dropFirst()
    }

    /// The folder that the file is in, or would be in.
    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What stands at the path now.
    var kind: Kind { Self.kind(of: path) }

    /// Whether the folder that it is in exists.
    var hasFolder: Bool { Self.kind(of: folder) == .folder }

    /// What can stand at a path.
    enum Kind: Hashable, Sendable { case nothing, folder, file }

    private static func kind(of path: String) -> Kind {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return .nothing }
        return facts.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }
}

public import Foundation

/// A new, empty folder, removed with all it holds when the last owner lets go of it.
public final class TemporaryFolder: Sendable {
    /// Its absolute path.
    public let path: String

    /// Makes a folder that only this user can read.
    public init() throws {
        path = try TemporaryFolder.make()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Makes a folder that only this user can read and nobody removes; for owners that outlive the tests.
    public static func make() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("popscope-\(UUID().uuidString)")
        let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: mode)
        return folder.path
    }

    /// The contents of every regular file below the folder, by path relative to it.
    public var files: [String: Data] {
        var found: [String: Data] = [:]
        for name in FileManager.default.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? [] {
            var isFolder: ObjCBool = false
            let whole = path + "/" + name
            if FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue {
                found[name] = FileManager.default.contents(atPath: whole)
            }
        }
        return found
    }
}

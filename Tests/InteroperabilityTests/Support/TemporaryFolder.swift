import Foundation

/// A new, empty folder, removed with all it holds when the last owner lets go of it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = try TemporaryFolder.make()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Makes a folder that only this user can read and nobody removes; for owners that outlive the tests.
    static func make() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("popscope-\(UUID().uuidString)")
        let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: mode)
        return folder.path
    }

    /// The contents of every regular file below the folder, by path relative to it.
    var files: [String: Data] {
        var found: [String: Data] = [:]
        for name in FileManager.default.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? [] {
            var isFolder: ObjCBool = false
            let whole = path + "/" + name
            guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue else { continue }
            found[name] = FileManager.default.contents(atPath: whole)
        }
        return found
    }
}

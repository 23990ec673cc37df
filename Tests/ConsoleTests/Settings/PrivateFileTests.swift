import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("Files that belong to one person")
struct PrivateFileTests {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `a file is made with its folders, and nobody else can read it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a/b/history"
        try PrivateFile.write([1, 2, 3], to: path)
        #expect(try PrivateFile.read(path) == [1, 2, 3])
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.path + "/a") == 0o700)
        #expect(folder.files.keys.sorted() == ["a/b/history"])
    }

    @Test func `writing again replaces the file, and its mode`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/config"
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try PrivateFile.write(Array("new".utf8), to: path)
        #expect(folder.files == ["config": Data("new".utf8)])
        #expect(try mode(path) == 0o600)
    }

    @Test func `no such file is no failure`() throws {
        let folder = try TemporaryFolder()
        #expect(try PrivateFile.read(folder.path + "/none") == nil)
        #expect(try PrivateFile.read(folder.path + "/none/below") == nil)
    }

    @Test func `no more than the limit is read`() throws {
        let folder = try TemporaryFolder()
        try PrivateFile.write([UInt8](repeating: 7, count: 200_000), to: folder.path + "/f")
        #expect(try PrivateFile.read(folder.path + "/f", limit: 100_000)?.count == 100_000)
    }

    @Test func `what cannot be read or written is said with its path`() throws {
        let folder = try TemporaryFolder()
        #expect { try PrivateFile.read(folder.path) } throws: { ($0 as? PrivateFile.Failure)?.path == folder.path }
        try PrivateFile.write([], to: folder.path + "/file")
        let below = folder.path + "/file/below"
        #expect { try PrivateFile.write([], to: below) } throws: { error in
            let failure = error as? PrivateFile.Failure
            return failure?.path == below && failure?.reason == String(cString: strerror(ENOTDIR))
        }
        #expect { try PrivateFile.write([], to: folder.path) } throws: { _ in true }
        #expect(folder.files.keys.sorted() == ["file"])
    }
}

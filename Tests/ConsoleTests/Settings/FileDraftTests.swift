import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("Drafts of files")
struct FileDraftTests {
    @Test func `a draft is not seen before it is finished`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mail.eml"
        try PrivateFile.write(Array("old".utf8), to: path)
        let draft = try FileDraft(replacing: path)
        draft.append(Array("half".utf8))
        #expect(try PrivateFile.read(path) == Array("old".utf8))
        draft.append(Array(", whole".utf8))
        try draft.finish()
        #expect(folder.files == ["mail.eml": Data("half, whole".utf8)])
    }

    @Test func `a draft that is discarded leaves what was`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mail.eml"
        try PrivateFile.write(Array("old".utf8), to: path)
        let draft = try FileDraft(replacing: path)
        draft.append(Array("half".utf8))
        draft.discard()
        #expect(folder.files == ["mail.eml": Data("old".utf8)])
    }

    @Test func `a link that stands where the draft goes is not written through`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mail.eml"
        let victim = folder.path + "/victim"
        try PrivateFile.write(Array("precious".utf8), to: victim)
        try FileManager.default.createSymbolicLink(atPath: "\(path).\(getpid()).partial", withDestinationPath: victim)
        let draft = try FileDraft(replacing: path)
        draft.append(Array("mail".utf8))
        try draft.finish()
        #expect(folder.files == ["mail.eml": Data("mail".utf8), "victim": Data("precious".utf8)])
    }

    @Test func `a folder is not made for a draft`() throws {
        let folder = try TemporaryFolder()
        #expect { try FileDraft(replacing: folder.path + "/none/mail.eml") } throws: { error in
            (error as? PrivateFile.Failure)?.reason == String(cString: strerror(ENOENT))
        }
        #expect(folder.files.isEmpty)
    }

    @Test func `a draft that cannot take its place says the system's reason, and leaves nothing`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mail.eml"
        let draft = try FileDraft(replacing: path)
        draft.append(Array("mail".utf8))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect { try draft.finish() } throws: { error in
            (error as? PrivateFile.Failure)?.reason == String(cString: strerror(EISDIR))
        }
        #expect(folder.files.isEmpty)
    }

    #if os(Linux)
    @Test func `a disk that is full is told with its reason`() {
        #expect(StandardStream(descriptor: open("/dev/full", O_WRONLY)).errorWriting([1]) == ENOSPC)
    }
    #endif
}

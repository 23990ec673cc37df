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

    @Test func `a link stays, and the file that it leads to is replaced`() throws {
        let folder = try TemporaryFolder()
        let (path, target) = (folder.path + "/mail.eml", folder.path + "/real.eml")
        try PrivateFile.write(Array("old".utf8), to: target)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "real.eml")
        try PrivateFile.write(Array("new".utf8), to: path)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "real.eml")
        #expect(try PrivateFile.read(target) == Array("new".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["mail.eml", "real.eml"])
    }

    @Test(arguments: [true, false])
    func `a pipe is written to, and stays`(isLinked: Bool) throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        // Open at both ends, so that nobody waits.
        let reader = open(pipe, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        let path = isLinked ? folder.path + "/link" : pipe
        if isLinked { symlink(pipe, path) }
        try PrivateFile.write(Array("mail".utf8), to: path)
        var octets = [UInt8](repeating: 0, count: 16)
        #expect(read(reader, &octets, octets.count) == 4)
        #expect(octets.prefix(4) == Array("mail".utf8)[...])
        #expect(PrivateFile.facts(at: pipe)?.isRegular == false)
        let draft = try FileDraft(replacing: path)
        draft.discard()
        #expect(PrivateFile.facts(at: pipe)?.isRegular == false)
    }

    @Test func `a folder is no place for a draft`() throws {
        let folder = try TemporaryFolder()
        #expect { try FileDraft(replacing: folder.path) } throws: { error in
            (error as? PrivateFile.Failure)?.reason == String(cString: strerror(EISDIR))
        }
    }

    @Test func `what a killed program left is cleared away behind a link, too`() throws {
        let folder = try TemporaryFolder()
        let (path, target) = (folder.path + "/history", folder.path + "/real")
        try PrivateFile.write([1], to: target)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        // No process has this number: it is above the largest that the system gives.
        try PrivateFile.write([2], to: "\(target).\(Int32.max).partial")
        FileDraft.removeAbandoned(replacing: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["history", "real"])
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

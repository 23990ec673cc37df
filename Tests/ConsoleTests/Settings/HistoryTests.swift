import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("The history")
struct HistoryTests {
    @Test(arguments: [
        "PASS wonderland", "pass wonderland", "Pass\twonderland", "  PASS wonderland", "ＰＡＳＳ wonderland",
        "PASS　wonderland", "パス wonderland", "wonderlandを渡す", "APOP alice c4c9334bac560ecc979e58001b3e22fb",
        "AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=", "auth plain AGFsaWNlAHdvbmRlcmxhbmQ=", ":pass wonderland",
        "：pass wonderland", ":apop alice wonderland", ":b64 enc wonderland", "：b64 enc wonderland",
        ":send \"PASS wonderland\\r\\n\"", ":SEND PASS wonderland", ":pipeline USER alice;PASS wonderland",
        "：pipeline USER alice; PASS wonderland", ":open pop3://alice:wonderland@pop.example.jp",
        "：open pop://alice:wonderland@pop.example.jp", ":open alice:wonderland@pop.example.jp", ":psas wonderland", "",
        "LIST\u{1B}[2J", "LIST\n", "PASSwonderland", "psas wonderland", "USER alice wonderland", "C: PASS wonderland",
        ":passwonderland", "::PASS wonderland", ":help PASS wonderland", "pop3://alice:wonderland@pop.example.jp",
        "AUTH AGFsaWNlAHdvbmRlcmxhbmQ=", "PADD wonderland", "PASwonderland", "P ASS wonderland", ":padd wonderland",
    ])
    func `a line that may hold a secret is not kept, in memory or on disk`(line: String) throws {
        let folder = try TemporaryFolder()
        var history = History(path: folder.path + "/history")
        let isAdded = history.add(line, keepsNames: true)
        #expect(!isAdded)
        try history.save()
        #expect(folder.files.isEmpty)
    }

    @Test(arguments: [
        "USER alice", "LIST", "RETR 1", "PASS", "AUTH PLAIN", ":open pop.example.jp 110", ":pass", ":help PASS",
        ":hlep", "FOO 1", "XYZZY", "STTA", "LSIT 1", "EHLO pass.example.jp", ":save 1 mail.eml", "::help",
    ])
    func `other lines are kept as they are`(line: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/history"
        var history = History(path: path)
        let isAdded = history.add(line, keepsNames: true)
        #expect(isAdded)
        try history.save()
        #expect(History(path: path).earlier == [line])
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: ["USER alice", "user alice", "ＵＳＥＲ alice", "ユーザー alice"])
    func `names are left out where that was chosen`(line: String) {
        var history = History(path: nil)
        let isAdded = history.add(line, keepsNames: false)
        #expect(!isAdded)
    }

    @Test func `a line that repeats the one before it is not added again`() {
        var history = History(path: nil)
        let added = ["LIST", "LIST", "STAT", "LIST"].map { history.add($0, keepsNames: true) }
        #expect(added == [true, false, true, true])
    }

    @Test func `two programs at once lose nothing of each other`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/state/history"
        var first = History(path: path)
        var second = History(path: path)
        first.add("STAT", keepsNames: true)
        second.add("LIST", keepsNames: true)
        try first.save()
        try second.save()
        #expect(History(path: path).earlier == ["STAT", "LIST"])
    }

    @Test func `the file keeps the last thousand lines`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/history"
        for range in [1...700, 701...1_500] {
            var history = History(path: path)
            for number in range { history.add("RETR \(number)", keepsNames: true) }
            try history.save()
        }
        #expect(History(path: path).earlier == (501...1_500).map { "RETR \($0)" })
    }

    @Test func `a file that cannot be read is kept as it is, and why is said`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/history"
        try FileManager.default.createDirectory(atPath: path + "/inside", withIntermediateDirectories: true)
        var history = History(path: path)
        try history.save()
        history.add("LIST", keepsNames: true)
        #expect { try history.save() } throws: { error in
            let failure = error as? PrivateFile.Failure
            return failure?.path == path && failure?.reason == String(cString: strerror(EISDIR))
        }
        #expect(FileManager.default.fileExists(atPath: path + "/inside"))
        #expect(folder.files.isEmpty)
    }

    @Test func `what a killed program left is cleared away, what a living one writes is not`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/history"
        let dead = Process()
        dead.executableURL = URL(fileURLWithPath: "/bin/sh")
        dead.arguments = ["-c", "exit 0"]
        try dead.run()
        dead.waitUntilExit()
        let kept = [
            "history", "history.\(getppid()).partial", "history.x.partial", "history.-1.partial", "other.9.partial",
        ]
        for name in kept + ["history.\(dead.processIdentifier).partial"] {
            try PrivateFile.write(Array("USER alice\n".utf8), to: folder.path + "/" + name)
        }
        #expect(History(path: path).earlier == ["USER alice"])
        #expect(folder.files.keys.sorted() == kept.sorted())
    }

    @Test func `the user who was named last is remembered`() {
        var history = History(path: nil)
        #expect(history.lastUser == nil)
        history.add("USER alice", keepsNames: true)
        history.add("user bob", keepsNames: true)
        history.add("STAT", keepsNames: true)
        #expect(history.lastUser == "bob")
    }

    @Test func `without a place nothing is written, and what cannot be written is said`() throws {
        var history = History(path: nil)
        history.add("LIST", keepsNames: true)
        try history.save()
        let folder = try TemporaryFolder()
        try PrivateFile.write([], to: folder.path + "/file")
        var blocked = History(path: folder.path + "/file/history")
        blocked.add("LIST", keepsNames: true)
        #expect(throws: PrivateFile.Failure.self) { try blocked.save() }
    }
}

import Console
import Foundation
import POP3
import TestSupport
import Testing

@testable import popscope

@Suite("The files of a proxy")
struct ProxyRecordingsTests {
    @Test func `a file that an earlier run left is left alone, and the next free number is taken`() throws {
        let folder = try TemporaryFolder()
        let left = Data("left\n".utf8)
        try left.write(to: URL(fileURLWithPath: folder.path + "/a-2.pop3"))
        let recordings = ProxyRecordings(place: .file(folder.path + "/a.pop3"), .all, "mail.example.jp", 0)
        for number in 1...3 { try recordings.begin(number).finish() }
        #expect(folder.files.keys.sorted() == ["a-2.pop3", "a-3.pop3", "a-4.pop3", "a.pop3"])
        #expect(folder.files["a-2.pop3"] == left)
    }

    @Test func `a folder that is gone is told of, and not tried for ever`() throws {
        let folder = try TemporaryFolder()
        let recordings = ProxyRecordings(place: .folder(folder.path + "/gone"), .none, "mail.example.jp", 0)
        #expect(throws: (any Error).self) { try recordings.begin(1) }
    }
}

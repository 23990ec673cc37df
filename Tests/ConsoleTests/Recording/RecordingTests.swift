import Foundation
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("A recording on the disk")
struct RecordingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/a.pop3" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private static func sent(_ text: String) -> Recorded { .event(.sent(.client, WireText(Array(text.utf8)))) }
    private static func said(_ text: String) -> Recorded { .event(.sent(.server, WireText(Array(text.utf8)))) }

    private static let large = Recorded.lines([UInt8](repeating: 120, count: 4_000) + [13, 10])

    private func text(_ name: String = "a.pop3") -> String {
        String(decoding: folder.files[name] ?? Data(), as: UTF8.self)
    }

    private func begin(_ options: RecordOptions = RecordOptions()) throws -> Recording {
        try Recording(to: path, options, header: [], isReplacing: false)
    }

    @Test func `the file is whole after every piece, as if the program were killed then`() throws {
        let recording = try begin()
        var log = TranscriptLog()
        log.append([.event(.connect)], at: .zero)
        recording.begin(log)
        let mail = ["a\r\nb", "c\r\n"].map { Recorded.mail(Array($0.utf8)) }
        for piece in [Self.said("+OK"), Self.sent("RETR 1"), Self.said("+OK")] + mail {
            log.append([piece], at: .zero)
            recording.follow(log)
            #expect(throws: Never.self) { try Transcript(Array(text().utf8)) }
            #expect(text().hasSuffix("\n"))
        }
        #expect(text() == "#!pop3-transcript 1\n* connect\nS: +OK\nC: RETR 1\nS: +OK\nS: a\nS: bc\n")
    }

    @Test func `what is not kept any more stands as a note`() throws {
        var log = TranscriptLog(limit: 20_000)
        log.append([.event(.connect), Self.said("+OK")], at: .zero)
        for number in 1...20 { log.append([Self.sent("RETR \(number)"), Self.large], at: .zero) }
        try begin().begin(log)
        let events = try Transcript(Array(text().utf8)).events.map(\.event)
        #expect(events.prefix(2) == [.connect, .sent(.server, WireText(Array("+OK".utf8)))])
        let words = "a part is missing here: no more than about 16 MiB are kept before a recording begins"
        #expect(events[2] == .note(words))
        #expect(events[3] == .sent(.client, WireText(Array("RETR 17".utf8))))
    }

    @Test func `a line that is not kept any more is cut out with what came behind it`() throws {
        let recording = try begin()
        var log = TranscriptLog(limit: 20_000)
        log.append([.event(.connect), Self.said("+OK")], at: .zero)
        recording.begin(log)
        log.append([Self.sent("hunter2"), Self.said("hunter2")], at: .zero)
        recording.follow(log)
        for _ in 1...9 {
            log.append([Self.large], at: .zero)
            recording.follow(log)
        }
        #expect(log.takeBackLastLine() == nil)
        recording.rewrite(log, from: nil)
        log.append([Self.sent("QUIT")], at: .zero)
        recording.follow(log)
        #expect(
            text()
                == "#!pop3-transcript 1\n* connect\nS: +OK\n"
                + "* note a line with a secret was taken out here, and what came behind it\nC: QUIT\n")
    }

    @Test func `a line that is taken back is written anew, its times too`() throws {
        var options = RecordOptions()
        options.hasTiming = true
        let recording = try begin(options)
        var log = TranscriptLog()
        log.append([.event(.connect), Self.said("+OK"), Self.sent("hunter2")], at: .milliseconds(1))
        recording.begin(log)
        log.append([Self.said("-ERR hunter2 is long, and said again: hunter2")], at: .milliseconds(2))
        recording.follow(log)
        let taken = log.takeBackLastLine()
        recording.rewrite(log, from: taken?.index)
        recording.rewrite(log, from: log.takeBackLastLine()?.index)
        log.append([Self.sent("QUIT")], at: .microseconds(3_500_001))
        recording.follow(log)
        recording.finish()
        #expect(
            text() == """
                #!pop3-transcript 1
                * connect
                S: +OK
                C: ${secret:typed}
                S: -ERR ${secret:typed} is long, and said again: ${secret:typed}
                C: QUIT

                """)
        #expect(text("a.timing") == "#!pop3-timing 1\n2 1.000\n3 1.000\n4 1.000\n5 2.000\n6 3500.001\n")
    }

    @Test func `a file grows, and can be cut`() throws {
        let file = try RecordFile(newAt: path)
        file.append(Array("one\n".utf8))
        file.truncate(to: 0)
        file.append(Array("two\n".utf8))
        #expect(text() == "two\n")
        #expect(file.count == 4)
        #expect(file.failure == nil)
        #expect(throws: PrivateFile.Failure.self) { try RecordFile(newAt: path) }
        #expect(throws: PrivateFile.Failure.self) { try RecordFile(replacing: folder.path) }
        #expect(throws: PrivateFile.Failure.self) { try RecordFile(replacing: "/dev/null") }
    }

    @Test func `a full disk ends it`() throws {
        let file = RecordFile(path, descriptor: open("/dev/full", O_WRONLY | O_CLOEXEC))
        file.append(Array("one\n".utf8))
        #expect(file.failure?.path == path)
        #expect(file.failure?.reason == String(cString: strerror(ENOSPC)))
        #expect(file.count == 0)
    }

    @Test(arguments: [("a.pop3", "a.timing"), ("a", "a.timing"), ("/b/a.txt", "/b/a.txt.timing")])
    func `the sidecar stands beside the file`(path: String, sidecar: String) {
        #expect(TimingFile.path(beside: path) == sidecar)
    }
}

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
        #expect(recording.takeBackLastLine(log) == nil)
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
        for _ in 1...2 {
            #expect(recording.takeBackLastLine(log) == nil)
            _ = log.takeBackLastLine()
        }
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
        for other in [folder.path, "/dev/null"] {
            #expect(throws: PrivateFile.Failure.self) { try RecordFile.all(at: [other], isReplacing: true) }
        }
    }

    @Test(arguments: [true, false])
    func `where one of the files cannot be opened, each is what it was`(isReplacing: Bool) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/b.timing", withIntermediateDirectories: false)
        try PrivateFile.write(Array("precious".utf8), to: path)
        let other = folder.path + "/b.timing"
        for paths in [[path, other], [other, path], [folder.path + "/new.pop3", other]] {
            #expect(throws: PrivateFile.Failure.self) { try RecordFile.all(at: paths, isReplacing: isReplacing) }
        }
        #expect(folder.files == ["a.pop3": Data("precious".utf8)])
    }

    @Test func `a recording that has ended is written anew up to where it ended`() throws {
        let recording = try begin()
        var log = TranscriptLog()
        log.append([.event(.connect), Self.said("+OK"), Self.sent("hunter2"), Self.said("-ERR hunter2")], at: .zero)
        recording.begin(log)
        recording.finish()
        recording.leave(log)
        log.append([Self.said("later")], at: .zero)
        #expect(recording.takeBackLastLine(nil) == nil)
        #expect(text() == "#!pop3-transcript 1\n* connect\nS: +OK\nC: ${secret:typed}\nS: -ERR ${secret:typed}\n")
    }

    @Test func `a line before another connection is taken back, and what came since stays`() throws {
        let recording = try begin()
        var log = TranscriptLog()
        log.append([.event(.connect), Self.said("+OK"), Self.sent("hunter2"), .event(.close(.server))], at: .zero)
        recording.begin(log)
        recording.leave(log)
        var second = TranscriptLog()
        second.append([.event(.connect), Self.said("+OK two")], at: .zero)
        recording.begin(second)
        #expect(recording.takeBackLastLine(second) == nil)
        second.append([Self.sent("QUIT")], at: .zero)
        recording.follow(second)
        #expect(
            text() == """
                #!pop3-transcript 1
                * connect
                S: +OK
                C: ${secret:typed}
                * close server
                *2 connect
                S2: +OK two
                C2: QUIT

                """)
    }

    @Test func `a line of which the log keeps only the end is cut out`() throws {
        let recording = try begin()
        var log = TranscriptLog(limit: 20_000)
        log.append([.event(.connect), Self.said("+OK")], at: .zero)
        recording.begin(log)
        let piece = WireText([UInt8](repeating: 120, count: 15_000), ending: .exact)
        for text in [piece, piece, WireText(Array("hunter2".utf8))] {
            log.append([.event(.sent(.client, text))], at: .zero)
            recording.follow(log)
        }
        #expect(recording.takeBackLastLine(log) == nil)
        let note = "* note a line with a secret was taken out here, and what came behind it\n"
        #expect(text() == "#!pop3-transcript 1\n* connect\nS: +OK\n" + note)
    }

    @Test(arguments: [true, false])
    func `a file that another program changed keeps its line, and that is told`(isReplaced: Bool) throws {
        let recording = try begin()
        var log = TranscriptLog()
        log.append([.event(.connect), Self.sent("hunter2")], at: .zero)
        recording.begin(log)
        let changed = Data((text() + "# mine\n").utf8)
        try changed.write(to: URL(fileURLWithPath: path), options: isReplaced ? .atomic : [])
        #expect(recording.takeBackLastLine(log)?.path == path)
        #expect(folder.files["a.pop3"] == changed)
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

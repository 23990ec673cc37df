import Foundation
import Testing

@testable import Console

@Suite("Lines from a list, a file or a pipe")
struct LineFileTests {
    private func read(_ file: LineFile) async -> [String] {
        var lines: [String] = []
        while case .line(let line) = await file.ask(.line(LineAsk(prompt: "> "))) {
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return lines
    }

    /// What a line file makes of octets that come through a pipe and then end.
    private func piped(_ octets: [UInt8]) async -> [String] {
        let pipe = Pipe()
        let writing = pipe.fileHandleForWriting
        // A thread of its own: reading may block every thread that a task could run on.
        Thread.detachNewThread {
            try? writing.write(contentsOf: Data(octets))
            try? writing.close()
        }
        return await read(LineFile(.descriptor(pipe.fileHandleForReading.fileDescriptor)))
    }

    @Test(arguments: [
        ("", []), ("STAT\nLIST\n", ["STAT", "LIST"]), ("STAT\r\nLIST", ["STAT", "LIST"]), ("\n\n", ["", ""]),
        ("PASS a\rb\n", ["PASS a\rb"]), ("STAT\r", ["STAT"]),
    ])
    func `a pipe is read line by line, whatever ends them`(text: String, lines: [String]) async {
        #expect(await piped(Array(text.utf8)) == lines)
    }

    @Test func `many lines and long ones come whole`() async {
        let lines =
            (0..<2_000).map { String(repeating: "x", count: $0 % 300) } + [String(repeating: "y", count: 200_000)]
        #expect(await piped(Array(lines.joined(separator: "\n").utf8)) == lines)
    }

    @Test func `a line without an end is cut, not collected for ever`() async {
        let lines = await piped([UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000))
        #expect(lines.allSatisfy { $0.utf8.count <= 1_048_576 + 65_536 })
        #expect(lines.map(\.utf8.count).reduce(0, +) == 3_000_000)
        #expect(lines.count > 1)
    }

    @Test func `a list comes in its order, and then the end, again and again`() async {
        let file = LineFile(.lines([Array("STAT".utf8), [0xFF]]))
        #expect(await file.ask(.line(LineAsk(prompt: ""))) == .line(Array("STAT".utf8)))
        #expect(await file.ask(.line(LineAsk(prompt: ""))) == .line([0xFF]))
        #expect(await file.ask(.line(LineAsk(prompt: ""))) == .endOfInput)
        #expect(await file.ask(.line(LineAsk(prompt: ""))) == .endOfInput)
    }

    @Test func `a secret cannot be asked for, and takes no line`() async {
        let file = LineFile(.lines([Array("STAT".utf8)]))
        #expect(await file.ask(.secret(prompt: "Password: ")) == .endOfInput)
        #expect(await file.ask(.line(LineAsk(prompt: ""))) == .line(Array("STAT".utf8)))
    }

    @Test func `nobody sits there`() {
        let file = LineFile(.lines([]))
        #expect(!file.isInteractive)
        #expect(file.columns == StandardStream.output.columns)
    }
}

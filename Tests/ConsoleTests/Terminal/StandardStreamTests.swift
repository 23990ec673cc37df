import Foundation
import Testing

@testable import Console

@Suite("Standard output", .timeLimit(.minutes(5)))
struct StandardStreamTests {
    @Test func `a pipe that does not block takes everything, though its reader is slow`() async throws {
        let pipe = Pipe()
        let writing = pipe.fileHandleForWriting
        let flags = fcntl(writing.fileDescriptor, F_GETFL)
        #expect(fcntl(writing.fileDescriptor, F_SETFL, flags | O_NONBLOCK) == 0)
        let octets = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        Thread.detachNewThread {
            StandardStream(descriptor: writing.fileDescriptor).write(octets)
            try? writing.close()
        }
        let reading = pipe.fileHandleForReading
        let received = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: reading.readDataToEndOfFile()) }
        }
        #expect(Array(received) == octets)
    }

    @Test func `a descriptor that is none is told by its reason`() {
        #expect(StandardStream(descriptor: -1).errorWriting([1]) == EBADF)
        #expect(!StandardStream(descriptor: -1).write([1]))
        #expect(StandardStream(descriptor: -1).write([]))
    }

    @Test func `a sentence is wrapped on a screen, and nowhere else`() {
        let text = "popscope: one two three four\n  1 x five"
        #expect(StandardStream.rows(of: text, columns: nil) == ["popscope: one two three four", "  1 x five"])
        #expect(
            StandardStream.rows(of: text, columns: 16) == [
                "popscope: one", "  two three four", "  1 x five",
            ])
    }
}

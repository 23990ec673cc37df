import Foundation
import Testing

@testable import Console

@Suite("Reading a descriptor", .timeLimit(.minutes(5)))
struct DescriptorReaderTests {
    @Test func `octets come as they are, then the end`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data([1, 2, 3]))
        try pipe.fileHandleForWriting.close()
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        #expect(DescriptorReader.read(from: descriptor) == .octets([1, 2, 3]))
        #expect(DescriptorReader.read(from: descriptor) == .end)
        #expect(DescriptorReader.read(from: -1) == .failed(EBADF))
    }

    @Test func `many silent pipes keep no task from running`() async throws {
        let pipes = (0..<64).map { _ in Pipe() }
        await withTaskGroup { group in
            for pipe in pipes {
                let descriptor = pipe.fileHandleForReading.fileDescriptor
                group.addTask { await DescriptorReader.waitUntilReadable(descriptor) }
            }
            // Were the waits on the threads of the tasks, this one would never have its turn.
            group.addTask { for pipe in pipes { try? pipe.fileHandleForWriting.write(contentsOf: Data([1])) } }
            await group.waitForAll()
        }
        for pipe in pipes {
            #expect(DescriptorReader.read(from: pipe.fileHandleForReading.fileDescriptor) == .octets([1]))
        }
    }
}

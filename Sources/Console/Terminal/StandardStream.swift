#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output or standard error, written without a buffer of its own.
public struct StandardStream: Sendable {
    let descriptor: Int32

    /// Data: the annotated session, reports, JSON.
    public static let output = StandardStream(descriptor: 1)
    /// Progress, prompts and warnings.
    public static let error = StandardStream(descriptor: 2)

    /// Whether it is a terminal.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether standard input is a terminal.
    public static var inputIsTerminal: Bool { isatty(0) == 1 }

    /// Writes everything, however many calls that takes.
    ///
    /// - Returns: false when nobody reads any more, or the disk is full.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
        errorWriting(bytes) == 0
    }

    /// Writes everything; waits while the other side is slow, also where the descriptor does not block by itself.
    ///
    /// - Returns: 0, or the `errno` that ended it.
    func errorWriting(_ bytes: [UInt8]) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                let code = errno
                switch count {
                case 1...: rest = rest.dropFirst(count)
                case 0: return EIO
                case _ where code == EINTR: continue
                case _ where code == EAGAIN: DescriptorReader.wait(for: Int16(POLLOUT), on: descriptor)
                default: return code
                }
            }
            return 0
        }
    }

    /// Writes one line of text.
    @discardableResult
    public func write(line: String) -> Bool {
        write(Array(line.utf8) + [UInt8(ascii: "\n")])
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads whatever a descriptor has, and waits for what it has not yet.
enum DescriptorReader {
    /// What came of one read.
    enum Reading: Hashable {
        /// At least one octet, at most 64 KiB.
        case octets([UInt8])
        case end
        /// The payload is the `errno`.
        case failed(Int32)
    }

    /// Reads once, waiting for the first octet.
    static func read(from descriptor: Int32) -> Reading {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let (count, code) = chunk.withUnsafeMutableBytes { buffer in
                let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
                return (count, errno)
            }
            if count > 0 { return .octets(Array(chunk.prefix(count))) }
            if count == 0 { return .end }
            if code == EAGAIN {
                wait(for: Int16(POLLIN), on: descriptor)
            } else if code != EINTR {
                return .failed(code)
            }
        }
    }

    /// Waits until the descriptor is ready for `events`, or broken, which the next call on it will tell.
    static func wait(for events: Int16, on descriptor: Int32) {
        _ = isReady(for: events, on: descriptor, within: -1)
    }

    /// Returns when reading would not block.
    ///
    /// A pipe may be silent for hours, and there may be no more than one thread for all tasks: the wait is on a thread of
    /// its own, which is made only when there is nothing to read yet.
    static func waitUntilReadable(_ descriptor: Int32) async {
        if isReady(for: Int16(POLLIN), on: descriptor, within: 0) { return }
        await withCheckedContinuation { continuation in
            let wait = Unmanaged.passRetained(Wait(descriptor, continuation))
            // Without a thread the wait is here: slower, but not wrong.
            if !startThread(with: wait.toOpaque()) { Wait.perform(wait.toOpaque()) }
        }
    }

    /// - Parameter milliseconds: how long to wait; -1 without an end.
    fileprivate static func isReady(for events: Int16, on descriptor: Int32, within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        while true {
            let count = poll(&entry, 1, milliseconds)
            if count >= 0 || errno != EINTR { return count != 0 }
        }
    }
}

/// A task that waits for a descriptor; the thread holds it by a retained pointer.
private final class Wait: Sendable {
    private let descriptor: Int32
    private let continuation: CheckedContinuation<Void, Never>

    init(_ descriptor: Int32, _ continuation: CheckedContinuation<Void, Never>) {
        self.descriptor = descriptor
        self.continuation = continuation
    }

    static func perform(_ context: UnsafeMutableRawPointer?) {
        guard let context else { return }
        let wait = Unmanaged<Wait>.fromOpaque(context).takeRetainedValue()
        DescriptorReader.wait(for: Int16(POLLIN), on: wait.descriptor)
        wait.continuation.resume()
    }
}

/// Starts a thread that performs a ``Wait``; false when there is none to be had.
private func startThread(with context: UnsafeMutableRawPointer) -> Bool {
    #if canImport(Glibc)
    var thread = pthread_t()
    #else
    var thread: pthread_t?
    #endif
    let code = pthread_create(
        &thread, nil,
        { context in
            Wait.perform(context)
            return nil
        }, context)
    guard code == 0 else { return false }
    #if canImport(Glibc)
    pthread_detach(thread)
    #else
    if let thread { pthread_detach(thread) }
    #endif
    return true
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

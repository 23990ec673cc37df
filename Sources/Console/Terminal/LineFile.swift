/// Lines from a list, a file or a pipe in place of a person, and standard output in place of a screen.
///
/// For batch runs: nobody can be asked back, and only the line in hand is kept in memory.
public actor LineFile: Terminal {
    /// Where the lines come from.
    public enum Source: Sendable {
        case lines([[UInt8]])
        /// A file descriptor, which stays the caller's.
        case descriptor(Int32)
    }

    /// Nothing: Ctrl-C ends a batch as it does any program.
    public nonisolated let interruptions: AsyncStream<Interruption>
    private var waiting: ArraySlice<[UInt8]>
    private var descriptor: Int32?
    private var buffer: [UInt8] = []
    private var position = 0

    /// The longest line that is read; longer ones are cut into several.
    private static let longestLine = 1_048_576

    /// A terminal that reads lines from a source; Ctrl-C ends the program as it does any.
    public init(_ source: Source) {
        interruptions = AsyncStream { $0.finish() }
        switch source {
        case .lines(let lines):
            waiting = lines[...]
            descriptor = nil
        case .descriptor(let descriptor):
            waiting = []
            self.descriptor = descriptor
        }
    }

    /// The width of the terminal on standard output; `nil` where that is none: one note is one line.
    public nonisolated var columns: Int? { StandardStream.output.columns }
    /// Never.
    public nonisolated var isInteractive: Bool { false }
    /// Does nothing: there is no prompt.
    public nonisolated func changePrompt(to prompt: String) {}
    /// Does nothing: the file is its own history.
    public nonisolated func remember(_ line: String) {}

    /// The next line; a secret cannot be asked for.
    public func ask(_ ask: Ask) async -> Answer {
        switch ask {
        case .secret: return .endOfInput
        case .line: break
        }
        if let line = waiting.popFirst() { return .line(line) }
        return await nextLine().map(Answer.line) ?? .endOfInput
    }

    /// Writes rows to standard output.
    public nonisolated func show(_ text: [UInt8]) -> Bool {
        StandardStream.output.write(text)
    }

    private func nextLine() async -> [UInt8]? {
        while true {
            if let line = takeLine() { return line }
            guard await fill() else { return takeRest() }
        }
    }

    private func takeLine() -> [UInt8]? {
        guard let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) else {
            return buffer.count - position > Self.longestLine ? takeRest() : nil
        }
        defer { position = end + 1 }
        return withoutCarriageReturn(buffer[position..<end])
    }

    private func takeRest() -> [UInt8]? {
        defer {
            buffer = []
            position = 0
        }
        return position < buffer.count ? withoutCarriageReturn(buffer[position...]) : nil
    }

    private func withoutCarriageReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    private func fill() async -> Bool {
        guard let descriptor else { return false }
        buffer.removeFirst(position)
        position = 0
        await DescriptorReader.waitUntilReadable(descriptor)
        switch DescriptorReader.read(from: descriptor) {
        case .octets(let octets):
            buffer += octets
            return true
        case .end, .failed:
            self.descriptor = nil
            return false
        }
    }
}

extension Line {
    /// The line as it is sent inside a multi-line reply: a leading "." is doubled (RFC 1939 section 3).
    public var stuffed: Line {
        bytes.first == Octet.dot ? Line(bytes: [Octet.dot] + bytes, ending: ending) : self
    }

    /// The line of the message that this line of a multi-line reply stands for: a leading "." is removed.
    public var unstuffed: Line {
        bytes.first == Octet.dot ? Line(bytes: Array(bytes.dropFirst()), ending: ending) : self
    }
}

/// Dot-stuffing of whole messages (RFC 1939 section 3).
public enum DotStuffing {
    /// A message in wire form with every leading "." doubled; a final CRLF is added when the last line has no ending.
    ///
    /// The terminating line is not part of it.
    public static func stuff(_ message: [UInt8]) -> [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(message.count + message.count / 64 + 4)
        eachLine(of: message) { line in
            if line.first == Octet.dot { wire.append(Octet.dot) }
            wire += line
        }
        if let last = wire.last, last != Octet.lf { wire += [Octet.cr, Octet.lf] }
        return wire
    }

    /// The message behind the body of a multi-line reply: one leading "." of each line is removed.
    public static func unstuff(_ body: some Collection<UInt8>) -> [UInt8] {
        let body = Array(body)
        var message: [UInt8] = []
        message.reserveCapacity(body.count)
        eachLine(of: body) { line in
            message += line.first == Octet.dot ? line.dropFirst() : line
        }
        return message
    }

    private static func eachLine(of bytes: [UInt8], _ take: (ArraySlice<UInt8>) -> Void) {
        var start = 0
        while start < bytes.count {
            let feed = bytes.withUnsafeBytes { $0.offset(of: Octet.lf, from: start) }
            let end = feed.map { $0 + 1 } ?? bytes.count
            take(bytes[start..<end])
            start = end
        }
    }
}

/// Removes dot-stuffing from a body as it passes, cut anywhere.
public struct Unstuffer: Hashable, Sendable {
    private var isAtLineStart = true

    /// An unstuffer at the beginning of a body.
    public init() {}

    /// The octets of the message that these octets of the wire stand for.
    public mutating func message(from wire: ArraySlice<UInt8>) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(wire.count)
        var start = wire.startIndex
        while start < wire.endIndex {
            let offset = wire.withUnsafeBytes { $0.offset(of: Octet.lf, from: start - wire.startIndex) }
            let end = offset.map { wire.startIndex + $0 + 1 } ?? wire.endIndex
            let line = wire[start..<end]
            message += isAtLineStart && line.first == Octet.dot ? line.dropFirst() : line
            isAtLineStart = offset != nil
            start = end
        }
        return message
    }
}

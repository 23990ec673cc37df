import POP3

/// Octets that no description shows, whatever value holds them.
struct Masked: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let octets: [UInt8]

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    var description: String { Command.mask }
    var debugDescription: String { Command.mask }
    var customMirror: Mirror { Mirror(self, children: []) }

    /// Whether the octets are these, in a time that does not depend on where they differ.
    func matches(_ other: [UInt8]) -> Bool {
        let digests = zip(ScramHash.sha256.hash(octets), ScramHash.sha256.hash(other))
        return digests.reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

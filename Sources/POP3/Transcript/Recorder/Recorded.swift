/// A piece of a recording, its secrets replaced: what ``TranscriptRecorder`` hands out, in the order of the wire.
///
/// The connection stands in none of them: who writes a file knows the how-manieth it is there.
public enum Recorded: Hashable, Sendable {
    /// One event of a transcript.
    case event(TranscriptEvent)
    /// Octets of the server, in wire form, cut anywhere: plain lines of a reply that is no message.
    case lines([UInt8])
    /// Octets of a message in wire form, stuffed, cut anywhere. Mail is private: see ``BodyChoice``.
    case mail([UInt8])
    /// A message is over. How many octets it had, un-stuffed, and the line that ended it; `nil` for one that was cut off.
    case endOfMail(octets: Int, terminator: WireText?)

    /// What it costs to keep it, in octets of memory, about.
    var cost: Int {
        switch self {
        case .lines(let octets), .mail(let octets): Self.overhead + octets.count
        case .endOfMail: Self.overhead
        case .event(let event):
            switch event {
            case .sent(_, let text), .status(let text): Self.overhead + text.cost
            case .unordered(let lines): lines.reduce(Self.overhead) { $0 + Self.overhead + $1.cost }
            case .tls(let text), .note(let text), .matching(let text), .file(let text): Self.overhead + text.utf8.count
            case .connect, .close, .reset, .timeout, .anyLines, .omitted, .pause, .segment: Self.overhead
            }
        }
    }

    /// What a value takes besides its octets.
    private static let overhead = 192
}

extension WireText {
    fileprivate var cost: Int {
        parts.reduce(0) { sum, part in
            switch part {
            case .octets(let octets): sum + 48 + octets.count
            case .placeholder: sum + 80
            }
        }
    }
}

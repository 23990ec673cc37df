import Authentication
import Handbook
import POP3

/// What was found out about a server before it is put to the test.
struct Facts: Sendable {
    /// The greeting; `nil` until there was one.
    var greeting: Reply?
    /// The timestamp of the greeting, for APOP; `nil` when there was none.
    var timestamp: String?
    /// What CAPA announced before login; `nil` when it was refused.
    var capabilities: [Capability]?
    /// What CAPA announced after login; `nil` when it was refused, or nobody could log in.
    var capabilitiesAfterLogin: [Capability]?
    /// The optional commands that were carried out although nothing announced them.
    var answered: Set<Verb> = []
    /// The lines that get no reply at all, of those that are sent again and again: `-ERR` would be right.
    var passedOver: Set<String> = []
    /// How to log in; `nil` while no way has worked.
    var method: LoginMethod?
    /// What the server said to the last login that it refused.
    var refusal: Line?
    /// The mailbox; `nil` before login.
    var mail: MailFacts?

    /// The parameters with which a capability is announced, in whichever state; `nil` when it is not.
    func parameters(of tag: String) -> [String]? {
        ((capabilities ?? []) + (capabilitiesAfterLogin ?? []))
            .first { $0.tag.uppercased() == tag }?.parameters
    }

    /// Whether something optional is announced, or answered all the same.
    func offers(_ tag: String) -> Bool {
        if parameters(of: tag) != nil { return true }
        return switch tag {
        case "SASL": answered.contains(.auth)
        default: answered.contains(Verb(tag))
        }
    }

    /// The mechanisms that are announced.
    var mechanisms: [Mechanism] { (parameters(of: "SASL") ?? []).compactMap { Mechanism($0) } }
}

/// A mailbox as it was found.
struct MailFacts: Sendable {
    /// A message that was fetched whole.
    struct Sample: Sendable {
        let number: Int
        let body: Body
        /// The octets that LIST declares; `nil` when it does not.
        let size: Int?
        /// Whether lines followed its end: a "." alone within it was sent as it is.
        var isCut = false
    }

    /// How many messages there are by LIST.
    var count = 0
    /// The octets of each by LIST.
    var sizes: [Int: Int] = [:]
    /// The unique-id of each; empty without UIDL.
    var uniqueIDs: [Int: String] = [:]
    /// Some of the messages: each kind that checks need, where it was found.
    var samples: [Sample] = []
    /// The numbers of messages that have yet to be fetched.
    var missing: ArraySlice<Int> = []

    /// A message that begins a line with ".".
    var dotted: Sample? { samples.first { $0.body.stuffed + $0.body.unstuffed > 0 || $0.isCut } }
    /// A message that is larger than the buffers of servers and has lines with ".".
    var largeDotted: Sample? { samples.first { $0.body.stuffed + $0.body.unstuffed > 0 && $0.body.octets > 16_384 } }
    /// A message that came with octets above 127 in UTF-8 mode alone; `nil` until somebody looked.
    var eightBitInUTF8Mode: Sample?
    /// A message with octets above 127.
    var eightBit: Sample? { samples.first { $0.body.hasEightBit } ?? eightBitInUTF8Mode }
    /// A message with a body of some lines and of moderate size.
    var ordinary: Sample? {
        samples.filter { $0.body.isWhole && $0.body.hasBodyLines }.min { $0.body.octets < $1.body.octets }
            ?? samples.first
    }
}

extension Body {
    /// The lines behind the first empty one; `nil` when there is none.
    var linesBehindHeader: [Line]? {
        let lines = keptLines
        return lines.firstIndex { $0.bytes.isEmpty }.map { Array(lines[($0 + 1)...]) }
    }

    fileprivate var hasBodyLines: Bool { (linesBehindHeader?.count ?? 0) >= 2 }
}

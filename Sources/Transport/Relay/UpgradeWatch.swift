import POP3

/// Finds the place in a session in clear text where TLS begins: behind `+OK` to STLS.
struct UpgradeWatch {
    /// What a server's octets said of STLS.
    enum Verdict: Hashable {
        case nothing
        /// No handshake follows.
        case refused
        /// The handshake follows; the payload is what stands behind the `+OK` all the same, at most 4,096 octets.
        case accepted(behind: [UInt8])
    }

    private var session = Session()

    /// Whether STLS has been sent, and its reply has not come.
    private(set) var isWaiting = false

    /// Whether STLS has no place any more.
    var isOver: Bool { session.phase != .greeting && session.phase != .authorization }

    /// Learns what the client sent, up to STLS.
    ///
    /// - Returns: how many octets that was: all when STLS is not among them.
    mutating func clientSent(_ octets: ArraySlice<UInt8>) -> Int {
        var rest = octets
        while !rest.isEmpty, !isWaiting {
            let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
            for case .sent(let command) in session.observe(Array(rest[..<end]), from: .client)
            where command.kind == .command && command.verb == .stls {
                isWaiting = true
            }
            rest = rest[end...]
        }
        return octets.count - rest.count
    }

    /// Learns what the server sent.
    mutating func serverSent(_ octets: [UInt8]) -> Verdict {
        let events = session.observe(octets, from: .server)
        if events.contains(.startTLS) { return .accepted(behind: session.clearTextBehindSTLS) }
        guard isWaiting, !session.pending.contains(where: { $0.kind == .command && $0.verb == .stls }) else {
            return .nothing
        }
        isWaiting = false
        return .refused
    }
}

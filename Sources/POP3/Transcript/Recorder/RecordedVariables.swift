/// Finds in server lines what differs from run to run, and gives it a name.
struct RecordedVariables: Hashable, Sendable {
    /// What a server line is, as far as something in it may differ from run to run.
    enum Role: Hashable, Sendable {
        case greeting
        /// A line that may be a challenge of AUTH.
        case challenge
        /// A line of UIDL's list, or the answer to UIDL for one message.
        case uniqueID, uniqueIDReply
        /// Nothing in it is expected to differ.
        case plain
    }

    /// How many unique-ids are told apart; those beyond stand as they are.
    private static let limit = 65_536

    private var stamps = 0
    private var challenges = 0
    private var count = 0
    private var uniqueIDs: [[UInt8]: Int] = [:]

    /// Replaces what differs in a line.
    ///
    /// - Parameter keepsLiterals: whether only challenges are replaced: those of SCRAM are good for guessing passwords.
    mutating func mask(_ line: inout MaskedLine, as role: Role, keepsLiterals: Bool) {
        switch role {
        case .plain: break
        case .challenge: maskChallenge(&line)
        case .greeting: if !keepsLiterals { maskStamp(&line) }
        case .uniqueID: if !keepsLiterals { maskUniqueID(&line, in: line.line.bytes[...]) }
        case .uniqueIDReply:
            let reply = Reply(first: line.line)
            guard !keepsLiterals, reply.status == .ok else { return }
            maskUniqueID(&line, in: line.line.bytes.dropFirst("+OK ".utf8.count))
        }
    }

    /// Another server may give the same unique-ids to other messages.
    mutating func forgetUniqueIDs() {
        uniqueIDs = [:]
    }

    private mutating func maskStamp(_ line: inout MaskedLine) {
        guard let stamp = Timestamp.find(in: line.line), let open = line.line.bytes.lastIndex(of: UInt8(ascii: "<"))
        else { return }
        // Each connection has another one, so each has a name of its own.
        stamps += 1
        let name = stamps == 1 ? "apop.stamp" : "apop.stamp.\(stamps)"
        line.replace(open..<open + stamp.utf8.count, by: .variable(name))
    }

    /// An empty challenge is the same in every run.
    private mutating func maskChallenge(_ line: inout MaskedLine) {
        let octets = line.line.bytes
        guard octets.count > 2, Reply(first: line.line, inSASL: true).status == .challenge else { return }
        challenges += 1
        line.replace(2..<octets.count, by: .variable("challenge.\(challenges)"))
    }

    // unique-id listing = msg-number SP unique-id       RFC 1939 section 7
    private mutating func maskUniqueID(_ line: inout MaskedLine, in listing: ArraySlice<UInt8>) {
        guard let space = listing.firstIndex(of: Octet.space), space > listing.startIndex,
            listing[..<space].allSatisfy({ (0x30...0x39).contains($0) })
        else { return }
        let uniqueID = listing[(space + 1)...]
        guard (1...70).contains(uniqueID.count), uniqueID.allSatisfy({ (0x21...0x7E).contains($0) }) else { return }
        guard let number = number(of: Array(uniqueID)) else { return }
        line.replace(uniqueID.startIndex..<uniqueID.endIndex, by: .variable("uid.\(number)"))
    }

    private mutating func number(of uniqueID: [UInt8]) -> Int? {
        if let number = uniqueIDs[uniqueID] { return number }
        guard uniqueIDs.count < Self.limit else { return nil }
        count += 1
        uniqueIDs[uniqueID] = count
        return count
    }
}

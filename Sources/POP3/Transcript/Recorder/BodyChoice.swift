/// How much of the messages a recording keeps: mail is private.
public enum BodyChoice: String, Hashable, Sendable, CaseIterable {
    /// Every octet.
    case all
    /// The header and the empty line behind it; the size of the rest.
    case headers
    /// The size alone.
    case none
}

/// Leaves out of a recording what is not wanted of its messages.
///
/// What is left out stands as `S% 1480`: the octets that are missing, un-stuffed. After the lines of a header that is the
/// rest of the message, so that both together have its size.
public struct BodyFilter: Hashable, Sendable {
    private let choice: BodyChoice
    /// The octets of the message in hand that were passed on, un-stuffed.
    private var passed = 0
    /// Whether the empty line behind the header has come, so that nothing more is passed on.
    private var isBehindHeader = false
    /// How the line in hand began, as far as that matters.
    private var line = LineStart()

    /// A filter before the first message.
    public init(_ choice: BodyChoice) {
        self.choice = choice
    }

    /// What is left of a piece.
    public mutating func filter(_ piece: Recorded) -> [Recorded] {
        switch piece {
        case .event, .lines: return [piece]
        case .mail(let octets):
            switch choice {
            case .all: return [piece]
            case .none: return []
            case .headers:
                let header = header(in: octets)
                return header.isEmpty ? [] : [.mail(header)]
            }
        case .endOfMail(let octets, let terminator):
            defer { (passed, isBehindHeader, line) = (0, false, LineStart()) }
            return choice == .all ? [piece] : end(octets, terminator)
        }
    }

    private func end(_ octets: Int, _ terminator: WireText?) -> [Recorded] {
        let left = octets - passed
        // Nothing was left out: then the end is told as it was.
        if choice == .headers, left == 0 { return [.endOfMail(octets: octets, terminator: terminator)] }
        guard terminator != nil else {
            return [.event(.note("\(left) octets of a message that broke off are left out"))]
        }
        return [.event(.omitted(octets: left))]
    }

    private mutating func header(in octets: [UInt8]) -> [UInt8] {
        guard !isBehindHeader else { return [] }
        for (index, octet) in octets.enumerated() {
            if !line.isStuffing(octet) { passed += 1 }
            guard line.take(octet) else { continue }
            isBehindHeader = true
            return Array(octets[...index])
        }
        return octets
    }
}

/// What must be known of a line to tell whether it is empty.
private struct LineStart: Hashable, Sendable {
    private var count = 0
    private var isReturnAlone = false

    /// Whether an octet that comes now is the dot that stuffing adds.
    func isStuffing(_ octet: UInt8) -> Bool { count == 0 && octet == Octet.dot }

    /// Takes an octet.
    ///
    /// - Returns: whether it ends an empty line.
    mutating func take(_ octet: UInt8) -> Bool {
        guard octet == Octet.lf else {
            isReturnAlone = count == 0 && octet == Octet.cr
            count += 1
            return false
        }
        defer { self = LineStart() }
        return count == 0 || (count == 1 && isReturnAlone)
    }
}

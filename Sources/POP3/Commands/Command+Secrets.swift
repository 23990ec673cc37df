extension Command {
    /// Whether the line carries something that must never be shown or stored.
    ///
    /// Generous on purpose: a person who types `pas x`, `PASSx`, `C: PASS x` or full-width letters types a password too.
    public var hasSecret: Bool { secretRange != nil }

    /// The secret octets of the line; `nil` when there are none.
    public var secret: [UInt8]? { secretRange.map { Array(line.bytes[$0]) } }

    /// Whether the line carries a secret without being a PASS, APOP or AUTH that a server understands.
    ///
    /// `PASSx`, `USER alice x`, or a bare word typed before login. What ``isStrayResponse`` tells is not counted again.
    public var isSecretMisplaced: Bool {
        guard kind == .command, stray != .response, let start = secretRange?.lowerBound else { return false }
        guard let position = row?.arguments.firstIndex(where: \.isSecret) else { return true }
        let before = line.bytes[..<start]
        return before.last != Octet.space || Blank.words(of: Array(before)).count != position + 1
    }

    /// Whether the line looks like a response to a challenge (RFC 5034 section 4), but came behind an AUTH that was
    /// refused, so that it went out as a command. Secret as a whole.
    public var isStrayResponse: Bool { stray == .response }

    /// The same command with its secret replaced by ``mask``. Redacting twice changes nothing.
    public func redacted() -> Command {
        guard let secretRange else { return self }
        var masked = line
        masked.bytes.replaceSubrange(secretRange, with: Self.mask.utf8)
        switch kind {
        case .command: return Command(masked, count: count, stray: stray)
        case .response: return Command(response: masked, count: count)
        }
    }

    /// The line for people, its secret masked; still to be sanitised before it reaches a terminal.
    public var displayText: String { redacted().line.text }

    /// Where the secret stands in the line; `nil` when there is none.
    var secretRange: Range<Int>? {
        let whole = line.bytes.isEmpty ? nil : line.bytes.indices
        switch kind {
        case .response: return line.bytes == [UInt8(ascii: "*")] ? nil : whole
        case .command:
            switch stray {
            case .response, .password: return whole
            case .rest: return restRange
            case nil: return TypedSecret.range(in: line.bytes)
            }
        }
    }

    /// From the second word on, or from where the secret begins if that is earlier.
    private var restRange: Range<Int>? {
        let typed = TypedSecret.range(in: line.bytes)?.lowerBound
        let second = Blank.words(of: line.bytes).dropFirst().first?.lowerBound
        let start = min(typed ?? line.bytes.count, second ?? line.bytes.count)
        return start < line.bytes.count ? start..<line.bytes.count : nil
    }
}

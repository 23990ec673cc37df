/// What came of a requirement; the worst first.
public enum Outcome: String, CaseIterable, Sendable, Comparable {
    /// It did not hold, and somebody is harmed or the letter of an RFC is broken.
    case fail
    /// The check could not be finished; never a pass.
    case error
    /// It did not hold, and servers that people run do the same.
    case warn
    /// It did not hold where that is the server's choice, or it tells what the server does where the RFCs are silent.
    case info
    /// It was put to the test and held.
    case pass
    /// It does not apply to this server, or was not allowed to be put to the test.
    case skip

    /// Whether the first is worse.
    public static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

/// How a check comes by its sessions, which says what it can be run beside, and what it can share.
enum Footing: Hashable, Sendable {
    /// It adds to what is known of the server, and comes before the others.
    case first
    /// It never logs in, so it can be run beside others.
    case stranger
    /// All that it does in TRANSACTION is done in one session of the account, which it leaves as it was.
    case guest
    /// It logs in by itself, or ends sessions.
    case host
}

/// The checks of a run, in an order in which they get along with each other.
struct Course {
    /// What is run before the others.
    let first: [Check]
    /// What can be run beside everything that comes behind it.
    let strangers: [Check]
    /// What uses one session, one behind the other.
    var guests: ArraySlice<Check>
    /// What is run by itself, one behind the other.
    let others: [Check]

    /// - Parameters:
    ///   - sharing: whether one session is used where that is possible.
    ///   - isParallel: whether checks are run side by side.
    ///   - countsWrongLogins: whether wrong secrets are limited; what may use some is then run alone.
    init(_ checks: [Check], sharing: Bool = false, isParallel: Bool = false, countsWrongLogins: Bool = false) {
        let places = checks.map { check in
            switch check.footing {
            case .stranger where isParallel && (check.wrongLogins == 0 || !countsWrongLogins): Footing.stranger
            case .guest where sharing: Footing.guest
            case .first: Footing.first
            case .stranger, .guest, .host: Footing.host
            }
        }
        func those(_ place: Footing) -> [Check] { zip(checks, places).filter { $0.1 == place }.map(\.0) }
        first = those(.first)
        strangers = those(.stranger)
        guests = those(.guest)[...]
        others = those(.host)
    }
}

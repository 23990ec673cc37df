/// The names under which secrets are recorded: `bob`, and `bob.2` for another secret of the same user.
///
/// It remembers the secrets themselves, in memory only, so that the same one gets the same name.
struct SecretNames: Hashable, Sendable {
    /// A secret by its name.
    private struct Known: Hashable, Sendable {
        /// The octets; `nil` for one of which only digests were seen.
        var octets: [UInt8]?
        /// Whether a server refused it: then it is not tried again.
        var isRefused = false
    }

    /// What a user is called who is not known.
    static let unknownUser = "user"
    /// How many secrets of a user are told apart; who tries out more is no user.
    private static let limit = 64
    /// How many users are told apart.
    private static let userLimit = 256

    private var known: [String: [Known]] = [:]

    /// The name of a secret.
    mutating func name(of secret: [UInt8], for user: String) -> String {
        var list = known[user] ?? []
        let same = list.firstIndex { $0.octets == secret } ?? list.firstIndex { $0.octets == nil && !$0.isRefused }
        let index = same ?? list.count
        if same == nil { list.append(Known()) }
        list[index].octets = secret
        return keep(list, index, user)
    }

    /// The name of the secret behind a digest: nobody can see which one it is, but a refused one it hardly is.
    mutating func nameBehindDigest(for user: String) -> String {
        var list = known[user] ?? []
        let index = list.firstIndex { !$0.isRefused } ?? list.count
        if index == list.count { list.append(Known()) }
        return keep(list, index, user)
    }

    /// Notes that the server refused the secret of this name.
    mutating func refuse(_ name: String, of user: String) {
        guard var list = known[user],
            let index = list.indices.first(where: { Self.name(user, $0) == name })
        else { return }
        list[index].isRefused = true
        known[user] = list
    }

    private mutating func keep(_ list: [Known], _ index: Int, _ user: String) -> String {
        if known[user] != nil || known.count < Self.userLimit { known[user] = Array(list.prefix(Self.limit)) }
        return Self.name(user, min(index, Self.limit - 1))
    }

    private static func name(_ user: String, _ index: Int) -> String { index == 0 ? user : "\(user).\(index + 1)" }
}

extension SecretNames {
    /// A user's name as it can stand in a placeholder, with room for a number behind it.
    static func user(_ name: String) -> String {
        guard !name.isEmpty, name != Command.mask else { return unknownUser }
        return String(Placeholder.name(resembling: name).prefix(240))
    }

    /// Whether a name stands in a placeholder unchanged, and cannot be mistaken for that of a second secret: then who
    /// replays the recording can tell the user from it.
    static func isTelling(_ name: String) -> Bool {
        guard user(name) == name else { return false }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count < 2 || parts.last.flatMap { Decimal.number($0) } == nil
    }
}

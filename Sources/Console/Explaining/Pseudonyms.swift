import POP3

/// Names that stand for other names.
struct Pseudonyms: Sendable {
    /// What a name is of; the raw value is how its pseudonyms begin.
    enum Kind: String, Hashable, Sendable {
        case user, host, address = "192.0.2.", uniqueID = "uid-"
    }

    /// How many names are remembered; beyond that all of a kind have the same pseudonym.
    private static let limit = 1_000_000

    /// Words of the protocol: who is called so is not replaced wherever the word stands.
    private static let reserved: Set<[UInt8]> = Set(
        (CommandTable.rows.map(\.verb.name) + [
            "+OK", "OK", "ERR", "SASL", "PLAIN", "LOGIN", "EXPIRE", "NEVER", "RESP-CODES", "AUTH-RESP-CODE",
            "PIPELINING",
            "IMPLEMENTATION", "LOGIN-DELAY", "IN-USE", "SYS", "TEMP", "PERM", "From", "To", "Received", "Subject",
            "Date",
        ]).map { key($0.utf8) })

    /// By the name in lower case.
    private var known: [[UInt8]: [UInt8]] = [:]
    private var counts: [Kind: Int] = [:]

    /// The pseudonym of a name, made on the first call.
    mutating func of(_ name: some Sequence<UInt8>, _ kind: Kind) -> [UInt8] {
        let key = Self.key(name)
        if let pseudonym = known[key] { return pseudonym }
        guard known.count < Self.limit else { return Self.pseudonym(kind, 0) }
        let number = counts[kind, default: 0] + 1
        counts[kind] = number
        let pseudonym = Self.pseudonym(kind, number)
        known[key] = pseudonym
        // So that nothing that was replaced is replaced again.
        known[pseudonym] = pseudonym
        return pseudonym
    }

    /// `2026-11-21 popscope/0.1 mailhost:110`: learns the server's name, which need not have a dot.
    mutating func learnHost(recorded value: String) {
        let words = value.split(separator: " ")
        guard words.count == 3, words[1].contains("/") else { return }
        let place = words[2].split(separator: "/").last ?? ""
        let host = place.split(separator: "@").last?.prefix { $0 != ":" && $0 != "[" } ?? ""
        let octets = Array(host.utf8)
        guard !octets.isEmpty, octets.allSatisfy(Self.isWordOctet), !Self.isAddress(octets[...]) else { return }
        _ = of(octets, .host)
    }

    private static func key(_ name: some Sequence<UInt8>) -> [UInt8] {
        name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func pseudonym(_ kind: Kind, _ number: Int) -> [UInt8] {
        switch kind {
        case .user, .uniqueID: Array("\(kind.rawValue)\(number)".utf8)
        case .host: Array("host\(number).example".utf8)
        // There are 256 addresses for examples (RFC 5737).
        case .address: Array("\(kind.rawValue)\(number % 256)".utf8)
        }
    }

    /// The octets with the addresses and the known names in them replaced.
    ///
    /// - Parameter hasHosts: whether a word with dots in it is a host name here.
    mutating func replacing(in octets: [UInt8], hasHosts: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(octets.count + 16)
        var index = 0
        while index < octets.count {
            guard Self.isWordOctet(octets[index]) else {
                output.append(octets[index])
                index += 1
                continue
            }
            let end = octets[index...].firstIndex { !Self.isWordOctet($0) } ?? octets.count
            if end < octets.count, octets[end] == UInt8(ascii: "@"), end + 1 < octets.count,
                Self.isWordOctet(octets[end + 1])
            {
                let domainEnd = octets[(end + 1)...].firstIndex { !Self.isWordOctet($0) } ?? octets.count
                output += address(octets[index..<end], octets[(end + 1)..<domainEnd])
                index = domainEnd
            } else {
                output += word(octets[index..<end], hasHosts: hasHosts)
                index = end
            }
        }
        return output
    }

    /// A local part and a domain.
    private mutating func address(_ local: ArraySlice<UInt8>, _ domain: ArraySlice<UInt8>) -> [UInt8] {
        let (name, host) = (Self.trimmed(local), Self.trimmed(domain))
        guard !name.isEmpty, !host.isEmpty else { return local + [UInt8(ascii: "@")] + domain }
        let newHost = known[Self.key(host)] ?? of(host, Self.isAddress(host) ? .address : .host)
        return local[..<name.startIndex] + of(name, .user) + local[name.endIndex...] + [UInt8(ascii: "@")]
            + domain[..<host.startIndex] + newHost + domain[host.endIndex...]
    }

    private mutating func word(_ word: ArraySlice<UInt8>, hasHosts: Bool) -> [UInt8] {
        let core = Self.trimmed(word)
        return word[..<core.startIndex] + replacement(of: core, hasHosts: hasHosts) + word[core.endIndex...]
    }

    private mutating func replacement(of word: ArraySlice<UInt8>, hasHosts: Bool) -> [UInt8] {
        let key = Self.key(word)
        if Self.reserved.contains(key) || word.allSatisfy({ (0x30...0x39).contains($0) }) { return Array(word) }
        if let pseudonym = known[key] { return pseudonym }
        if Self.isAddress(word) { return of(word, .address) }
        return hasHosts && Self.isHost(word) ? of(word, .host) : Array(word)
    }

    /// A word without the marks of the sentence it stands in.
    private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isMark = { (octet: UInt8) in octet == UInt8(ascii: ".") || octet == UInt8(ascii: "-") }
        let rest = word.drop(while: isMark)
        return rest.prefix((rest.lastIndex { !isMark($0) } ?? rest.startIndex - 1) - rest.startIndex + 1)
    }

    /// What a local part, a host name or an address is made of (RFC 5322 section 3.2.3, without marks that stand in other text).
    private static func isWordOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"): true
        default: false
        }
    }

    /// An IPv4 address.
    private static func isAddress(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// Letters with dots, the last part of two letters or more.
    private static func isHost(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }), let last = parts.last else { return false }
        return last.count > 1 && last.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    }
}

import POP3

/// What two lists of CAPA differ in.
struct CapabilityChanges: Hashable, Sendable {
    /// What the second list has more; of SASL only the mechanisms that are new.
    let new: [Capability]
    /// What the second list lacks; of SASL only the mechanisms that are gone.
    let gone: [Capability]
    /// What both have with other parameters, as it was and as it is.
    let changed: [Change]

    struct Change: Hashable, Sendable {
        let old: Capability
        let new: Capability
    }

    init(from old: [Capability], to new: [Capability]) {
        let (before, after) = (Self.index(old), Self.index(new))
        self.new = Self.missing(in: before, of: new)
        gone = Self.missing(in: after, of: old)
        changed = Self.firsts(of: new).compactMap { capability in
            guard capability.tag != "SASL", let was = before[capability.tag], was.words != capability.words else {
                return nil
            }
            return Change(old: was, new: capability)
        }
    }

    var isEmpty: Bool { new.isEmpty && gone.isEmpty && changed.isEmpty }

    /// The capabilities of a list whose tag, or some of whose mechanisms, the other list has not.
    private static func missing(in other: [String: Capability], of list: [Capability]) -> [Capability] {
        firsts(of: list).compactMap { capability in
            guard let twin = other[capability.tag] else { return capability }
            guard capability.tag == "SASL" else { return nil }
            let known = Set(twin.words)
            let names = capability.words.filter { !known.contains($0) }
            return names.isEmpty ? nil : Capability("SASL", names)
        }
    }

    /// A tag that is listed twice counts once, as everywhere.
    private static func firsts(of list: [Capability]) -> [Capability] {
        var seen: Set<String> = []
        return list.filter { seen.insert($0.tag).inserted }
    }

    private static func index(_ list: [Capability]) -> [String: Capability] {
        Dictionary(list.map { ($0.tag, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Capability {
    /// The parameters with their letter case folded: CAPA is not case-sensitive.
    fileprivate var words: [String] { parameters.map { Verb($0).name } }

    /// The line, fit to stand inside a sentence.
    var shown: String { String(quoting: ([tag] + parameters).joined(separator: " ").utf8, limit: 100) }
}

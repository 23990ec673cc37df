/// Looks for a secret in octets, in a time that grows with both and no faster (Knuth, Morris, Pratt).
struct SecretSearch: Hashable, Sendable {
    /// What is looked for; in lower case.
    let secret: [UInt8]
    /// For each beginning of the secret, the length of the longest shorter one that it ends in.
    private let fallbacks: [Int]

    init(_ secret: [UInt8]) {
        self.secret = secret
        var fallbacks: [Int] = []
        var matched = 0
        for (index, octet) in secret.enumerated() {
            while matched > 0, secret[matched] != octet { matched = fallbacks[matched - 1] }
            if index > 0, secret[matched] == octet { matched += 1 }
            fallbacks.append(matched)
        }
        self.fallbacks = fallbacks
    }

    /// Where the secret stands in octets in lower case, from left to right; places that overlap are one.
    func ranges(in octets: [UInt8]) -> [Range<Int>] {
        guard octets.count >= secret.count else { return [] }
        var ranges: [Range<Int>] = []
        _ = run(over: octets[...]) { ranges.append(overlapping: $0) }
        return ranges
    }

    /// How long the longest beginning of the secret is that octets in lower case end in; the whole secret is none.
    func countOfBeginning(atEndOf octets: [UInt8]) -> Int {
        run(over: octets.suffix(max(0, secret.count - 1))) { _ in }
    }

    /// - Returns: how much of the secret has come at the end.
    private func run(over octets: ArraySlice<UInt8>, found: (Range<Int>) -> Void) -> Int {
        guard !secret.isEmpty else { return 0 }
        var matched = 0
        for index in octets.indices {
            while matched > 0, secret[matched] != octets[index] { matched = fallbacks[matched - 1] }
            if secret[matched] == octets[index] { matched += 1 }
            guard matched == secret.count else { continue }
            found((index + 1 - matched)..<(index + 1))
            matched = fallbacks[matched - 1]
        }
        return matched
    }
}

extension [Range<Int>] {
    /// Adds a range that does not end before the last one; if the two overlap they become one.
    mutating func append(overlapping range: Range<Int>) {
        guard let last, last.overlaps(range) else { return append(range) }
        self[count - 1] = Swift.min(last.lowerBound, range.lowerBound)..<Swift.max(last.upperBound, range.upperBound)
    }
}

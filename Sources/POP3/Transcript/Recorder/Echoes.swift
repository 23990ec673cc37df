/// The secrets that a server may say again, each with the placeholder that stands for it.
///
/// Found in any letter case, as ``Redaction`` finds them.
struct Echoes: Hashable, Sendable {
    private struct Known: Hashable, Sendable {
        let search: SecretSearch
        let placeholder: Placeholder
    }

    /// Shorter secrets stand in ordinary text by chance, and replacing them would garble it.
    static let shortest = 4
    /// How many are remembered; who sends more secrets than that is trying them out.
    private static let limit = 256
    /// The longest first, since one may be part of another.
    private var known: [Known] = []
    /// Whether there were more secrets than are remembered: then anything may be one.
    private var isIncomplete = false

    /// How long the longest is, in octets; 0 for none.
    var longest: Int { known.first?.search.secret.count ?? 0 }

    /// Remembers a secret in one of its spellings.
    mutating func learn(_ secret: some Collection<UInt8>, as placeholder: Placeholder) {
        let octets = secret.map(Redaction.lowercased)
        guard octets.count >= Self.shortest, !known.contains(where: { $0.search.secret == octets }) else { return }
        guard known.count < Self.limit else { return isIncomplete = true }
        let place = known.firstIndex { $0.search.secret.count < octets.count } ?? known.endIndex
        known.insert(Known(search: SecretSearch(octets), placeholder: placeholder), at: place)
    }

    /// Replaces every known secret in a line; once there were too many of them, all that a person may read in it.
    ///
    /// - Parameter isCutOff: whether the line broke off: then a secret that has begun at its end is replaced too.
    func mask(_ line: inout MaskedLine, isCutOff: Bool = false) {
        guard !known.isEmpty else { return }
        for hole in holes(in: line.line.bytes, isCutOff: isCutOff) { line.cover(hole.range, by: hole.placeholder) }
    }

    /// Where known secrets stand in a line, in their order; no two overlap.
    func holes(in line: [UInt8], isCutOff: Bool = false) -> [MaskedLine.Hole] {
        guard !isIncomplete else { return wholeText(of: line) }
        let octets = line.map(Redaction.lowercased)
        let beginning = isCutOff ? beginning(atEndOf: octets) : nil
        return Self.merged(found(in: octets) + [beginning].compactMap(\.self))
    }

    /// The same for a text that is no line of a server: only what is remembered is found.
    func known(in text: [UInt8]) -> [MaskedLine.Hole] {
        known.isEmpty ? [] : Self.merged(found(in: text.map(Redaction.lowercased)))
    }

    private func found(in octets: [UInt8]) -> [MaskedLine.Hole] {
        known.flatMap { known in
            known.search.ranges(in: octets).map { MaskedLine.Hole(range: $0, placeholder: known.placeholder) }
        }
    }

    /// Holes that overlap become one, named by the longest secret in it.
    private static func merged(_ holes: [MaskedLine.Hole]) -> [MaskedLine.Hole] {
        var merged: [MaskedLine.Hole] = []
        for hole in holes.sorted(by: { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
        ) {
            guard let last = merged.last, last.range.overlaps(hole.range) else {
                merged.append(hole)
                continue
            }
            let name = hole.range.count > last.range.count ? hole.placeholder : last.placeholder
            let end = max(last.range.upperBound, hole.range.upperBound)
            merged[merged.count - 1] = .init(range: last.range.lowerBound..<end, placeholder: name)
        }
        return merged
    }

    /// The secret of which the most has come at the end.
    private func beginning(atEndOf octets: [UInt8]) -> MaskedLine.Hole? {
        let begun = known.map { (known: $0, count: $0.search.countOfBeginning(atEndOf: octets)) }
            .max { $0.count < $1.count }
        guard let begun, begun.count >= Self.shortest - 1 else { return nil }
        return .init(range: octets.count - begun.count..<octets.count, placeholder: begun.known.placeholder)
    }

    /// All behind the status of a reply, and all of a line that has none, unless it is made of numbers.
    private func wholeText(of line: [UInt8]) -> [MaskedLine.Hole] {
        let isNumbers = line.allSatisfy { (0x30...0x39).contains($0) || $0 == Octet.space || $0 == Octet.dot }
        let status = line.starts(with: "+".utf8) || line.uppercasedStarts(with: "-ERR")
        let start = status ? (line.firstIndex(of: Octet.space).map { $0 + 1 } ?? line.count) : 0
        guard !isNumbers, start < line.count else { return [] }
        return [.init(range: start..<line.count, placeholder: .secret(SecretNames.unknownUser))]
    }
}

extension [UInt8] {
    fileprivate func uppercasedStarts(with text: String) -> Bool {
        String(decoding: prefix(text.utf8.count), as: UTF8.self).uppercased() == text
    }
}

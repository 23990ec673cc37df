/// The secrets that a server may say again, each with the placeholder that stands for it.
///
/// Found in any letter case, as ``Redaction`` finds them.
struct Echoes: Hashable, Sendable {
    private struct Known: Hashable, Sendable {
        /// In lower case.
        let octets: [UInt8]
        let placeholder: Placeholder
    }

    /// Shorter secrets stand in ordinary text by chance, and replacing them would garble it.
    static let shortest = 4
    /// How many are remembered; who sends more secrets than that is trying them out.
    private static let limit = 256
    /// The longest first, since one may be part of another.
    private var known: [Known] = []

    /// Whether there is nothing to look for.
    var isEmpty: Bool { known.isEmpty }

    /// How long the longest is, in octets; 0 for none.
    var longest: Int { known.first?.octets.count ?? 0 }

    /// Remembers a secret in one of its spellings.
    mutating func learn(_ secret: some Collection<UInt8>, as placeholder: Placeholder) {
        let octets = secret.map(Redaction.lowercased)
        guard octets.count >= Self.shortest, known.count < Self.limit, !known.contains(where: { $0.octets == octets })
        else { return }
        let place = known.firstIndex { $0.octets.count < octets.count } ?? known.endIndex
        known.insert(Known(octets: octets, placeholder: placeholder), at: place)
    }

    /// Replaces every known secret in a line.
    ///
    /// - Parameter isCutOff: whether the line broke off: then a secret that has begun at its end is replaced too.
    func mask(_ line: inout MaskedLine, isCutOff: Bool = false) {
        guard !known.isEmpty else { return }
        let octets = line.line.bytes.map(Redaction.lowercased)
        for secret in known {
            for range in Redaction.ranges(of: secret.octets, in: octets) { line.replace(range, by: secret.placeholder) }
        }
        if isCutOff { maskBeginning(octets, &line) }
    }

    /// A secret of which only the beginning has come.
    private func maskBeginning(_ octets: [UInt8], _ line: inout MaskedLine) {
        for secret in known {
            let longest = min(secret.octets.count - 1, octets.count)
            let count = stride(from: longest, through: Self.shortest - 1, by: -1).first {
                octets.suffix($0).elementsEqual(secret.octets.prefix($0))
            }
            guard let count else { continue }
            return line.replace(octets.count - count..<octets.count, by: secret.placeholder)
        }
    }
}

/// What the octets themselves say about their charset.
///
/// A verdict needs more than decodability: Shift_JIS accepts much of what windows-1252 and UTF-8 write. So a
/// charset must explain nearly all octets, and what it makes of them must look like text.
struct Shape {
    private let octets: [UInt8]

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    /// The charset that octets are in which `labelled` reads with that many faults; `nil`: none stands out.
    func charset(
        insteadOf labelled: Charset, faults: Int, with converters: Converters
    ) -> (charset: Charset, decoding: Decoding)? {
        for candidate in candidates where candidate != labelled {
            let decoding = candidate.decode(octets, with: converters)
            if !decoding.isUnavailable, decoding.faults == 0 || decoding.faults <= faults / 32 {
                return (candidate, decoding)
            }
        }
        return nil
    }

    /// The likeliest first.
    private var candidates: [Charset] {
        let hasHigh = octets.contains { $0 >= 0x80 }
        guard hasHigh else { return ISO2022JP.isDesignated(in: octets) ? [.iso2022JP] : [] }
        var found: [Charset] = looksLikeUTF8 ? [.utf8] : []
        guard !ISO2022JP.isDesignated(in: octets) else { return found }
        let japanese = [
            (Charset.shiftJIS, JapaneseScore(shiftJIS: octets)), (Charset.eucJP, JapaneseScore(eucJP: octets)),
        ]
        found += japanese.filter { $0.1.isConvincing }.sorted { $0.1.points > $1.1.points }.map(\.0)
        return looksLikeWindows1252 ? found + [.windows1252] : found
    }

    /// Nearly every octet above 0x7F is part of a sound sequence.
    private var looksLikeUTF8: Bool {
        let faults = Decoding(utf8: octets).faults
        return faults == 0 || faults * 32 <= octets.count { $0 >= 0x80 }
    }

    /// Western text: letters with accents and curly quotes, a few at a time, among letters without.
    private var looksLikeWindows1252: Bool {
        var high = 0
        var plainLetters = 0
        var run = 0
        var longest = 0
        for octet in octets {
            run = octet >= 0x80 ? run + 1 : 0
            longest = max(longest, run)
            if octet >= 0x80 { high += 1 }
            if octet.isLetter { plainLetters += 1 }
        }
        return longest <= 3 && high <= plainLetters
    }
}

/// Octets with the charset name that the message gives them, if any.
struct LabelledOctets {
    let octets: [UInt8]
    let label: String?

    struct Result {
        let decoding: Decoding
        let reading: Reading?
        let notes: [Note]
    }

    /// Reads them as labelled if they decode so, else as what their shape says; never fails.
    func read(with converters: Converters) -> Result {
        guard let label, !Charset.isPlaceholder(label) else { return unlabelled(with: converters) }
        let name = String(label.prefix { $0 != "*" })
        guard let charset = Charset(label: name) else { return unknown(name, with: converters) }
        let decoding = charset.decode(octets, with: converters)
        let labelled = Reading(labelled: name, used: charset, reason: .asLabelled)
        if decoding.isUnavailable {
            return Result(decoding: decoding, reading: labelled, notes: [.charsetUnavailable(charset.name)])
        }
        if !isSuspect(charset, decoding) { return Result(decoding: decoding, reading: labelled, notes: []) }
        guard let better = Shape(octets).charset(insteadOf: charset, faults: decoding.faults, with: converters) else {
            return Result(decoding: decoding, reading: labelled, notes: [])
        }
        return Result(
            decoding: better.decoding,
            reading: Reading(labelled: name, used: better.charset, reason: .wrongLabel),
            notes: [.wrongLabel(labelled: name, used: better.charset)])
    }

    /// Faults beyond the odd damaged octet, or an escape sequence that only ISO-2022-JP means.
    ///
    /// Text that decodes cleanly is never suspected.
    private func isSuspect(_ charset: Charset, _ decoding: Decoding) -> Bool {
        if decoding.faults > 0 {
            let high = octets.count { $0 >= 0x80 }
            return decoding.faults * 4 > high
        }
        return switch charset.scheme {
        case .ascii, .utf8, .latin1, .windows1252: ISO2022JP.isDesignated(in: octets)
        case .utf16, .iso2022JP, .eucJP, .iconv: false
        }
    }

    private func unlabelled(with converters: Converters) -> Result {
        let found = guess(with: converters)
        guard found.charset != .usASCII || found.decoding.replaced > 0 else {
            return Result(decoding: found.decoding, reading: nil, notes: [])
        }
        return Result(
            decoding: found.decoding,
            reading: Reading(labelled: nil, used: found.charset, reason: .noLabel),
            notes: [.noLabel(used: found.charset)])
    }

    private func unknown(_ name: String, with converters: Converters) -> Result {
        let found = guess(with: converters)
        return Result(
            decoding: found.decoding,
            reading: Reading(labelled: name, used: found.charset, reason: .unknownLabel),
            notes: [.unknownCharset(name)])
    }

    private func guess(with converters: Converters) -> (charset: Charset, decoding: Decoding) {
        let ascii = Decoding(ascii: octets)
        guard ascii.replaced > 0 || ISO2022JP.isDesignated(in: octets) else { return (.usASCII, ascii) }
        return Shape(octets).charset(insteadOf: .usASCII, faults: max(ascii.replaced, 1), with: converters)
            ?? (.usASCII, ascii)
    }
}

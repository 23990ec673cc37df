/// The header lines.
extension TranscriptLine {
    // header = "@" key [SP value]
    func header() throws(TranscriptError) -> TranscriptEntry {
        let line = octets.dropFirst()
        let key = try text(line.prefix { $0 != Octet.space })
        let value = try text(value(line.dropFirst(key.utf8.count)))
        try check(value, of: key)
        return .header(key: key, value: value)
    }

    private func check(_ value: String, of key: String) throws(TranscriptError) {
        let fault: TranscriptError.Expectation? =
            switch key {
            case "title", "recorded": value.isEmpty ? .headerText : nil
            case "server-eol": value == "lf" ? nil : .serverEOL
            case "fidelity": value == "text" ? nil : .fidelity
            case "secrets": value == "shown" ? nil : .secrets
            case "requirement": Self.isRequirement(value) ? nil : .requirement
            case "var": Self.fault(ofConstraint: value)
            default: Self.isExtension(key) ? nil : .headerKey
            }
        if let fault { throw wrong(fault) }
    }

    // requirement = 1*( %x61-7A / DIGIT / "-" / "." )
    private static func isRequirement(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.allSatisfy(isKeyOctet)
    }

    private static func isExtension(_ key: String) -> Bool {
        key.hasPrefix("x-") && key.utf8.count > 2 && key.utf8.allSatisfy(isKeyOctet)
    }

    private static func isKeyOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x61...0x7A, 0x30...0x39, Octet.dot, UInt8(ascii: "-"): true
        default: false
        }
    }

    private static func fault(ofConstraint value: String) -> TranscriptError.Expectation? {
        guard let constraint = TranscriptConstraint(value) else { return .constraint }
        return isUsable(constraint.pattern) ? nil : .pattern
    }
}

// constraint = name " = " pattern
/// What `@var` says of a variable.
struct TranscriptConstraint {
    let name: String
    let pattern: String

    init?(_ value: String) {
        guard let equals = value.firstRange(of: " = ") else { return nil }
        name = String(value[..<equals.lowerBound])
        pattern = String(value[equals.upperBound...])
        guard Placeholder.isName(name), !pattern.isEmpty else { return nil }
    }
}

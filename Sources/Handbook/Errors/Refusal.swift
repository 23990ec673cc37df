import POP3

/// A refused command with everything that may tell why it was refused.
struct Refusal: Sendable {
    let seen: Observation
    /// The name of the server; `nil` when it is not known.
    let host: String?
    let typed: TypedLine
    private let text: [UInt8]

    init(_ seen: Observation, host: String?) {
        self.seen = seen
        self.host = host
        typed = TypedLine(seen.command, in: seen.before)
        text = Array(seen.text.lowercased().utf8)
    }

    var verb: Verb? { seen.verb }
    var row: CommandRow? { seen.row }
    var knowledge: Knowledge { seen.knowledge }
    var arguments: [Substring] { seen.command?.arguments ?? [] }
    var hasNetwork: Bool { seen.hasNetwork }
    var isGreeting: Bool { seen.command == nil }

    /// Whether the server said one of these, in any letter case; given in lower case.
    func says(_ words: String...) -> Bool {
        words.contains { word in text.holds(Array(word.utf8)) }
    }

    /// Whether the server says that it has no command of that name.
    var saysUnknownCommand: Bool {
        says(
            "unknown command", "unrecognized command", "unrecognised command", "invalid command", "bad command",
            "no such command", "unsupported command", "command not", "command unrec", "command is not recog",
            "not a command", "unimplemented", "not offer auth", "no auth command")
    }

    /// What speaks here, when the greeting was none of POP3.
    var foreign: ForeignGreeting? {
        isGreeting ? ForeignGreeting(greeting: seen.reply.first.bytes) : nil
    }

    /// Whether STLS could help: where others may listen, and where it is not known to be missing.
    var mayStartTLS: Bool { hasNetwork && !knowledge.isSecure && announces("STLS") != false }

    /// Whether the response code is this one, or a more special one.
    func has(_ code: ResponseCode) -> Bool { seen.reply.code.map(code.covers) ?? false }

    /// Whether a verb of these was refused, in a state where the RFC allows it.
    func isOne(of verbs: Verb...) -> Bool {
        guard let verb, let row, row.phases.contains(seen.before) else { return false }
        return verbs.contains(verb)
    }

    /// Whether a step was refused that would have logged the user in: PASS, APOP, AUTH or a response within AUTH.
    var completesLogin: Bool { seen.before == .authorization && (isOne(of: .pass, .apop, .auth) || isResponse) }
    var isResponse: Bool { seen.command?.kind == .response }
    var isLogin: Bool { completesLogin || isOne(of: .user) }

    /// How many arguments the command needs at least.
    var needed: Int { row?.arguments.count { !$0.isOptional } ?? 0 }
    /// Whether the command takes a message number first.
    var takesMessage: Bool { row?.arguments.first == .message || row?.arguments.first == .optionalMessage }
    /// The message number of the command, where it takes one.
    ///
    /// A number of too many digits counts as the largest there is.
    var number: Int? { takesMessage && !arguments.isEmpty && !hasOddNumber ? seen.command?.messageNumber ?? .max : nil }
    /// Whether a message is named by something that is no decimal number.
    var hasOddNumber: Bool {
        guard takesMessage, let first = arguments.first else { return false }
        return first.isEmpty || !first.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// What CAPA told: whether a tag is announced; `nil` when CAPA was not sent.
    func announces(_ tag: String) -> Bool? { knowledge.capabilities?.announces(tag) }

    /// Whether a password may be refused only because this connection is readable for others.
    var mayNeedEncryption: Bool {
        !knowledge.isSecure && isLogin
            && (announces("STLS") == true && announces("USER") == false || saysEncryption
                || says("not valid in this state"))
    }

    /// Whether the server itself says that this connection is readable for others.
    var saysEncryption: Bool {
        !knowledge.isSecure
            && says(
                "plaintext", "plain text", "cleartext", "clear text", "encrypt", "ssl", "tls", "secure", "stls",
                "privacy",
                "disallowed")
    }

    /// The values of the placeholders in the texts of ``ErrorRule``.
    var values: [String: Localized] {
        var values: [String: Localized] = [:]
        values["verb"] = Localized(verbatim: String(quoting: (seen.command?.verb.name ?? "").utf8, limit: 20))
        if let row { values["syntax"] = Localized(verbatim: row.syntax) }
        if let row { values["missing"] = row.missing(behind: arguments.count) }
        values["code"] = Localized(verbatim: String(quoting: seen.reply.first.bytes.prefix(3)))
        values["marked"] = seen.marked.union(seen.perhapsMarked).named
        if takesMessage, !hasOddNumber, let number = arguments.first {
            values["msg"] = Localized(verbatim: String(quoting: number.utf8, limit: 24))
        }
        if let count = knowledge.maildrop?.count {
            values["holds"] =
                count == 0
                ? Localized(en: "is empty", ja: "は空です") : Localized(en: "has \(count)", ja: "には \(count) 通あります")
        }
        if let user = knowledge.user { values["name"] = Localized(verbatim: String(quoting: user.utf8)) }
        if let host { values["host"] = Localized(verbatim: host) }
        if let meant = typed.meant { values["meant"] = Localized(verbatim: meant.name) }
        if let corrected = typed.corrected { values["corrected"] = Localized(verbatim: corrected) }
        if !seen.mechanism.isEmpty { values["mechanism"] = Localized(verbatim: seen.mechanism) }
        if let names = knowledge.capabilities?.mechanisms, !names.isEmpty {
            values["mechanisms"] = Localized(verbatim: String(quoting: names.joined(separator: " ").utf8, limit: 80))
        }
        if let delay = knowledge.capabilities?.loginDelay { values["delay"] = delay.asDuration }
        if verb == .lang, let range = arguments.first {
            values["language"] = Localized(verbatim: String(quoting: range.utf8, limit: 20))
        }
        values["state"] = Localized(verbatim: seen.before.rawValue.uppercased())
        return values
    }
}

extension [UInt8] {
    fileprivate func holds(_ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        return indices.contains { self[$0] == first && self[$0...].starts(with: word) }
    }
}

import POP3

extension Rules {
    static let stateTrials = [
        Trial("rfc1939-3-err-wrong-state-authorization") {
            $0.before == .authorization && $0.verb != .noop && $0.belongsBehindLogin
        },
        Trial("rfc1939-5-noop-transaction-only") { $0.before == .authorization && $0.verb == .noop },
        Trial("rfc1939-3-err-wrong-state-transaction") { $0.isAfterLogin(.user, .pass, .apop) },
        Trial("rfc5034-4-auth-authorization-only") { $0.isAfterLogin(.auth) },
        Trial("rfc2595-4-stls-authorization-only") { $0.isAfterLogin(.stls) },
        Trial("rfc6856-2-utf8-authorization-only") { $0.isAfterLogin(.utf8) },
        Trial("rfc2595-4-stls-announced-when-permitted") {
            $0.isBare(.stls, in: .authorization) && $0.isAnnounced("STLS") && !$0.knowledge.isSecure
                && !$0.knowledge.isInUTF8Mode
        },
        Trial("rfc1939-4-quit-authorization-ok") { $0.isBare(.quit, in: .authorization) },
        Trial("rfc1939-5-noop-ok") { $0.isBare(.noop, in: .transaction) },
        Trial("rfc1939-5-rset-without-marks-ok") { $0.isUnmarked && $0.isBare(.rset, in: .transaction) },
        Trial("rfc1939-3-keyword-length-rejected") {
            $0.hasStatus && $0.lengthOfKeyword > 0 && !(3...4).contains($0.lengthOfKeyword)
        },
        Trial("rfc1939-3-err-empty-line") { $0.verb != nil && $0.command?.line.bytes.isEmpty == true },
    ]

    static let loginTrials = [
        Trial("rfc1939-7-pass-needs-user") {
            $0.isLogin(by: .pass) && !$0.knowledge.isSecure && $0.knowledge.login == .idle && $0.knowledge.user == nil
        },
        Trial("rfc1939-7-pass-not-after-failed-pass") {
            $0.isLogin(by: .pass) && $0.knowledge.login == .idle && $0.knowledge.user != nil
        },
        Trial("rfc1939-7-apop-timestamp-in-greeting") {
            $0.isLogin(by: .apop) && ($0.isPositive || $0.knowledge.timestamp == nil)
        },
        Trial("rfc1939-7-apop-timestamp-msgid-syntax") {
            $0.isPositive && $0.verb == .apop && $0.knowledge.timestamp != nil
        },
    ]

    static let argumentTrials = missingArguments + wrongNumbers + unknownMessages + deletedMessages

    private static let missingArguments = [
        missing("rfc1939-7-user-arg-required", .user), missing("rfc1939-7-pass-arg-required", .pass),
        missing("rfc1939-7-apop-both-args-required", .apop), missing("rfc1939-5-retr-arg-required", .retr),
        missing("rfc1939-5-dele-arg-required", .dele), missing("rfc1939-7-top-both-args-required", .top),
        missing("rfc5034-4-mech-required", .auth),
    ]

    private static let wrongNumbers = [
        Trial("rfc1939-3-err-extra-args") { seen in
            guard let row = seen.row, let command = seen.command, ![.capa, .utf8].contains(row.verb) else {
                return false
            }
            return seen.hasStatus && command.arguments.count(where: { !$0.isEmpty }) > row.arguments.count
        },
        Trial("rfc1939-5-negative-number-err") { $0.messageWord?.hasPrefix("-") == true },
        Trial("rfc1939-5-nonnumeric-err") { seen in
            seen.messageWord.map { !$0.hasPrefix("-") && Int($0) == nil && !$0.isDigits } ?? false
        },
        Trial("rfc1939-5-huge-number-err") { seen in
            seen.messageWord.map { $0.isDigits && (Int($0) ?? .max) >= 1 << 31 } ?? false
        },
        Trial("rfc1939-7-top-non-negative") { seen in
            seen.hasStatus && seen.verb == .top && seen.command?.arguments.dropFirst().first?.hasPrefix("-") == true
        },
        Trial("rfc1939-5-list-zero-err") { $0.wordAsNumber == 0 },
    ]

    private static let unknownMessages = [
        unknown("rfc1939-5-list-unknown-err", .list), unknown("rfc1939-5-retr-unknown-err", .retr),
        unknown("rfc1939-5-dele-unknown-err", .dele), unknown("rfc1939-7-top-unknown-err", .top),
        unknown("rfc1939-7-uidl-unknown-err", .uidl),
    ]

    private static let deletedMessages = [
        deleted("rfc1939-5-list-deleted-err", .list), deleted("rfc1939-5-retr-deleted-err", .retr),
        deleted("rfc1939-5-dele-twice-err", .dele), deleted("rfc1939-7-top-deleted-err", .top),
        deleted("rfc1939-7-uidl-deleted-err", .uidl),
    ]

    private static func unknown(_ requirement: RequirementID, _ verb: Verb) -> Trial {
        Trial(requirement) { seen in
            guard seen.verb == verb, let number = seen.wordAsNumber, number < 1 << 31,
                let count = seen.knowledge.maildrop?.count
            else { return false }
            return number > count
        }
    }

    private static func deleted(_ requirement: RequirementID, _ verb: Verb) -> Trial {
        Trial(requirement) { seen in
            guard seen.verb == verb, let number = seen.wordAsNumber else { return false }
            return seen.marked.contains(number)
        }
    }

    private static func missing(_ requirement: RequirementID, _ verb: Verb) -> Trial {
        Trial(requirement) { seen in
            guard seen.hasStatus, seen.verb == verb, let row = seen.row, let command = seen.command else {
                return false
            }
            return command.arguments.count < row.arguments.count(where: { !$0.isOptional })
        }
    }
}

extension Observation {
    /// Whether the verb belongs into TRANSACTION alone.
    fileprivate var belongsBehindLogin: Bool {
        row.map { $0.phases == [.transaction] && !$0.isObsolete } ?? false
    }

    /// In octets; 0 for what is no command.
    fileprivate var lengthOfKeyword: Int { verb?.name.utf8.count ?? 0 }

    fileprivate func isAfterLogin(_ verbs: Verb...) -> Bool {
        guard before == .transaction, hasStatus, let verb else { return false }
        return verbs.contains(verb)
    }

    /// Whether the command stands alone in its state, and was answered `+OK` or `-ERR`.
    fileprivate func isBare(_ verb: Verb, in phase: Session.Phase) -> Bool {
        self.verb == verb && before == phase && command?.argument == nil && hasStatus
    }

    fileprivate func isLogin(by verb: Verb) -> Bool {
        self.verb == verb && before == .authorization && hasStatus
    }

    /// The word in the place of a message number, of a command in TRANSACTION that was answered; `nil` when there is none.
    fileprivate var messageWord: Substring? {
        guard before == .transaction, hasStatus, let first = row?.arguments.first,
            first == .message || first == .optionalMessage
        else { return nil }
        return command?.arguments.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    fileprivate var wordAsNumber: Int? { messageWord.flatMap { Int($0) } }
}

extension Substring {
    fileprivate var isDigits: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }
}

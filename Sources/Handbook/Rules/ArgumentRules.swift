import POP3

extension Rules {
    /// Commands with too few or too many arguments that were taken all the same.
    static let arguments = [
        missing("rfc1939-7-user-arg-required", .user),
        missing("rfc1939-7-pass-arg-required", .pass),
        missing("rfc1939-7-apop-both-args-required", .apop),
        missing("rfc1939-5-retr-arg-required", .retr),
        missing("rfc1939-5-dele-arg-required", .dele),
        missing("rfc1939-7-top-both-args-required", .top),
        missing("rfc5034-4-mech-required", .auth),
        Rule("rfc1939-3-err-extra-args") { seen in
            // CAPA and UTF8 have requirements of their own; a blank too many is for the grammar.
            guard seen.isPositive, let row = seen.row, row.verb != .capa, row.verb != .utf8,
                let command = seen.command,
                command.arguments.count(where: { !$0.isEmpty }) > row.arguments.count
            else { return nil }
            return Localized(
                en: "\(row.verb) was accepted with more arguments than it has.",
                ja: "\(row.verb) が余分な引数を付けたまま受け付けられました。")
        },
    ]

    private static func missing(_ requirement: RequirementID, _ verb: Verb) -> Rule {
        Rule(requirement) { seen in
            guard seen.isPositive, seen.verb == verb, let row = seen.row, let command = seen.command,
                command.arguments.count < row.arguments.count(where: { !$0.isOptional })
            else { return nil }
            return Localized(
                en: "\(verb) was accepted without all its arguments: \(row.syntax).",
                ja: "\(verb) が引数の足りないまま受け付けられました (正しい形: \(row.syntax))。")
        }
    }

    /// Message numbers that name no message, or one that is marked as deleted, and were taken all the same.
    static let numbers =
        [
            Rule("rfc1939-5-negative-number-err") { seen in
                guard let argument = seen.takenArgument, argument.first == UInt8(ascii: "-") else { return nil }
                return accepted(seen, "a negative message number", "負のメール番号")
            },
            Rule("rfc1939-5-nonnumeric-err") { seen in
                guard let argument = seen.takenArgument, let first = argument.first, first != UInt8(ascii: "-"),
                    !isNumber(first == UInt8(ascii: "+") ? argument.dropFirst() : argument)
                else { return nil }
                return accepted(seen, "something that is no decimal number", " 10 進数ではないもの")
            },
            Rule("rfc1939-5-huge-number-err") { seen in
                guard let argument = seen.takenArgument, isNumber(argument), isHuge(argument) else { return nil }
                return accepted(seen, "a number of \(argument.count) digits", " \(argument.count) 桁の番号")
            },
            Rule("rfc1939-7-top-non-negative") { seen in
                guard seen.isPositive, seen.verb == .top,
                    seen.command?.arguments.dropFirst().first?.hasPrefix("-") == true
                else { return nil }
                return accepted(seen, "a negative line count", "負の行数")
            },
            Rule("rfc1939-5-list-zero-err") { seen in
                seen.takenNumber == 0 ? accepted(seen, "message number 0", "メール番号 0 ") : nil
            },
        ]
        + [
            ("rfc1939-5-list-unknown-err", Verb.list), ("rfc1939-5-retr-unknown-err", .retr),
            ("rfc1939-5-dele-unknown-err", .dele), ("rfc1939-7-top-unknown-err", .top),
            ("rfc1939-7-uidl-unknown-err", .uidl),
        ].map(unknown)
        + [
            ("rfc1939-5-list-deleted-err", Verb.list), ("rfc1939-5-retr-deleted-err", .retr),
            ("rfc1939-5-dele-twice-err", .dele), ("rfc1939-7-top-deleted-err", .top),
            ("rfc1939-7-uidl-deleted-err", .uidl),
        ].map(deleted)

    private static func unknown(_ requirement: RequirementID, _ verb: Verb) -> Rule {
        Rule(requirement) { seen in
            guard seen.verb == verb, let number = seen.takenNumber, number < tooMany,
                let count = seen.knowledge.maildrop?.count, number > count
            else { return nil }
            return accepted(seen, "message \(number), but there are only \(count)", "メール番号 \(number) (全部で \(count) 通) ")
        }
    }

    private static func deleted(_ requirement: RequirementID, _ verb: Verb) -> Rule {
        Rule(requirement) { seen in
            guard seen.verb == verb, let number = seen.takenNumber, seen.marked.contains(number), seen.isThere(number)
            else { return nil }
            return accepted(seen, "message \(number), which is marked as deleted", "削除マークの付いた \(number) 番のメール")
        }
    }

    private static func accepted(_ seen: Observation, _ en: String, _ ja: String) -> Localized? {
        guard let verb = seen.verb else { return nil }
        return Localized(en: "\(verb) was answered +OK for \(en).", ja: "\(verb) が\(ja)に対して +OK を返しました。")
    }

    /// No mailbox has so many messages: where such a number is taken, digits were lost.
    private static let tooMany = 1 << 31

    private static func isHuge(_ digits: ArraySlice<UInt8>) -> Bool {
        let digits = digits.drop { $0 == 0x30 }
        return !digits.isEmpty && (Survey.number(digits).map { $0 >= tooMany } ?? true)
    }

    private static func isNumber(_ octets: some Collection<UInt8>) -> Bool {
        !octets.isEmpty && octets.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension Observation {
    /// The message argument of a command that was answered +OK in TRANSACTION; a tab around it is the grammar's matter.
    fileprivate var takenArgument: ArraySlice<UInt8>? {
        guard isPositive, before == .transaction, takesMessage, let argument = command?.arguments.first else {
            return nil
        }
        let word = Array(argument.utf8).drop { $0 == 0x09 }
        let end = word.lastIndex { $0 != 0x09 }
        return end.map { word[...$0] }
    }

    fileprivate var takenNumber: Int? { takenArgument.flatMap(Survey.number) }

    private var takesMessage: Bool {
        row?.arguments.first == .message || row?.arguments.first == .optionalMessage
    }
}

import Handbook
import POP3

/// The milder cases of rows that rules judge, as the notes of the rows name them.
enum Leniency {
    /// What a finding is called; `nil` where the row says it.
    static func outcome(of finding: Finding, in exchange: Exchange) -> Outcome? {
        switch finding.requirement {
        // A server that serves nobody now says so by -ERR.
        case "rfc1939-4-greeting-positive": exchange.isRefused ? .warn : nil
        case "rfc2449-5-capa-single-space": exchange.hasBlanksAtLineEndsOnly ? .warn : nil
        case "rfc3206-4-sys-second-level": exchange.reply.code == .system ? .warn : nil
        // The rule knows the argument too many; that the tag is missing in one state is for a check.
        case "rfc3206-6-capability-no-args": .warn
        case "rfc5034-4-mech-required": exchange.reply.body?.isTerminated == true ? .info : nil
        case "rfc5034-3-sasl-arg-list": exchange.joinsMechanisms ? nil : .warn
        // Announcing it in clear text is one thing, taking a token another.
        case "rfc7628-3-tls-required": exchange.command?.verb == .capa ? .warn : nil
        // Many servers stop reading a number at the first letter; those that read 0x1 as a number do more.
        case "rfc1939-5-nonnumeric-err": exchange.hasLeadingDigits ? .warn : nil
        case "rfc1939-5-list-multi-form", "rfc1939-7-uidl-multi-form": exchange.isUnsortedOnly ? .warn : nil
        // Copies of one message may share an id: whether they are copies, a check finds out.
        case "rfc1939-7-uidl-unique": .warn
        // Only of LIST the RFC says it in so many words.
        case "rfc1939-7-uidl-empty": .warn
        default: nil
        }
    }
}

extension Exchange {
    /// Whether something else than a space stands between the mechanisms of SASL.
    fileprivate var joinsMechanisms: Bool {
        (lines.compactMap(Capability.init)["SASL"] ?? []).contains { name in
            name.utf8.contains { [0x09, 0x2C, 0x2F, 0x3A, 0x3B, 0x7C].contains($0) }
        }
    }

    /// Whether the only blanks too many are at the ends of lines.
    fileprivate var hasBlanksAtLineEndsOnly: Bool {
        lines.allSatisfy { line in
            let text = line.bytes.last == 0x20 ? line.bytes.dropLast() : line.bytes[...]
            return text.first != 0x20 && text.last != 0x20
                && !zip(text, text.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
        }
    }
}

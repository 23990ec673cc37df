import Handbook
import POP3

extension Visit {
    /// Judges the dots at the beginning of the lines of a message.
    func judgeStuffing(_ body: Body, of number: Int, _ view: MailboxView) {
        guard !body.isUnusual else { return }
        let declared = view.sizes[number]
        if body.unstuffed > 0, body.octets != declared {
            let reason = Localized(
                en: "Message \(number) has \(body.unstuffed) lines that begin with a single \".\".",
                ja: "\(number) 番のメールに、\".\" 1 個で始まる行が \(body.unstuffed) 行あります。")
            breach("rfc1939-5-retr-stuffed", reason)
            if body.octets > 16_384, body.stuffed > 0 { breach("rfc1939-3-stuffing-across-write-boundary", reason) }
        }
        guard let declared, body.isTerminated, body.isWhole, body.octets > declared else { return }
        let surplus = body.octets - declared
        if surplus == body.doubledWithin {
            breach("rfc1939-3-no-overstuffing", Self.doubled(number, within: true))
        } else if surplus == body.stuffed, body.isStuffedTwice {
            breach("rfc1939-3-byte-stuffing", Self.doubled(number, within: false))
        }
    }

    private static func doubled(_ number: Int, within: Bool) -> Localized {
        within
            ? Localized(
                en:
                    "Dots within the lines of message \(number) were doubled: it has as many octets more than LIST says.",
                ja: "\(number) 番のメールで、行の途中のドットが二重にされています (その数だけ LIST より大きくなっています)。")
            : Localized(
                en:
                    "Lines of message \(number) that begin with \".\" got more than one more: LIST says so many octets less.",
                ja: "\(number) 番のメールで、\".\" で始まる行に 2 個以上のドットが加えられています (その数だけ LIST より大きくなっています)。")
    }
}

extension Body {
    /// How often ".." stands within a line, as far as the body was kept.
    fileprivate var doubledWithin: Int {
        keptLines.reduce(0) { sum, line in
            let inner = line.bytes.drop { $0 == UInt8(ascii: ".") }
            return sum + zip(inner, inner.dropFirst()).count { $0 == UInt8(ascii: ".") && $1 == UInt8(ascii: ".") }
        }
    }

    /// Whether every line with a doubled "." has a third one.
    fileprivate var isStuffedTwice: Bool {
        keptLines.allSatisfy { !$0.bytes.starts(with: "..".utf8) || $0.bytes.starts(with: "...".utf8) }
    }
}

public import POP3

/// Says in words what an exchange means: what was asked, what this reply says, and why it may have been refused.
///
/// It keeps nothing: the same exchange is always explained in the same way.
public struct Explainer: Sendable {
    /// The name of the server for suggestions such as `:open pop3s://HOST`; `nil` leaves them out.
    let host: String?
    /// Whether there is a network between, on which others could listen.
    let hasNetwork: Bool

    /// An explainer.
    ///
    /// - Parameters:
    ///   - host: the name the user gave for the server; `nil` when there is none, as in a log.
    ///   - hasNetwork: false for a server inside this program.
    public init(host: String? = nil, hasNetwork: Bool = true) {
        self.host = host
        self.hasNetwork = hasNetwork
    }

    /// What an exchange means; the greeting is one too.
    ///
    /// - Parameters:
    ///   - exchange: the exchange.
    ///   - last: the exchange before it; `nil` when it is not known.
    public func explain(_ exchange: Exchange, after last: Exchange? = nil) -> Annotation {
        let observation = Observation(exchange, after: last, hasNetwork: hasNetwork)
        var annotation = describe(observation)
        annotation.notes.insert(contentsOf: exposures(observation), at: 0)
        annotation.findings = Rules.findings(about: observation)
        return annotation
    }

    private func describe(_ seen: Observation) -> Annotation {
        if let body = seen.reply.body, !body.isTerminated { return cutShort(seen, body) }
        switch seen.reply.status {
        case .ok:
            var annotation = seen.command == nil ? greeting(seen) : accepted(seen)
            annotation.notes += habits(seen)
            return annotation
        case .challenge: return challenged(seen)
        case .err, .malformed: return refused(seen)
        }
    }

    private func cutShort(_ seen: Observation, _ body: Body) -> Annotation {
        seen.annotation(
            isTrouble: true,
            Localized(
                en:
                    "the connection was closed within the reply, after \(body.lines.lines.en) and \(body.octets.octets.en).",
                ja: "応答の途中で接続が閉じられました。届いたのは \(body.lines.lines.ja)、\(body.octets.octets.ja)です。"),
            notes: [
                Localized(
                    en: "A multi-line reply is complete only with the line \".\" (3). Do not take this for the whole.",
                    ja: "複数行の応答は \".\" だけの行で完結します (第 3 節)。届いた分がすべてとは限りません。")
            ])
    }

    /// What there is to say of the way in which a command was written.
    private func habits(_ seen: Observation) -> [Localized] {
        guard let verb = seen.verb, let row = seen.row, let keyword = seen.command?.line.bytes else { return [] }
        var notes: [Localized] = []
        if !keyword.starts(with: verb.name.utf8), !seen.followsSmallLetters {
            notes.append(
                Localized(
                    en: "Lower case is fine: keywords may be written in any letter case (3).",
                    ja: "小文字でもかまいません。キーワードは大文字と小文字を区別しません (第 3 節)。"))
        }
        if !row.phases.contains(seen.before), !row.isObsolete {
            notes.append(
                Localized(
                    en: "By the RFC \(verb) belongs to another state; the server should refuse it here (3).",
                    ja: "RFC では、\(verb) は別の状態で使うコマンドです。ここでは拒否すべきものです (第 3 節)。"))
        }
        return notes
    }
}

extension Observation {
    /// What the exchange is about: the verb, `greeting`, or AUTH with its mechanism.
    var topic: String {
        guard let command else { return "greeting" }
        if command.kind == .response { return "AUTH \(mechanism)" }
        if command.verb == .auth, !mechanism.isEmpty { return "AUTH \(mechanism)" }
        if command.line.bytes.isEmpty { return "empty line" }
        guard command.verb.name.isEmpty else { return String(showing: command.verb.name, limit: 20) }
        return TypedLine(command, in: before).meant?.name ?? "blank"
    }

    /// The mechanism of the AUTH that is going on, upper-cased and fit to be shown; empty when there is none.
    var mechanism: String { String(quoting: Self.mechanism(of: exchange).utf8, limit: 20) }

    /// The mechanism of the AUTH that an exchange belongs to, upper-cased; empty when it belongs to none.
    static func mechanism(of exchange: Exchange) -> String {
        if case .sasl(let name, _) = exchange.knowledge.login { return name }
        guard exchange.command?.verb == .auth, exchange.command?.kind == .command else { return "" }
        return exchange.command?.arguments.first.map { Verb($0).name } ?? ""
    }

    /// Whether the command before this one was in small letters too, and was answered: that they may be used has been said.
    fileprivate var followsSmallLetters: Bool {
        guard let last = previous?.command, last.kind == .command, last.row != nil else { return false }
        return previous?.reply.status == .ok && !last.line.bytes.starts(with: last.verb.name.utf8)
    }

    /// Where the exchange is defined.
    var citation: Citation {
        guard let command else { return .rfc(1939, "4") }
        if command.verb == .quit, before != .transaction { return .rfc(1939, "4") }
        return command.row?.citation ?? .rfc(1939, "3")
    }

    /// An annotation of this exchange.
    func annotation(
        isTrouble: Bool = false, _ meaning: Localized, notes: [Localized] = [], next: Localized? = nil
    ) -> Annotation {
        var annotation = Annotation(topic: topic, meaning: meaning, isTrouble: isTrouble, citation: citation)
        annotation.notes = notes
        annotation.next = next
        return annotation
    }
}

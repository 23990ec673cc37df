import Handbook
import POP3

extension Checklist {
    /// UTF8, RFC 6856 section 2: the mode, and the messages that need it.
    static let utf8 = [
        Check(
            "utf8-command",
            ["rfc6856-2.1-utf8-ok", "rfc6856-2.1-utf8-no-params", "rfc6856-2.1-stls-after-utf8-err"]
        ) { bench in
            try await bench.connecting { visit in
                for command in ["UTF8 x", "UTF8 USER"] { guard try await visit.attempt(command) != nil else { return } }
                guard let first = try await visit.attempt("\(Verb.utf8)") else { return }
                visit.expect(.ok, of: first, "rfc6856-2.1-utf8-ok")
                guard first.isPositive, bench.facts.offers("STLS"),
                    let refusal = try await visit.attempt("\(Verb.stls)")
                else { return }
                let (en, ja) = refusal.isPositive ? ("accepted", "受け付けられます") : ("refused", "拒否されます")
                visit.inform(
                    "rfc6856-2.1-stls-after-utf8-err",
                    Localized(en: "Behind UTF8, STLS is \(en).", ja: "UTF8 の後の STLS は\(ja)。"))
                await visit.drop()
            }
        },
        Check(
            "utf8-mode",
            [
                "rfc6856-2-utf8-authorization-only", "rfc6856-2.1-list-size-matches", "rfc6856-2.1-other-sizes-loose",
                "rfc6856-2.1-no-binary-cte",
            ]
        ) { bench in
            let hasMode = bench.facts.offers("UTF8")
            try await bench.loggedIn(behind: { visit in if hasMode { _ = try await visit.attempt("\(Verb.utf8)") } }) {
                visit in
                visit.judgeSizes()
                visit.lookForBinary()
                guard hasMode else { return }
                for command in ["UTF8", "utf8"] { guard try await visit.attempt(command) != nil else { return } }
                if visit.knowledge.isInUTF8Mode { try await visit.findEightBit() }
            }
        },
        Check(
            "utf8-messages",
            [
                "rfc6856-2.1-no-8bit-without-utf8", "rfc6856-2.1-surrogate-or-err", "rfc6856-2.1-as-is-in-utf8-mode",
                "rfc6856-5-utf8-code",
            ], messages: 1
        ) { bench in
            let plain = try await bench.loggedIn { visit in try await visit.fetchSamples() }
            for exchange in plain { bench.judgePlain(exchange) }
            var isInMode = false
            try await bench.loggedIn(behind: { visit in
                isInMode = try await visit.attempt("\(Verb.utf8)")?.isPositive == true
            }) { visit in
                guard isInMode else { return }
                let inMode = try await visit.fetchSamples()
                for (one, other) in zip(plain, inMode) { visit.judge(other, against: one) }
            }
        },
    ]
}

extension Visit {
    private var wanted: [Int] {
        let mail = bench.facts.mail
        let odd = [mail?.eightBit?.number, mail?.eightBitInUTF8Mode?.number, mail?.ordinary?.number].compactMap(\.self)
        let all = mail?.count ?? 0
        return Set(odd + (all <= 12 ? Array(1...max(1, all)) : [])).filter { $0 <= all }.sorted()
    }

    /// RETR and TOP of the messages that show how UTF-8 is treated.
    fileprivate func fetchSamples() async throws(Interruption) -> [Exchange] {
        var exchanges: [Exchange] = []
        let hasTOP = bench.facts.answered.contains(.top)
        for number in wanted {
            for command in ["RETR \(number)"] + (hasTOP ? ["TOP \(number) 0"] : []) {
                guard let exchange = try await attempt(command) else { return exchanges }
                exchanges.append(exchange)
            }
        }
        return exchanges
    }

    /// Remembers a message with header fields in UTF-8, which a sound server shows in UTF-8 mode alone.
    fileprivate func findEightBit() async throws(Interruption) {
        guard bench.facts.mail?.eightBit == nil else { return }
        for exchange in try await fetchSamples() where exchange.command?.verb == .retr {
            guard let number = exchange.command?.messageNumber, let body = exchange.reply.body, exchange.hasUTF8Header
            else { continue }
            bench.facts.mail?.eightBitInUTF8Mode = MailFacts.Sample(
                number: number, body: body, size: bench.facts.mail?.sizes[number])
            return
        }
    }

    /// What LIST declares of messages in other octets than ASCII; of all others RFC 1939 decides.
    fileprivate func judgeSizes() {
        for sample in bench.facts.mail?.samples ?? [] {
            let body = sample.body
            guard body.hasEightBit, body.isTerminated, body.nuls + body.bareCarriageReturns + body.bareLineFeeds == 0,
                let size = sample.size, size != body.octets, size + 2 != body.octets
            else { continue }
            breach(
                "rfc6856-2.1-list-size-matches",
                Localized(
                    en: "LIST said \(size) octets of message \(sample.number), but RETR sent \(body.octets).",
                    ja: "\(sample.number) 番のメールは LIST では \(size) オクテットですが、RETR では \(body.octets) オクテットでした。"))
        }
    }

    /// Who sent a message may have labelled it so: that is told, not judged.
    fileprivate func lookForBinary() {
        let binary = bench.facts.mail?.samples.first { sample in
            sample.body.nuls > 0
                || sample.body.headerLines.contains { line in
                    let text = line.text.lowercased()
                    return text.hasPrefix("content-transfer-encoding:") && text.contains("binary")
                }
        }
        guard let binary else { return }
        inform(
            "rfc6856-2.1-no-binary-cte",
            Localized(
                en: "Message \(binary.number) is sent in the binary transfer encoding.",
                ja: "\(binary.number) 番のメールが binary 転送エンコーディングで送られました。"))
    }

    /// A message in UTF-8 mode against the same without it.
    fileprivate func judge(_ exchange: Exchange, against plain: Exchange) {
        let requirement: RequirementID = "rfc6856-2.1-as-is-in-utf8-mode"
        if plain.isPositive, exchange.isRefused {
            expect(.ok, of: exchange, requirement)
        } else if plain.reply.code == .utf8 {
            guard exchange.isPositive, exchange.command?.verb == .retr, exchange.reply.body?.isWhole == true,
                exchange.reply.body?.hasEightBit == false
            else {
                expect(.ok, of: exchange, requirement)
                return
            }
            breach(
                requirement,
                Localized(
                    en: "\"\(exchange.said)\" needed UTF-8 mode, and in it a message in ASCII was sent.",
                    ja: "\"\(exchange.said)\" には UTF-8 モードが必要とされたのに、そのモードで ASCII だけのメールが送られました。"))
        } else if exchange.reply.body?.hasEightBit == true, !exchange.isUTF8, plain.isUTF8 {
            breach(
                requirement,
                Localized(
                    en: "In UTF-8 mode \"\(exchange.said)\" sent octets that are not UTF-8.",
                    ja: "UTF-8 モードで \"\(exchange.said)\" が UTF-8 ではないオクテットを送りました。"))
        }
    }
}

extension Bench {
    /// A message as it was sent without UTF-8 mode: its header fields are ASCII.
    fileprivate func judgePlain(_ exchange: Exchange) {
        guard exchange.hasUTF8Header else { return }
        for requirement: RequirementID in ["rfc6856-2.1-no-8bit-without-utf8", "rfc6856-2.1-surrogate-or-err"] {
            judge(
                requirement, nil,
                Localized(
                    en: "\"\(exchange.said)\" sent header fields in UTF-8 without UTF-8 mode.",
                    ja: "UTF-8 モードではないのに、\"\(exchange.said)\" が UTF-8 のヘッダーを送りました。"),
                ["-ERR [UTF8]"], exchange.reply.first, [.received(exchange.reply)], 0)
        }
    }
}

extension Body {
    fileprivate var headerLines: ArraySlice<Line> {
        let lines = keptLines
        return lines.prefix { !$0.bytes.isEmpty }
    }
}

extension Exchange {
    /// Whether the header holds octets above 127, and they are UTF-8: raw octets of old mail are something else.
    fileprivate var hasUTF8Header: Bool {
        guard isPositive, let body = reply.body, body.hasEightBit else { return false }
        let header = body.headerLines.flatMap(\.bytes)
        return header.contains { $0 > 0x7F } && String(validating: header, as: UTF8.self) != nil
    }

    fileprivate var isUTF8: Bool {
        guard let body = reply.body, body.isWhole else { return true }
        return String(validating: body.kept, as: UTF8.self) != nil
    }
}

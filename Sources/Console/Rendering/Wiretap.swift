import Handbook
import POP3

/// What somebody on the path has learned of a session.
struct Wiretap: Hashable, Sendable {
    /// The names that were sent in clear text.
    private(set) var users: [String] = []
    /// How a password or its like crossed the wire in clear text, worst first; empty when none did.
    private(set) var secrets: Set<Exposure> = []
    /// The messages of which something was sent in clear text, by number, ascending.
    var messages: [Int] { numbers.sorted() }
    /// The octets of those messages.
    private(set) var mailOctets = 0
    /// The exchanges in clear text.
    private(set) var clearExchanges = 0
    /// The exchanges under TLS.
    private(set) var secureExchanges = 0
    private var numbers: Set<Int> = []

    /// Whether a SASL message was readable: every mechanism but EXTERNAL says in it who logs in.
    private(set) var carriesNameInside = false

    /// How far a secret is given away.
    enum Exposure: Hashable, Sendable, CaseIterable {
        /// PASS: every octet of the password.
        case password
        /// PLAIN, LOGIN and tokens: base64, which anyone undoes.
        case encoded
        /// APOP, CRAM-MD5, SCRAM: a digest, from which weak passwords can be guessed at leisure.
        case digest
    }

    /// Learns what an exchange gave away.
    mutating func append(_ exchange: Exchange) {
        guard !exchange.knowledge.isSecure else {
            secureExchanges += 1
            return
        }
        clearExchanges += 1
        guard let command = exchange.command else { return }
        learnLogin(command, exchange)
        if command.verb.bringsMessage, let body = exchange.reply.body {
            if let number = command.messageNumber { numbers.insert(number) }
            mailOctets += body.octets
        }
    }

    private mutating func learnLogin(_ command: Command, _ exchange: Exchange) {
        let isUser = command.kind == .command && (command.verb == .user || command.verb == .apop)
        // What stands behind the name is a password in the wrong place, and masked.
        if isUser, let name = command.argument?.split(separator: " ").first.map(String.init), !users.contains(name),
            users.count < 16
        {
            users.append(name)
        }
        guard command.hasSecret else { return }
        if command.kind == .response || command.verb == .auth { carriesNameInside = true }
        switch command.verb {
        case .apop: secrets.insert(.digest)
        case .auth: secrets.insert(Self.exposure(byMechanism: Self.mechanism(of: command, exchange.knowledge)))
        default: secrets.insert(.password)
        }
    }

    private static func mechanism(of command: Command, _ knowledge: Knowledge) -> String {
        switch (command.kind, knowledge.login) {
        case (.command, _): command.arguments.first?.uppercased() ?? ""
        case (.response, .sasl(let mechanism, _)): mechanism
        case (.response, .idle), (.response, .userAccepted): ""
        }
    }

    private static func exposure(byMechanism name: String) -> Exposure {
        name.hasPrefix("SCRAM-") || name == "CRAM-MD5" || name == "DIGEST-MD5" ? .digest : .encoded
    }
}

/// Lays out what somebody on the path has learned: `:wiretap`.
struct WiretapView {
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// The lines; a secret itself is never among them.
    func lines(_ wiretap: Wiretap) -> [String] {
        guard wiretap.clearExchanges + wiretap.secureExchanges > 0 else {
            return layout.note(Localized(en: "Nothing has crossed the wire yet.", ja: "まだ何も送受信していません。"))
        }
        return (wiretap.clearExchanges > 0 ? clear(wiretap) : []) + (wiretap.secureExchanges > 0 ? secure(wiretap) : [])
    }

    private func clear(_ wiretap: Wiretap) -> [String] {
        let count = Count.exchanges(wiretap.clearExchanges)
        let title = Localized(
            en: "In clear text, \(count.en): somebody on the path has read every octet of them.",
            ja: "暗号化なし、\(count.ja): 経路上の第三者は、そのすべてを読めました。")
        var fields = FieldList(layout)
        fields.append(Localized(en: "user name", ja: "ユーザー名"), Self.names(wiretap))
        let exposures = Wiretap.Exposure.allCases.filter(wiretap.secrets.contains)
        for (index, exposure) in exposures.enumerated() {
            let label = index == 0 ? Localized(en: "password", ja: "パスワード") : Localized(en: "also", ja: "さらに")
            fields.append(label, Self.words(exposure))
        }
        if exposures.isEmpty { fields.append(Localized(en: "password", ja: "パスワード"), Self.unsent) }
        fields.append(Localized(en: "mail", ja: "メール"), Self.mail(wiretap))
        return layout.lines(.trouble, layout(title)) + fields.lines
    }

    private func secure(_ wiretap: Wiretap) -> [String] {
        let count = Count.exchanges(wiretap.secureExchanges)
        return layout.note(
            Localized(
                en: "Under TLS, \(count.en): only their sizes and times, and which server it was.",
                ja: "TLS、\(count.ja): 読めるのは、サイズと時刻、接続先のサーバーだけです。"))
    }

    private static func names(_ wiretap: Wiretap) -> Localized {
        let names = Localized(verbatim: wiretap.users.joined(separator: ", "))
        guard wiretap.carriesNameInside else { return wiretap.users.isEmpty ? unsent : names }
        let inside = Localized(en: "readable, in the base64 of AUTH", ja: "読めました (AUTH の base64 の中)")
        return wiretap.users.isEmpty ? inside : names + Localized(verbatim: "; ") + inside
    }

    private static let unsent = Localized(en: "not sent", ja: "未送信")

    private static func words(_ exposure: Wiretap.Exposure) -> Localized {
        switch exposure {
        case .password:
            Localized(
                en: "readable, letter by letter (not shown here)",
                ja: "そのまま読めました (ここには表示しません)")
        case .encoded:
            Localized(
                en: "readable: base64 is an encoding, no encryption (not shown here)",
                ja: "読めました。base64 は符号化で、暗号化ではありません (ここには表示しません)")
        case .digest:
            Localized(
                en: "not readable, only a digest; a weak password can be guessed from it",
                ja: "読めません。送ったのはダイジェストだけですが、弱いパスワードは推測できます")
        }
    }

    private static func mail(_ wiretap: Wiretap) -> Localized {
        guard !wiretap.messages.isEmpty else { return unsent }
        let numbers = wiretap.messages.prefix(20).map(String.init).joined(separator: ", ")
        let shown = wiretap.messages.count > 20 ? numbers + ", ..." : numbers
        let octets = Count.octets(wiretap.mailOctets)
        return Localized(en: "readable: \(shown) (\(octets.en))", ja: "読めました: \(shown) 番 (\(octets.ja))")
    }
}

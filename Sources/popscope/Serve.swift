import ArgumentParser
import Authentication
import Console
import Handbook
import MockServer
import POP3
import Transport

/// `popscope serve`: the built-in server, for real clients.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: HelpWords.text(
            en: "Serve mail to real clients by POP3, on this machine only.", ja: "メールソフト向けの POP3 サーバーを動かす。"
        ),
        usage: "popscope serve [OPTIONS]",
        discussion: HelpWords.text(
            en: """
                The first lines on standard output are the URLs, one for STLS and one for TLS.
                Without --user the users of the practice server are there: alice, mrose.
                With --transcript clients meet that recording, on --port alone, with TLS where
                it was recorded; any password is right, except for SCRAM: it needs --secret.
                """,
            ja: """
                標準出力の最初の行は URL です (STLS 用と TLS 用)。
                --user を省くと、練習用サーバーのユーザー (alice、mrose) が使えます。
                --transcript では、その記録を --port だけで再生します。TLS は記録のとおりです。
                パスワードは何でも通りますが、SCRAM には --secret が必要です。
                """))

    @Option(help: ArgumentHelp(en: "The port for clear text and STLS; 0: any.", ja: "平文と STLS のポート。0 は自動。"))
    var port = 1110

    @Option(
        name: .customLong("tls-port"),
        help: ArgumentHelp(en: "The port for TLS; 0: any. (default: 1995)", ja: "TLS のポート。0 は自動。(default: 1995)"))
    var tlsPort: Int?

    @Option(
        name: .customLong("user"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "NAME:PASSWORD of a user; repeatable.", ja: "ユーザーの NAME:PASSWORD。何度でも指定できる。"),
        transform: ServedUser.init(parsing:))
    var users: [ServedUser] = []

    @Option(help: ArgumentHelp(en: "A folder of .eml files for every user.", ja: "全ユーザーに配る .eml ファイルのフォルダー。"))
    var mail: String?

    @OptionGroup var certificate: CertificateOptionGroup
    @OptionGroup var mistakes: FaultOptionGroup
    @OptionGroup var clients: ClientCheckOptions

    @Flag(
        name: .customLong("no-clear-passwords"),
        help: ArgumentHelp(en: "Refuse readable passwords without TLS.", ja: "TLS なしで読めるパスワードを拒否する。"))
    var refusesClearPasswords = false

    @Option(help: ArgumentHelp(en: "Serve this recording instead.", ja: "代わりにこの記録を再生する。"))
    var transcript: String?

    @Flag(
        name: .customLong("expect-complete"),
        help: ArgumentHelp(en: "Exit with 1 unless clients do as recorded.", ja: "記録と違えば 1 を返す。"))
    var expectsComplete = false

    @Flag(
        help: ArgumentHelp(
            en: "End when the recording has been served, or the client has left.", ja: "記録を一度再生、またはクライアントが去ると終わる。"))
    var once = false

    @Flag(help: ArgumentHelp(en: "Clients must send every octet as recorded.", ja: "クライアントの全オクテットを比べる。"))
    var strict = false

    @Option(
        name: .customLong("secret"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            en: "NAME=@FILE or NAME=- (stdin): the secret NAME of the file.", ja: "NAME=@FILE か NAME=-: 秘密 NAME の読み込み元。"
        ))
    var secrets: [String] = []

    @Option(help: ArgumentHelp(en: "The language of the messages.", ja: "説明の言語。"))
    var lang: Language?

    func validate() throws {
        _ = try NamedSecret.all(secrets)
        if transcript == nil, expectsComplete || strict || !secrets.isEmpty {
            throw ValidationError(
                HelpWords.text(
                    en: "--expect-complete, --strict and --secret need --transcript.",
                    ja: "--expect-complete、--strict、--secret には --transcript が必要です。"))
        }
        if transcript == nil, once, !clients.isOn {
            throw ValidationError(
                HelpWords.text(
                    en: "--once needs --transcript or --check-client.",
                    ja: "--once には --transcript か --check-client が必要です。"))
        }
        if transcript != nil, let option = mailboxOptions.first {
            throw ValidationError(
                HelpWords.text(
                    en: "\(option) means nothing with --transcript: users, mail and TLS are as recorded.",
                    ja: "--transcript と \(option) は同時に指定できません (ユーザー、メール、TLS は記録のとおりです)。"))
        }
        for port in [port, tlsPort].compactMap(\.self) where !(0...65_535).contains(port) {
            throw ValidationError(
                HelpWords.text(
                    en: "\(port) is no port; ports are numbers from 0 to 65535.",
                    ja: "\(port) はポート番号ではありません (0 から 65535)。"))
        }
    }

    /// The options that were given and belong to mailboxes, which a recording does not have.
    private var mailboxOptions: [String] {
        [
            (tlsPort != nil, "--tls-port"), (!users.isEmpty, "--user"), (mail != nil, "--mail"),
            (refusesClearPasswords, "--no-clear-passwords"), (!mistakes.faults.isEmpty, "--fault"),
            (clients.isOn, "--check-client"),
        ].compactMap { $0 ? $1 : nil }
    }

    func run() async throws {
        let language = lang ?? .preferred
        if mistakes.listsFaults {
            StandardStream.output.write(FaultOptionGroup.list(language))
            return
        }
        let tls = try certificate.tls(language)
        if let transcript { return try await serve(transcript, tls, language) }
        let log = ServeLog(language)
        let check = clients.isOn ? ClientCheck(clients) : nil
        let end = try Termination()
        let (ends, ending) = AsyncStream.makeStream(of: Void.self)
        // Nobody waits for this task: the process may end before a signal comes.
        Task {
            await end.requestedAtTerminal()
            ending.finish()
        }
        async let told: Void = log.write()
        async let judged = check?.collect { [once] sentences in
            for sentence in sentences { log.say(sentence) }
            if once { ending.finish() }
        }
        let address: String?
        do {
            address = try await serve(tls, log, check) { for await _ in ends {} }
        } catch let error as ListenerError {
            log.cannotListen(error)
            address = nil
        }
        check?.finish()
        let testimony = await judged
        log.finish()
        await told
        guard let address else { throw ExitCode(69) }
        guard let check, let testimony else { return }
        let status = try check.write(
            testimony, address, language, isColored: false, defaults: StandardStream.output)
        if status != 0 { throw ExitCode(status) }
    }

    /// Serves until `stay` returns.
    ///
    /// - Returns: the URL for clear text and STLS.
    private func serve(
        _ tls: ServerTLS, _ log: ServeLog, _ check: ClientCheck?, until stay: () async -> Void
    ) async throws -> String {
        let accounts = try accounts()
        let store = MailStore(accounts)
        let offer = MailboxServer.Offer.serve(hasTLS: true, takesPasswordsInClear: !refusesClearPasswords)
        let passwords = Dictionary(known, uniquingKeysWith: { first, _ in first })
        let machine: @Sendable (Bool) -> any ServerMachine = { [mistakes] isSecure in
            let server = mistakes.machine(
                MailboxServer(over: store, stamp: newStamp(), offer: offer, isSecure: isSecure))
            return check?.machine(server, isSecure: isSecure) { passwords[$0] } ?? server
        }
        return try await Listener(port: port, security: .startTLS(tls)).serving(
            { machine(false) }, observe: log.tell
        ) { port in
            try await Listener(port: tlsPort ?? 1995, security: .implicit(tls)).serving(
                { machine(true) }, observe: log.tell
            ) { tlsPort in
                StandardStream.output.write(line: "pop3://127.0.0.1:\(port)")
                StandardStream.output.write(line: "pop3s://127.0.0.1:\(tlsPort)")
                log.ready(tls)
                log.makes(mistakes.faults)
                await stay()
                return "pop3://127.0.0.1:\(port)"
            }
        }
    }

    private func serve(_ transcript: String, _ tls: ServerTLS, _ language: Language) async throws {
        let script: ReplayScript
        do throws(UnreadableTranscript) {
            script = try ReplayScript(transcript)
        } catch {
            StandardStream.error.say("popscope: " + error.text[language])
            throw ExitCode(error.status)
        }
        let end = try Termination()
        let served = ServeTranscript(
            script: script, port: port, isStrict: strict, isOnce: once,
            secrets: TranscriptSecrets(try NamedSecret.read(NamedSecret.all(secrets))), language: language)
        let isComplete = try await served.run(tls, end)
        if expectsComplete, !isComplete { throw ExitCode(1) }
    }

    /// The users, those of the practice server where none was named.
    private var served: [ServedUser] {
        let practice = [PracticeMailbox.alice, PracticeMailbox.mrose].map { ServedUser($0.user, $0.password) }
        return users.isEmpty ? practice : users
    }

    /// The passwords by name, for who must tell why a digest is wrong.
    private var known: [(String, [UInt8])] { served.map { ($0.name, Array($0.password.utf8)) } }

    /// The users with their mail.
    ///
    /// - Throws: exit status 66 when the folder of mail cannot be read.
    private func accounts() throws -> [Account] {
        let messages = try mail.map { try MailFolder.messages(in: $0) }
        return served.map {
            // The password is the token of OAUTHBEARER and XOAUTH2 too: clients need something to be tried with.
            Account($0.name, password: $0.password, tokens: [$0.password], mail: messages ?? Dialers.mail.map(\.octets))
        }
    }
}

/// A user as `--user` names one. No description of it shows the password.
struct ServedUser: CustomStringConvertible, CustomReflectable {
    let name: String
    let password: String

    init(_ name: String, _ password: String) {
        self.name = name
        self.password = password
    }

    /// - Throws: `ValidationError`, which does not repeat the word: a password may stand in it.
    init(parsing word: String) throws {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError(
                HelpWords.text(
                    en: "--user takes NAME:PASSWORD, neither of them empty.",
                    ja: "--user は NAME:PASSWORD の形です (どちらも空にはできません)。"))
        }
        self.init(parts[0], parts[1])
    }

    var description: String { name }
    var customMirror: Mirror { Mirror(self, children: []) }
}

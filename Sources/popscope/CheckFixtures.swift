import ArgumentParser
import Conformance
import Console
import Handbook
import POP3

/// Messages that put more requirements to the test.
struct CheckFixtures: ParsableArguments {
    @Flag(
        name: .customLong("list-fixtures"),
        help: ArgumentHelp(
            en: "List the messages that enable more rows, and which the mailbox has.",
            ja: "判定できる要件を増やすメールの一覧と、メールボックスにあるもの。"))
    var lists = false

    @Option(
        name: .customLong("fixtures"),
        help: ArgumentHelp(en: "Write those messages into DIR, as .eml files.", ja: "そのメールを .eml として DIR に書く。"))
    var folder: String?

    @Option(
        name: .customLong("deliver"),
        help: ArgumentHelp(
            en: "smtp://HOST[:PORT]: send them to the account.", ja: "smtp://HOST[:PORT]: そのメールをアカウントに送る。"),
        transform: DeliveryTarget.init(parsing:))
    var target: DeliveryTarget?

    @Option(
        help: ArgumentHelp(
            en: "Whom --deliver sends them to. (default: the user)", ja: "--deliver の宛先。(既定: ユーザー)"))
    var recipient: String?

    /// Whether something was asked for other than an inspection.
    var isAsked: Bool { lists || folder != nil || target != nil }

    func validate() throws {
        guard recipient != nil, target == nil else { return }
        throw ValidationError(
            HelpWords.text(
                en: "--recipient needs --deliver smtp://HOST.", ja: "--recipient には --deliver smtp://HOST が必要です。"))
    }

    /// Whom the messages go to: who has no "@" is at home where the server is.
    ///
    /// - Throws: `ValidationError` without anybody.
    func address(_ user: String?) throws -> String {
        guard let name = recipient ?? user, !name.isEmpty else {
            throw ValidationError(
                HelpWords.text(
                    en: "--deliver needs --recipient ADDRESS, or a user in the URL.",
                    ja: "--deliver には --recipient か、URL のユーザーが必要です。"))
        }
        guard name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>".utf8.contains($0) }) else {
            throw ValidationError(
                HelpWords.text(
                    en: "'\(FileWords.visible(name))' is no address that SMTP carries.",
                    ja: "'\(FileWords.visible(name))' は SMTP のアドレスとして使えません。"))
        }
        return name.contains("@") ? name : name + "@localhost"
    }

    /// Writes the messages where that was asked for.
    ///
    /// - Throws: exit status 73 where one cannot be written.
    func write(mayReplace: Bool, _ language: Language) throws {
        guard let folder else { return }
        try SavedFiles.makeFolder(folder, language)
        var files = SavedFiles(folder, mayReplace: mayReplace, language)
        for fixture in Fixture.all { files.write(fixture.octets, as: fixture.fileName) }
        try files.finish()
    }

    /// Sends the messages where that was asked for, and says what became of each.
    ///
    /// - Throws: exit status 69 where one was not taken.
    func deliver(to user: String?, timeout: Int, _ language: Language) async throws {
        guard let target else { return }
        let delivery = FixtureDelivery(target, to: try address(user), timeout: timeout)
        var hasFailed = false
        for line in await delivery.run() {
            hasFailed = hasFailed || line.isFailure
            let stream: StandardStream = line.isFailure ? .error : .output
            stream.write(line: (line.isFailure ? "popscope: " : "") + line.text[language])
        }
        if hasFailed { throw ExitCode(69) }
    }
}

/// What `check --list-fixtures` writes: a kind of message a line.
struct FixtureList {
    private let found: FixtureSearch.Found?
    private let language: Language

    /// - Parameter found: what the mailbox holds; `nil` where nobody looked.
    init(_ found: FixtureSearch.Found?, _ language: Language) {
        self.found = found
        self.language = language
    }

    var octets: [UInt8] {
        let lines = Fixture.all.flatMap { fixture in
            let state = state(fixture.kind)[language]
            let names = fixture.requirements.map(\.name)
            return ["\(fixture.kind.rawValue.padding(to: 17))\(fixture.kind.words[language])\(state)"]
                + names.map { "    " + $0 }
        }
        return Array((lines + [hint[language]]).map { $0 + "\n" }.joined().utf8)
    }

    private func state(_ kind: Fixture.Kind) -> Localized {
        guard let found else { return Localized(verbatim: "") }
        if let number = found.numbers[kind] {
            return Localized(en: " - message \(number)", ja: " - \(number) 番のメール")
        }
        if kind == .noTrailingCRLF { return Localized(en: " - does not show", ja: " - 通信からは分かりません") }
        let isWhole = found.fetched == found.messages
        return isWhole
            ? Localized(en: " - missing", ja: " - なし")
            : Localized(en: " - none in \(found.fetched) messages", ja: " - 調べた \(found.fetched) 通にはなし")
    }

    private var hint: Localized {
        Localized(
            en: "--fixtures DIR writes them, --deliver smtp://HOST sends them to the account.",
            ja: "--fixtures DIR で書き出し、--deliver smtp://HOST でアカウントに送れます。")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

import ArgumentParser
import Conformance
import Handbook

/// What a run of `check` may do, and how long it waits.
struct CheckPermissions: ParsableArguments {
    @Flag(
        name: .customLong("allow-delete"),
        help: ArgumentHelp(en: "Messages may be deleted for good.", ja: "メールの完全な削除を許可する。"))
    var allowsDeletion = false

    @Flag(help: ArgumentHelp(en: "Checks may wait for minutes.", ja: "数分待つチェックも行う。"))
    var slow = false

    @Flag(
        help: ArgumentHelp(
            en: "Only the checks that matter most: few logins, no deletion.",
            ja: "重要なチェックだけを行う。ログインは少なく、何も削除しない。"))
    var quick = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            en: "How many checks run side by side. (default: 1, 4 on loopback)",
            ja: "並行して行うチェックの数。(既定: 1、ループバックでは 4)"))
    var jobs: Int?

    @Option(
        name: .customLong("other-account"),
        help: ArgumentHelp(en: "The URL of a second mailbox.", ja: "2 つ目のメールボックスの URL。"))
    var otherAccount: String?

    @Option(
        name: .customLong("max-failed-logins"), parsing: .unconditional,
        help: ArgumentHelp(
            en: "How many wrong passwords are tried: N or unlimited. (default: 3, unlimited on loopback)",
            ja: "誤ったパスワードを試す回数: N か unlimited。(既定: 3、ループバックでは unlimited)"),
        transform: WrongLogins.init(parsing:))
    var wrongLogins: WrongLogins?

    @Option(
        parsing: .unconditional, help: ArgumentHelp(en: "Seconds to wait for a reply.", ja: "応答を待つ秒数。"))
    var timeout = 60

    @Option(
        parsing: .unconditional, help: ArgumentHelp(en: "Seconds to wait between logins.", ja: "ログインの間隔 (秒)。"))
    var delay = 0

    func validate() throws {
        if !(1...86_400).contains(timeout) {
            throw ValidationError(
                HelpWords.text(en: "--timeout takes seconds from 1 to 86400.", ja: "--timeout は 1 から 86400 までの秒数です。"))
        }
        if let jobs, !(1...64).contains(jobs) {
            throw ValidationError(
                HelpWords.text(en: "--jobs takes a number from 1 to 64.", ja: "--jobs は 1 から 64 までの数です。"))
        }
        if quick, allowsDeletion || slow {
            throw ValidationError(
                HelpWords.text(
                    en: "--quick neither deletes nor waits: it cannot be combined with --allow-delete or --slow.",
                    ja: "--quick は削除も待機もしません。--allow-delete や --slow とは一緒に使えません。"))
        }
        if !(0...86_400).contains(delay) {
            throw ValidationError(
                HelpWords.text(en: "--delay takes seconds from 0 to 86400.", ja: "--delay は 0 から 86400 までの秒数です。"))
        }
    }

    func apply(to options: inout Inspection.Options, isLoopback: Bool) {
        options.allowsDeletion = allowsDeletion
        options.allowsSlowness = slow
        options.isQuick = quick
        options.sharesSession = !isLoopback
        options.jobs = jobs ?? (isLoopback ? 4 : 1)
        options.replyLimit = .seconds(timeout)
        options.patience = .seconds(min(timeout, 2))
        options.loginDelay = .seconds(delay)
        switch wrongLogins {
        case .limit(let count): options.wrongLoginLimit = count
        case .unlimited: options.wrongLoginLimit = nil
        case nil: options.wrongLoginLimit = isLoopback ? nil : 3
        }
    }
}

/// How many logins with a wrong secret are allowed.
enum WrongLogins: Hashable {
    case limit(Int)
    case unlimited

    /// - Throws: `ValidationError`.
    init(parsing text: String) throws {
        if text == "unlimited" {
            self = .unlimited
        } else if let count = Int(text), (0...1_000_000).contains(count) {
            self = .limit(count)
        } else {
            throw ValidationError(
                HelpWords.text(
                    en: "a number, or unlimited, is expected.", ja: "数か unlimited を指定してください。"))
        }
    }
}

import ArgumentParser
import Console
import Handbook
import POP3

/// `popscope compare`: puts several servers to the test, and shows where they differ.
struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: HelpWords.text(
            en: "Put servers to the test, and show where they differ.", ja: "複数のサーバーを調べ、違いを示す。"),
        usage: "popscope compare SERVER SERVER... [OPTIONS]",
        discussion: HelpWords.text(
            en: """
                SERVER is a URL as for check, or a report that check --format json=FILE has
                written. The servers are inspected one after the other, and each has a letter
                in the table: what differs, what all break, then the counts. A password option
                is used for every URL that names a user without a password.
                Exit status: 0 all were inspected, 64 usage, 65 a file is no report, 66 a file
                cannot be read, 69 a server could not be inspected (the others are shown).
                """,
            ja: """
                SERVER は check と同じ URL、または check --format json=FILE のレポートです。
                サーバーは順に調べ、表では A、B、C... で表します。違いのある要件、
                すべてで満たされない要件、件数の順に示します。パスワードのオプションは、
                パスワードのない URL のユーザーすべてに使います。
                終了ステータス: 0 すべて調べた、64 使い方の誤り、65 レポートではない、
                66 ファイルを読めない、69 調べられないサーバーがあった (ほかは表示します)。
                """))

    @Argument(help: ArgumentHelp(en: "URLs, or files of reports; two or more.", ja: "URL、またはレポートのファイル。2 つ以上。"))
    var servers: [String]

    @OptionGroup var permissions: ComparePermissions

    @OptionGroup var selection: CheckSelection

    @Option(
        name: .customLong("format"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            en: "text, html, json or markdown; NAME=FILE to a file; repeatable.",
            ja: "text、html、json、markdown。NAME=FILE でファイルに書く。何度でも指定できる。"),
        transform: CompareFormat.init(parsing:))
    var formats: [CompareFormat] = []

    @OptionGroup var display: DisplayOptions

    @OptionGroup var security: TLSOptionGroup

    @OptionGroup var credentials: CredentialOptions

    func validate() throws {
        guard (2...Comparison.limit).contains(servers.count) else {
            throw ValidationError(
                HelpWords.text(
                    en: "compare takes 2 to \(Comparison.limit) servers: popscope compare URL URL.",
                    ja: "compare には 2 から \(Comparison.limit) までのサーバーが必要です: popscope compare URL URL"))
        }
        try selection.check()
        try CompareFormat.check(formats, asksForJSON: display.json)
        try CheckAccount.check(credentials)
        _ = try sources()
    }

    func run() async throws {
        try security.checkRoots(display.language)
        for path in formats.compactMap(\.path) where FileIdentity.isOne(of: servers, path: path) {
            StandardStream.error.say(FileWords.isInput(path)[display.language])
            throw ExitCode(73)
        }
        // Files first: what is wrong with them is said before anybody waits.
        var sources = try sources()
        for index in sources.indices { try sources[index].read(display.language) }
        let run = CompareRun(permissions, selection, security, credentials, display)
        let inspections = try await run.prepared(sources.compactMap(\.endpoint))
        var waiting = inspections[...]
        var compared: [ComparedServer] = []
        for (index, source) in sources.enumerated() {
            if let report = source.report {
                compared.append(report)
            } else if let inspection = waiting.popFirst() {
                compared.append(ComparedServer(await run.report(of: inspection, index)))
            }
        }
        try write(Comparison(compared))
        guard compared.allSatisfy(\.isReached) else { throw ExitCode(69) }
    }

    private func sources() throws -> [CompareSource] {
        try servers.map { text in
            do {
                return try CompareSource(text) { try security.applied(to: $0, by: [text]) }
            } catch let error as EndpointError {
                throw ValidationError(error.text[display.language])
            }
        }
    }

    private func write(_ comparison: Comparison) throws {
        var options = ReportOptions(display.language)
        options.detail = display.notes ?? .auto
        options.isColored = try display.settings(isInteractive: false).hasColor
        for format in CompareFormat.chosen(formats, asksForJSON: display.json) {
            try format.write(comparison, options)
        }
    }
}

import Handbook

/// A command of the console itself: a word behind ":", never sent to a server.
enum LocalCommand: String, CaseIterable, Sendable {
    case open, close, reconnect, status, tls, caps
    case hex, raw, decode, more, save, lines, timing, wiretap, check
    case help, why, rfc, notes, state
    case login, send, pass, apop, b64, pipeline, source
    case record, redact
    case rewind
    case set, lang, clear, quit = "q", drop = "q!"

    /// What belongs together in `:help`.
    enum Group: CaseIterable, Sendable { case session, look, teach, tools, practice, other }
}

/// What `:help` and completion know of a local command: a row of ``LocalCommand/table``.
struct LocalCommandRow: Sendable {
    let command: LocalCommand
    let group: LocalCommand.Group
    /// What follows the word; empty for nothing.
    let arguments: String
    let summary: Localized

    /// The command as it is typed, for example `:save N FILE`.
    var syntax: String { arguments.isEmpty ? ":\(command.rawValue)" : ":\(command.rawValue) \(arguments)" }
}

extension LocalCommand {
    /// The row of this command.
    var row: LocalCommandRow? { Self.table.first { $0.command == self } }

    // swift-format-ignore
    static let table: [LocalCommandRow] = [
        row(.open,      .session, "URL | HOST [PORT]", "connect to a server",                                    "サーバーに接続します"),
        row(.close,     .session, "",                  "hang up without QUIT: nothing is deleted",               "QUIT を送らずに切断します (何も削除されません)"),
        row(.reconnect, .session, "",                  "connect to the same server again",                       "同じサーバーに接続し直します"),
        row(.status,    .session, "",                  "server, state, user, messages, marks",                   "サーバー、状態、ユーザー、メール、削除マーク"),
        row(.tls,       .session, "",                  "version, cipher and certificates of the encryption",     "暗号化の版、暗号スイート、証明書"),
        row(.caps,      .session, "",                  "what CAPA announced, explained",                         "CAPA で通知された機能とその意味"),
        row(.hex,       .look,    "[LINE]",            "the last reply in hexadecimal, or one line of it",       "直前の応答 (またはその 1 行) を 16 進数で表示します"),
        row(.raw,       .look,    "[on|off]",          "on: mail as it came only; off: decoded as well",         "on: メールを受信したままの形だけで表示、off: デコードした表示も併記"),
        row(.decode,    .look,    "N",                 "message N as a person reads it",                         "N 番のメールを読める形で表示します"),
        row(.more,      .look,    "",                  "the rest of the last long reply",                        "直前の長い応答の続き"),
        row(.save,      .look,    "N FILE",            "write message N to a new file, octet for octet; :save! replaces one", "N 番のメールをそのまま新しいファイルに保存します (:save! は既存のファイルを置き換えます)"),
        row(.lines,     .look,    "",                  "expect a multi-line reply to the next line, if its verb is in no RFC", "次に送る行が RFC にないコマンドなら、その応答を複数行とみなします"),
        row(.timing,    .look,    "[on|off]",          "how long each command took; on or off: beside each reply", "コマンドごとの所要時間。on / off で応答の右端の表示を切り替えます"),
        row(.wiretap,   .look,    "",                  "what someone on the path has learned so far",            "通信経路上の第三者がここまでに知り得たこと"),
        row(.check,     .look,    "[all|ID]",          "what the server has broken so far; all: what held as well", "サーバーがここまでに破った要件。all で満たしたものも表示します"),
        row(.help,      .teach,   "[COMMAND|@GROUP]",  "what a command, a group or a state is for",              "コマンド、グループ、状態の説明"),
        row(.why,       .teach,   "",                  "explain the last reply in full",                         "直前の応答を詳しく説明します"),
        row(.rfc,       .teach,   "[SECTION]",         "the sections of RFC 1939",                               "RFC 1939 の節の案内"),
        row(.notes,     .teach,   "[auto|full|brief|off]", "how much is explained",                                "説明の量"),
        row(.state,     .teach,   "",                  "the states of POP3, and where you are",                  "POP3 の状態と現在位置"),
        row(.login,     .tools,   "[MECHANISM] [USER]", "log in, each step shown; alone: by the strongest way",  "ログインの各手順を表示します。方式を省くと最も強いものを使います"),
        row(.send,      .tools,   "\"OCTETS\"",        "send exactly these octets (\\t \\\\ \\xHH); a line ends only by \\r\\n", "指定したオクテット (\\t \\\\ \\xHH) だけを送ります。行は \\r\\n を書かないと終わりません"),
        row(.pass,      .tools,   "",                  "send PASS with a password that is not shown",            "パスワードを表示せずに PASS を送ります"),
        row(.apop,      .tools,   "USER",              "work out the APOP digest step by step",                  "APOP のダイジェストを順を追って計算します"),
        row(.b64,       .tools,   "enc|dec TEXT",      "encode or decode base64",                                "base64 のエンコードとデコード"),
        row(.pipeline,  .tools,   "CMD;CMD;...",       "send several commands in one write",                     "複数のコマンドをまとめて送ります"),
        row(.source,    .tools,   "FILE",              "run the lines of a file",                                "ファイルに書かれた行を順に実行します"),
        row(.record,    .tools,   "[FILE|off]",        "write the session to a new file, from the greeting on, without secrets; :record! replaces one", "セッションを最初から、秘密を除いて新しいファイルに記録します (:record! は既存のファイルを置き換えます)"),
        row(.redact,    .tools,   "last",              "the last line was a secret: take it out of all that is kept", "直前の行は秘密だったとして、記録と履歴から除きます"),
        row(.rewind,    .practice, "[N]",              "go back to exchange N (practice server only)",           "N 番目のやり取りに戻ります (練習用サーバーのみ)"),
        row(.set,       .other,   "[KEY [VALUE]]",     "show or change settings",                                "設定の表示と変更"),
        row(.lang,      .other,   "[en|ja]",           "the language of the notes",                              "説明の言語"),
        row(.clear,     .other,   "",                  "clear the screen",                                       "画面を消去します"),
        row(.quit,      .other,   "",                  "leave; asks when messages are marked as deleted",        "終了します (削除マークがあるときは確認します)"),
        row(.drop,      .other,   "",                  "leave at once, without QUIT",                            "QUIT を送らずにすぐ終了します"),
    ]

    private static func row(
        _ command: LocalCommand, _ group: Group, _ arguments: String, _ en: String, _ ja: String
    ) -> LocalCommandRow {
        LocalCommandRow(command: command, group: group, arguments: arguments, summary: Localized(en: en, ja: ja))
    }
}

extension LocalCommand {
    /// What a typed line is to the console.
    enum Reading: Hashable, Sendable {
        /// Nothing was typed.
        case empty
        /// A local command and what stands behind it, trimmed.
        case local(LocalCommand, String)
        /// A word behind ":" that is no local command.
        case unknown(String)
        /// A line for the server.
        case wire([UInt8])
    }

    /// Reads a typed line: ":" or the full-width "：" begins a local command, "::" a line that itself begins with ":".
    static func read(_ line: [UInt8]) -> Reading {
        guard !line.isEmpty else { return .empty }
        let text = String(decoding: line, as: UTF8.self)
        guard text.hasPrefix(":") || text.hasPrefix("：") else { return .wire(line) }
        let rest = text.dropFirst()
        if rest.hasPrefix(":") || rest.hasPrefix("：") { return .wire(Array(line.dropFirst(text.prefix(1).utf8.count))) }
        let words = rest.split(maxSplits: 1, omittingEmptySubsequences: true) {
            $0 == " " || $0 == "\t" || $0 == "\u{3000}"
        }
        let word = words.first?.lowercased() ?? ""
        let arguments = words.count > 1 ? trimmed(words[1]) : ""
        // As in an editor, "!" makes it replace what is there: it goes with what stands behind the word.
        if let command = replacing[word] { return .local(command, arguments.isEmpty ? "!" : "! " + arguments) }
        guard let command = named(word) else { return .unknown(word) }
        return .local(command, arguments)
    }

    /// The command of a word without ":", in any letter case.
    static func named(_ word: String) -> LocalCommand? {
        let word = word.lowercased()
        return LocalCommand(rawValue: aliases[word] ?? word)
    }

    private static let replacing: [String: LocalCommand] = ["save!": .save, "record!": .record]
    private static let aliases = ["quit": "q", "exit": "q", "?": "help", "capa": "caps", "h": "help"]

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        return String(text)
    }
}

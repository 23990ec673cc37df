import ArgumentParser
import Handbook

/// The words of `--help`, in the language that the command line or the environment asks for.
enum HelpWords {
    /// The language that was asked for, as far as that is known before the command line is parsed.
    static let language = language(in: CommandLine.arguments) ?? .preferred

    /// What the last `--lang` says; `nil` without a valid one.
    static func language(in words: [String]) -> Language? {
        let words = words.prefix { $0 != "--" }
        return zip(words, words.dropFirst() + [""]).compactMap { word, next in
            word == "--lang" ? next : word.hasPrefix("--lang=") ? String(word.dropFirst("--lang=".count)) : nil
        }.compactMap(Language.init(rawValue:)).last
    }

    /// A text in that language.
    static func text(en: String, ja: String) -> String { Localized(en: en, ja: ja)[language] }

    // Rows of these tables fit 80 columns: they would be broken at the end of a line otherwise.
    // swift-format-ignore
    /// What popscope is, with examples and exit statuses.
    static let overview = Localized(
        en: """
            Connects to any POP3 server and shows each raw exchange with its protocol state
            and its meaning by the RFC. Without an argument it opens the practice server
            inside the program.

            EXAMPLES
              popscope                           practise: server and mail are inside
              popscope mail.example.jp 110       in place of: telnet mail.example.jp 110
              popscope pop3://mail.example.jp    the same by URL
              popscope HOST -c CAPA -c QUIT      two commands, then out
              popscope HOST -f session.txt       the lines of a file
              echo CAPA | popscope HOST --json   one JSON event a line
              popscope HOST --record s.pop3      keep the session, without its secrets
              popscope explain s.pop3            what it meant; also curl's log, ...
              popscope replay s.pop3             play it again, also --against URL
              popscope check pop3://me@HOST      does the server do as the RFCs say?
              popscope compare URL URL           where do servers differ?

            EXIT STATUS
                0 done                             68 host unknown
                1 a difference, or what            69 no connection, or lost
                  --fail-on names                  73 output cannot be written
                3 nothing ran (replay)             75 try again later
               64 usage                            76 protocol broken
               65 input file is no transcript      77 login refused
               66 input file cannot be read       130 interrupted
            """,
        ja: """
            POP3 サーバーに接続し、やり取りを 1 つずつ、プロトコルの状態と RFC での意味を
            添えて表示します。引数なしで起動すると、プログラム内の練習用サーバーが開きます。

            EXAMPLES (使用例)
              popscope                           練習用サーバーとメールが入っています
              popscope mail.example.jp 110       telnet mail.example.jp 110 の代わりに
              popscope pop3://mail.example.jp    同じことを URL で
              popscope HOST -c CAPA -c QUIT      コマンドを 2 つ送って終了
              popscope HOST -f session.txt       ファイルの行を送る
              echo CAPA | popscope HOST --json   1 行に 1 つの JSON イベント
              popscope HOST --record s.pop3      セッションを秘密抜きで記録
              popscope explain s.pop3            記録や curl、telnet のログを説明
              popscope replay s.pop3             再生して比較 (--against URL で実サーバー)
              popscope check pop3://me@HOST      サーバーが RFC に従うかを調べる
              popscope compare URL URL           サーバーの違いを調べる

            EXIT STATUS (終了ステータス)
                0 正常終了                         68 ホストが不明
                1 相違あり、または                 69 接続できない、または切れた
                  --fail-on の条件に該当           73 出力に書けない
                3 何も実行しなかった (replay)      75 後でもう一度
               64 使い方の誤り                     76 プロトコル違反
               65 入力ファイルが記録ではない       77 ログイン拒否
               66 入力ファイルを読めない          130 中断
            """)
}

extension ArgumentHelp {
    /// A text in the language of ``HelpWords``.
    init(en: String, ja: String) {
        self.init(stringLiteral: HelpWords.text(en: en, ja: ja))
    }
}

extension Language {
    /// The language by the environment.
    static var preferred: Language {
        Language(lcAll: environment("LC_ALL"), lcMessages: environment("LC_MESSAGES"), lang: environment("LANG"))
    }
}

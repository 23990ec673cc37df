import Handbook
import POP3

/// The console's own sentences, in both languages.
enum ShellWords {
    static let notConnected = Localized(
        en: "Not connected, so nothing was sent. :open HOST [PORT] connects, :help shows more.",
        ja: "接続していないため、何も送りませんでした。:open HOST [PORT] で接続できます。:help で説明を表示します。")
    static let closedNothingSent = Localized(
        en: "The connection is closed, so nothing was sent. :reconnect opens it again.",
        ja: "接続は閉じているため、何も送りませんでした。:reconnect で接続し直せます。")
    static let nothingSent = Localized(en: "Nothing was sent.", ja: "何も送りませんでした。")
    static let passwordInURL = Localized(
        en: "The password stands in the URL: it may be seen in the process list and stay in the shell's history.",
        ja: "パスワードが URL に書かれています。プロセス一覧から見えたり、シェルの履歴に残ったりするおそれがあります。")
    static let expectingLines = Localized(
        en: "The next line is taken to have a multi-line reply, up to \".\" alone on a line, if its verb is in no RFC.",
        ja: "次に送る行が RFC にないコマンドなら、その応答を \".\" だけの行で終わる複数行の応答とみなします。")

    /// A verb that the table knows was sent behind `:lines`.
    static func linesNotNeeded(_ verb: String) -> Localized {
        Localized(
            en: ":lines is not needed for \(verb): its reply has the form that the RFC gives it.",
            ja: "\(verb) に :lines は不要です。応答の形は RFC で決まっています。")
    }

    /// `:check` was asked for something else than a row of the catalogue.
    static func noRequirement(_ name: String) -> Localized {
        let name = Sanitizer.visible(name)
        return Localized(
            en: "\(name) is no requirement of a server; :check alone shows what was found, :check all what held.",
            ja: "\(name) というサーバーの要件はありません。:check で違反を、:check all で満たした要件を表示します。")
    }

    static let noLineEnd = Localized(
        en: "No line end was sent, so the server still waits for the rest of the line; :send \"\\r\\n\" ends it.",
        ja: "改行を送っていないため、サーバーは行の続きを待っています。:send \"\\r\\n\" で行が終わります。")
    static let asIfOnAWire = Localized(
        en: "Practice: nothing left this program. On a network without TLS it would be:",
        ja: "練習用サーバーなので、外部には何も送っていません。TLS のないネットワークなら、次のようになります:")
    static let promptParts = Localized(
        en: "Only %h (server), %t (tls) and %s (state) are replaced in a prompt; another % stays as it is.",
        ja: "プロンプトで置き換わるのは %h (サーバー)、%t (tls)、%s (状態) だけです。ほかの % はそのまま表示します。")
    static let noSection = Localized(
        en: "RFC 1939 has the sections 1 to 15, A and B; :rfc alone lists them.",
        ja: "RFC 1939 の節は 1 から 15 と A、B です。:rfc だけで一覧を表示します。")
    static let notAnnounced = Localized(
        en:
            "CAPA of this server does not list PIPELINING: it may drop what comes before it has answered (RFC 2449 6.6).",
        ja: "このサーバーの CAPA に PIPELINING はありません。応答の前に届いた行は失われるおそれがあります (RFC 2449 6.6)。")
    static let noTimestamp = Localized(
        en: "The greeting of this server has no timestamp in <...>, so it does not offer APOP (RFC 1939 7).",
        ja: "このサーバーの最初の応答には <...> のタイムスタンプがないため、APOP は使えません (RFC 1939 7)。")
    static let notBase64 = Localized(
        en: "This is not base64: it takes A-Z a-z 0-9 + / in fours, filled up with \"=\".",
        ja: "base64 として正しくありません。A-Z a-z 0-9 + / を 4 文字ずつ並べ、足りない分は \"=\" で埋めます。")
    static let cannotRewind = Localized(
        en: "Only the practice server can be taken back: a real server keeps what happened. DELE is undone by RSET.",
        ja: "戻せるのは練習用サーバーだけです。実際のサーバーで起きたことは取り消せません。DELE は RSET で取り消せます。")
    static let noReply = Localized(en: "There is no reply yet.", ja: "まだ応答がありません。")
    static let noMore = Localized(en: "Nothing more: the last reply was shown whole.", ja: "続きはありません。直前の応答はすべて表示済みです。")

    static func unknownCommand(_ word: String) -> Localized {
        guard !word.isEmpty else {
            return Localized(
                en:
                    "A local command is \":\" and a word. :help lists them; \"::\" sends a line that begins with \":\".",
                ja: "ローカルコマンドは \":\" に続けて入力します。:help で一覧を表示します。\":\" で始まる行を送るには \"::\" と入力します。")
        }
        return Localized(
            en: "There is no local command :\(word). :help lists them; \"::\" sends a line that begins with \":\".",
            ja: ":\(word) というローカルコマンドはありません。:help で一覧を表示します。\":\" で始まる行を送るには \"::\" と入力します。")
    }

    static func usage(_ command: LocalCommand) -> Localized {
        let syntax = command.row?.syntax ?? ":\(command.rawValue)"
        return Localized(en: "Write \(syntax)", ja: "次の形で入力してください: \(syntax)")
    }

    static func password(for user: String?) -> Localized {
        let name = user.map { " for \($0)" } ?? ""
        return Localized(
            en: "Password\(name) (not shown): ", ja: user.map { "\($0) のパスワード (表示されません): " } ?? "パスワード (表示されません): ")
    }

    static func quitDeletes(_ count: Int) -> Localized {
        Localized(
            en:
                "QUIT now deletes \(count == 1 ? "1 message" : "\(count) messages") for good (RFC 1939 6). RSET takes the marks back.",
            ja: "ここで QUIT を送ると、\(count) 通のメールが完全に削除されます (RFC 1939 6)。RSET で削除マークを取り消せます。")
    }

    static func leaveWithMarks(_ count: Int) -> Localized {
        let en = count == 1 ? "1 message is" : "\(count) messages are"
        return Localized(
            en: "\(en) marked as deleted. [q] send QUIT, which deletes / [d] drop, nothing deleted / [c] stay",
            ja: "\(count) 通に削除マークが付いています。[q] QUIT を送って削除する / [d] 切断する (何も削除されない) / [c] 続ける")
    }

    static func howToLeave(_ marked: Int) -> Localized {
        guard marked > 0 else {
            return Localized(
                en: "QUIT ends the session; :q leaves without it.",
                ja: "QUIT でセッションを終えます。:q は QUIT を送らずに終了します。")
        }
        return Localized(
            en: "QUIT commits \(marked == 1 ? "1 deletion" : "\(marked) deletions"); :q! drops the connection.",
            ja: "QUIT を送ると \(marked) 通の削除が確定します。:q! は QUIT を送らずに切断します。")
    }

    static func endWithoutQuit(_ marked: Int) -> Localized {
        guard marked > 0 else {
            return Localized(
                en: "end of input: the connection was closed without QUIT (--quit-at-eof sends it)",
                ja: "入力が終わったので、QUIT を送らずに接続を閉じました (--quit-at-eof を付けると QUIT を送ります)")
        }
        return Localized(
            en:
                "end of input: closed without QUIT, so nothing was deleted although \(marked) marked (--quit-at-eof sends it)",
            ja: "入力が終わったので QUIT を送らずに閉じました。削除マーク付きの \(marked) 通は削除されていません (--quit-at-eof で QUIT を送ります)")
    }

    static func repliesOutstanding(_ count: Int) -> Localized {
        let en =
            count == 1
            ? "1 reply outstanding; it is shown when it comes."
            : "\(count) replies outstanding; they are shown when they come."
        return Localized(
            en: "\(en) Ctrl-C again closes the connection.",
            ja: "応答待ちが \(count) 件あります。届いたら表示します。もう一度 Ctrl-C を押すと接続を閉じます。")
    }

    static func resumed(_ seconds: Int) -> Localized {
        Localized(
            en: "Back after \(seconds) s. A server may close an idle session after 10 minutes (RFC 1939 3).",
            ja: "\(seconds) 秒ぶりの再開です。無通信が 10 分続くと、サーバーは接続を閉じてもかまいません (RFC 1939 3)。")
    }

    static func isNow(_ key: String, _ value: String) -> Localized {
        Localized(en: "\(key) is \(value) now.", ja: "\(key) を \(value) にしました。")
    }

    static func rewindRange(_ last: Int) -> Localized {
        guard last > 1 else {
            return Localized(
                en: "There is nothing to take back: the session stands at its beginning.",
                ja: "セッションの最初なので、戻せるやり取りがありません。")
        }
        return Localized(
            en:
                "Write :rewind N with N from 1 (the greeting) to \(last - 1); :rewind alone takes back the last exchange.",
            ja: ":rewind N の N には 1 (最初の応答) から \(last - 1) までを指定します。番号を省くと直前のやり取りを取り消します。")
    }

    static func rewound(to number: Int, _ phase: Session.Phase) -> Localized {
        let state = phase.rawValue.uppercased()
        return Localized(
            en:
                "Back to \(state), as it was after exchange \(number); session, mailbox and lock are as they were then.",
            ja: "\(number) 番目のやり取りの直後 (\(state)) に戻しました。セッション、メールボックス、ロックもその時点の状態です。")
    }

    static func noSuchLine(_ last: Int) -> Localized {
        Localized(
            en: "Write :hex N with N from 0 (the status line) to \(last), or :hex alone for the whole reply.",
            ja: ":hex N の N には 0 (状態行) から \(last) までを指定します。番号を省くと応答全体を表示します。")
    }

    static func notShown(_ octets: Int) -> Localized {
        Localized(
            en: "\(octets) more octets are not shown; :hex N shows one line.",
            ja: "残り \(octets) オクテットは表示していません。:hex N で 1 行ずつ表示できます。")
    }

    static func noMessage(_ number: Int) -> Localized {
        Localized(
            en: "Message \(number) has not been fetched in this session: RETR \(number) or TOP \(number) 20 brings it.",
            ja: "\(number) 番のメールはまだ受信していません。RETR \(number) か TOP \(number) 20 で受信できます。")
    }
}

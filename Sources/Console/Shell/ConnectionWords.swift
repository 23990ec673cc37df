import Handbook
import POP3

/// How a connection begins, in words.
enum ConnectionWords {
    /// The practice server, with what one needs to log in.
    static func practice(_ login: PracticeLogin) -> Localized {
        Localized(
            en:
                "The practice server, inside this program: nothing leaves it. Log in as \(login.user) with the password \(login.password).",
            ja: "練習用サーバーです。このプログラムの中で動き、外部とは通信しません。ユーザー \(login.user)、パスワード \(login.password) でログインできます。")
    }

    /// Where a person may begin.
    static let welcome = Localized(
        en: "Type POP3 commands: CAPA, USER alice, PASS. TAB completes, :help explains, QUIT ends.",
        ja: "POP3 のコマンドを入力してください: CAPA、USER alice、PASS。TAB で補完、:help で説明、QUIT で終了します。")

    static func connected(_ endpoint: Endpoint, _ peer: Peer, _ time: Duration?, isSecure: Bool) -> Localized {
        let host = Sanitizer.visible(endpoint.host)
        let address = peer.address.map { $0 == endpoint.host ? "" : " (\($0))" } ?? ""
        let took = time.map(\.text)
        let clear = Localized(en: " Not encrypted.", ja: "暗号化されていません。")
        return Localized(
            en: "Connecting to \(host) port \(endpoint.port)\(address) ... connected\(took.map { " in \($0)" } ?? "").",
            ja: "\(host) のポート \(endpoint.port)\(address) に接続しました\(took.map { " (\($0))" } ?? "")。")
            + (isSecure ? Localized(verbatim: "") : clear)
    }
}

import Handbook
import POP3

/// What the console knows of a session besides what the session itself knows.
struct Status: Hashable, Sendable {
    /// The server as the user named it.
    let server: String
    /// The other end of the connection; `nil` without a connection.
    let peer: Peer?
    /// The version and cipher of TLS; `nil` where they are not known.
    let encryption: String?
    /// The session.
    let session: Session
    /// How many exchanges were complete.
    let exchanges: Int
}

/// Lays out how things stand: `:status`.
struct StatusView {
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// One fact a line.
    func lines(_ status: Status) -> [String] {
        let session = status.session
        var fields = FieldList(layout)
        fields.append(Localized(en: "server", ja: "サーバー"), Self.server(status))
        fields.append(Localized(en: "encryption", ja: "暗号化"), Self.encryption(status))
        fields.append(Localized(en: "state", ja: "状態"), Self.state(session))
        fields.append(Localized(en: "user", ja: "ユーザー"), session.knowledge.user.map(Localized.init(verbatim:)))
        fields.append(Localized(en: "maildrop", ja: "メールドロップ"), session.knowledge.maildrop.map(Self.maildrop))
        fields.append(Localized(en: "to delete", ja: "削除マーク"), session.knowledge.maildrop.flatMap(Self.marked))
        fields.append(Localized(en: "unanswered", ja: "応答待ち"), Self.pending(Array(session.pending)))
        fields.append(Localized(en: "so far", ja: "これまで"), Count.exchanges(status.exchanges))
        return fields.lines
    }

    private static func server(_ status: Status) -> Localized {
        guard let peer = status.peer else {
            return Localized(en: "\(status.server), not connected", ja: "\(status.server) (未接続)")
        }
        guard let address = peer.address else {
            return Localized(en: "\(status.server), inside this program", ja: "\(status.server) (このプログラムの中)")
        }
        let port = peer.port.map { Localized(en: ", port \($0)", ja: "、ポート \($0)") } ?? Localized(verbatim: "")
        return Localized(verbatim: "\(status.server) (\(address)") + port + Localized(verbatim: ")")
    }

    private static func encryption(_ status: Status) -> Localized {
        guard status.session.knowledge.isSecure else {
            if status.peer != nil, status.peer?.address == nil {
                return Localized(en: "none, and no network between", ja: "なし (ネットワークを通りません)")
            }
            return Localized(en: "none, everybody on the path can read along", ja: "なし (経路上の第三者が読めます)")
        }
        return Localized(verbatim: status.encryption ?? "TLS")
    }

    private static func state(_ session: Session) -> Localized {
        session.phase.name.map(Localized.init(verbatim:))
            ?? Localized(en: "waiting for the greeting", ja: "最初の応答 (グリーティング) を待っています")
    }

    private static func maildrop(_ maildrop: Maildrop) -> Localized {
        guard let remaining = maildrop.remaining else {
            return Localized(en: "not counted yet (STAT counts it)", ja: "まだ数えていません (STAT で分かります)")
        }
        let count = Count.messages(remaining)
        guard let octets = maildrop.octets.map(Count.octets) else { return count }
        return count + Localized(en: ", \(octets.en) by STAT", ja: "、\(octets.ja) (STAT による)")
    }

    private static func marked(_ maildrop: Maildrop) -> Localized? {
        guard !maildrop.marked.isEmpty else { return nil }
        let numbers = maildrop.marked.sorted().prefix(20).map(String.init).joined(separator: ", ")
        let shown = maildrop.marked.count > 20 ? numbers + ", ..." : numbers
        let count = Count.messages(maildrop.marked.count)
        return Localized(
            en: "\(count.en) (\(shown)); QUIT deletes, RSET takes back",
            ja: "\(count.ja) (\(shown))。QUIT で削除、RSET で取り消し")
    }

    private static func pending(_ commands: [Command]) -> Localized? {
        guard !commands.isEmpty else { return nil }
        let shown = commands.prefix(8).map(\.displayText).joined(separator: ", ")
        return Localized(verbatim: commands.count > 8 ? shown + ", ..." : shown)
    }
}

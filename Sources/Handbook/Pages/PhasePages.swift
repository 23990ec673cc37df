public import POP3

/// What `:help STATE` and `:state` say of a state.
public struct PhasePage: Hashable, Sendable {
    /// The state.
    public let phase: Session.Phase
    /// What it is.
    public let meaning: Localized
    /// How one leaves it.
    public let exit: Localized
    /// Where it is written.
    public let citation: Citation

    /// The commands that are allowed in it, obsolete ones left out, in the order of the command table.
    public var commands: [CommandRow] { CommandTable.rows.filter { $0.phases.contains(phase) && !$0.isObsolete } }
}

/// A page for each state.
public enum PhasePages {
    /// The page of a state.
    public static subscript(phase: Session.Phase) -> PhasePage {
        switch phase {
        case .greeting:
            PhasePage(
                phase: phase,
                meaning: Localized(
                    en: "The connection is open, and the server has not spoken yet: it speaks first.",
                    ja: "接続が開き、サーバーの最初の応答を待っています。POP3 ではサーバーが先に話します。"),
                exit: Localized(en: "The greeting +OK leads to AUTHORIZATION.", ja: "最初の応答 +OK で AUTHORIZATION に進みます。"),
                citation: .rfc(1939, "4"))
        case .authorization:
            PhasePage(
                phase: phase,
                meaning: Localized(
                    en: "The server wants to know who you are. No mail can be seen yet.",
                    ja: "認証の状態です。サーバーは利用者の確認を待っていて、メールはまだ見えません。"),
                exit: Localized(
                    en: "+OK to PASS, APOP or AUTH leads to TRANSACTION; QUIT ends the session without UPDATE.",
                    ja: "PASS、APOP、AUTH への +OK で TRANSACTION に進みます。QUIT では UPDATE に入らずに終わります。"),
                citation: .rfc(1939, "4"))
        case .transaction:
            PhasePage(
                phase: phase,
                meaning: Localized(
                    en: "You are logged in and hold the maildrop: read messages, and mark them as deleted.",
                    ja: "処理 (トランザクション) の状態です。メールドロップを占有し、メールを読んだり削除マークを付けたりできます。"),
                exit: Localized(
                    en: "QUIT leads to UPDATE; a connection that breaks or times out does not, and nothing is removed.",
                    ja: "QUIT で UPDATE に進みます。切断や時間切れでは UPDATE に入らず、何も削除されません。"),
                citation: .rfc(1939, "5"))
        case .update:
            PhasePage(
                phase: phase,
                meaning: Localized(
                    en: "After QUIT the server removes what is marked as deleted and releases the maildrop.",
                    ja: "更新の状態です。QUIT の後、削除マークの付いたメールをサーバーが削除し、ロックを解放します。"),
                exit: Localized(en: "The server closes the connection.", ja: "サーバーが接続を閉じます。"),
                citation: .rfc(1939, "6"))
        case .closed:
            PhasePage(
                phase: phase,
                meaning: Localized(en: "The connection is closed.", ja: "接続は閉じています。"),
                exit: Localized(en: ":reconnect begins a new session.", ja: ":reconnect で新しいセッションを始めます。"),
                citation: .rfc(1939, "3"))
        }
    }
}

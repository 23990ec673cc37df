import POP3

/// What `:help @GROUP` lists.
public enum HelpGroup: String, CaseIterable, Sendable {
    /// Commands before login.
    case auth
    /// Commands after login.
    case trans
    /// What deletes, and what does not.
    case update
    /// All commands of today's POP3.
    case all
    /// Commands of earlier versions.
    case obsolete
    /// Response codes.
    case codes
    /// Capabilities.
    case caps
}

extension HelpGroup {
    /// A line of the list: a word of the wire, and what it means.
    public struct Entry: Hashable, Sendable {
        /// A command with its arguments, a response code or a capability.
        public let term: String
        /// What it means, in one sentence.
        public let meaning: Localized
    }

    /// What the list is about.
    public var title: Localized {
        switch self {
        case .auth: Localized(en: "Commands in AUTHORIZATION, before login", ja: "ログイン前 (AUTHORIZATION) のコマンド")
        case .trans: Localized(en: "Commands in TRANSACTION, after login", ja: "ログイン後 (TRANSACTION) のコマンド")
        case .update: Localized(en: "Deleting: marks, and the UPDATE state", ja: "削除のしくみ: 削除マークと UPDATE 状態")
        case .all: Localized(en: "All commands of POP3", ja: "POP3 のすべてのコマンド")
        case .obsolete: Localized(en: "Commands that POP3 once had", ja: "廃止されたコマンド")
        case .codes: Localized(en: "Response codes, in brackets behind -ERR", ja: "応答コード (-ERR の後の角括弧の語)")
        case .caps: Localized(en: "Capabilities that CAPA announces", ja: "CAPA で通知されるケイパビリティ (拡張機能)")
        }
    }

    /// The lines of the list.
    public var entries: [Entry] {
        switch self {
        case .auth: Self.commands { $0.phases.contains(.authorization) && !$0.isObsolete }
        case .trans: Self.commands { $0.phases.contains(.transaction) && !$0.isObsolete }
        case .update: Self.commands { [.dele, .rset, .quit].contains($0.verb) }
        case .all: Self.commands { !$0.isObsolete }
        case .obsolete: Self.commands { $0.isObsolete }
        case .codes: ResponseCodePages.all.map { Entry(term: $0.code.description, meaning: $0.meaning) }
        case .caps: CapabilityPages.all.map { Entry(term: $0.tag, meaning: $0.meaning + Localized(en: ".", ja: "。")) }
        }
    }

    private static func commands(_ isListed: (CommandRow) -> Bool) -> [Entry] {
        CommandTable.rows.filter(isListed).compactMap { row in
            CommandPages[row.verb].map { Entry(term: row.syntax, meaning: $0.asks) }
        }
    }
}

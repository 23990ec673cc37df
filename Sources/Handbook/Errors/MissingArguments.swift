import POP3

extension CommandRow {
    /// What a line lacks that has only so many arguments, in words; empty when it lacks nothing.
    func missing(behind count: Int) -> Localized {
        arguments.dropFirst(count).filter { !$0.isOptional }.map(\.words).joined(by: Localized(en: " and ", ja: "と"))
    }
}

extension Parameter {
    /// What the argument is, in words.
    fileprivate var words: Localized {
        switch self {
        case .name: Localized(en: "a user name", ja: "ユーザー名")
        case .password: Localized(en: "a password", ja: "パスワード")
        case .digest: Localized(en: "a digest", ja: "ダイジェスト")
        case .mechanism: Localized(en: "the name of a mechanism", ja: "メカニズムの名前")
        case .initialResponse: Localized(en: "an initial response", ja: "初期応答")
        case .message, .optionalMessage: Localized(en: "a message number", ja: "メール番号")
        case .lineCount: Localized(en: "a number of lines", ja: "行数")
        case .languageRange: Localized(en: "a language", ja: "言語")
        case .extensionName: Localized(en: "the name of an extension", ja: "拡張の名前")
        }
    }
}

extension Verb {
    /// The verb that a person meant by `word`: full-width letters are folded, and the words that machine-translated
    /// tutorials print are known. The wire is not touched; this is for explaining, and for knowing a password.
    public init(resembling word: String) {
        let folded = Self.folded(word)
        self = Self.translated[folded] ?? Verb(folded)
    }

    /// The words that stand for a verb in translated tutorials.
    static func translations(of verb: Verb) -> [String] {
        translated.filter { $0.value == verb }.map(\.key)
    }

    /// The word with its full-width letters made narrow.
    static func folded(_ word: String) -> String {
        String(String.UnicodeScalarView(word.unicodeScalars.map(halfWidth)))
    }

    /// U+FF01 to U+FF5E are the full-width forms of U+0021 to U+007E.
    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static let translated: [String: Verb] = [
        "リスト": .list, "一覧": .list, "終了": .quit, "終了する": .quit, "やめる": .quit,
        "ユーザー": .user, "ユーザ": .user, "利用者": .user, "パス": .pass, "パスワード": .pass, "渡す": .pass,
        "統計": .stat, "取得": .retr, "削除": .dele, "リセット": .rset, "トップ": .top,
    ]
}

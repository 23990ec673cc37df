import POP3
import Testing

@Suite("Verb(resembling:)")
struct VerbResemblingTests {
    @Test(arguments: CommandTable.rows.map(\.verb))
    func `a verb resembles itself, in any letter case and in full-width letters`(verb: Verb) {
        let wide = String(
            String.UnicodeScalarView(verb.name.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        #expect(Verb(resembling: verb.name) == verb)
        #expect(Verb(resembling: verb.name.lowercased()) == verb)
        #expect(Verb(resembling: wide) == verb)
        #expect(Verb(wide) != verb)
    }

    @Test(arguments: [
        ("リスト", Verb.list), ("終了する", .quit), ("ユーザー", .user), ("パスワード", .pass), ("渡す", .pass), ("統計", .stat),
        ("取得", .retr), ("削除", .dele), ("リセット", .rset), ("トップ", .top),
    ])
    func `words of machine-translated tutorials are known`(word: String, verb: Verb) {
        #expect(Verb(resembling: word) == verb)
    }

    @Test(arguments: ["", "XYZZY", "リスト1", "\u{FF5F}", "\u{FF00}"])
    func `a word that resembles nothing stays what it is`(word: String) {
        #expect(Verb(resembling: word) == Verb(word))
    }
}

import MockServer
import Testing

@Suite("Faults: LANG and UTF8")
struct LanguagesFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("lang-without-tag", ["LANG ja"],
            "+OK ja これからの応答は日本語です|", "+OK これからの応答は日本語です|"),
        FaultRow("lang-multi-line", ["LANG en"],
            "", ".|"),
        FaultRow("lang-unknown-ok", ["LANG xx"],
            "-ERR there is no such language here; LANG lists them|", "+OK en as before|"),
        FaultRow("lang-star-refused", ["LANG *"],
            "+OK en replies are in English now|", "-ERR no such language|"),
        FaultRow("lang-list-without-tags", ["LANG"],
            "en English|ja 日本語|", "(English)|(日本語)|"),
        FaultRow("lang-after-login-refused", [.login(), "LANG en"],
            "+OK en replies are in English now|", "-ERR LANG comes before login|"),
        FaultRow("lang-text-not-utf8", ["LANG ja", "XYZZ"],
            "-ERR これは POP3 のコマンドではありません。使えるものは CAPA で分かります|", "-ERR これは POP3 のコマンドではありません。使えるものは CAPA で分かります �|"),
        FaultRow("lang-capability-lists-languages", ["CAPA"],
            "LANG|", "LANG en ja|"),
        FaultRow("lang-before-login-only", [.login(), "CAPA"],
            "LANG|", ""),
        FaultRow("utf8-capability-with-argument", ["CAPA"],
            "UTF8|", "UTF8 ON|"),
        FaultRow("utf8-with-argument", ["UTF8 x"],
            "-ERR too many arguments: UTF8|", "+OK UTF-8 mode|"),
        FaultRow("utf8-after-login", [.login(), "UTF8"],
            "-ERR you are logged in; UTF8 comes before that|", "+OK UTF-8 mode|"),
        FaultRow("utf8-mail-as-it-is", [.login(), "RETR 3"],
            "-ERR [UTF8] message 3 has a header in UTF-8; give UTF8 before the next login|", "+OK 28 octets|Subject: café||un café|.|"),
        FaultRow("utf8-mail-mangled", ["UTF8", .login(), "RETR 3"],
            "Subject: café||un café|", "Subject: caf??||un caf??|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}

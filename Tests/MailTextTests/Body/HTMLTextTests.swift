import Testing

@testable import MailText

@Suite("HTML as text")
struct HTMLTextTests {
    // swift-format-ignore
    @Test(arguments: [
        ("<p>One</p><p>Two</p>",                                 "One\n\nTwo\n"),
        ("<div>One</div><div>Two</div>",                         "One\nTwo\n"),
        ("One<br>Two<BR/>Three",                                 "One\nTwo\nThree\n"),
        ("One<br><br>Two",                                       "One\n\nTwo\n"),
        ("<ul><li>a</li><li>b</li></ul>",                        "- a\n- b\n"),
        ("a  \r\n b\t<b>c</b>d",                                 "a b cd\n"),
        ("<html><head><title>T</title><style>p{}</style></head><body>x<script>if(a<b){}</script>y", "xy\n"),
        ("a<!-- <p>b</p> -->c",                                  "ac\n"),
        ("<!DOCTYPE html><?xml?>x",                              "x\n"),
        ("&lt;&amp;&gt;&quot;&yen;&#x6F22;&#23383;&nbsp;.",      "<&>\"¥漢字\u{A0}.\n"),
        ("&unknown; & &; &#0; &#xD800; &#99999999999; a&b",      "&unknown; & &; &#0; &#xD800; &#99999999999; a&b\n"),
        ("1 < 2 <3 <",                                           "1 < 2 <3 <\n"),
        ("x<a href=never",                                       "x\n"),
        ("x<!-- never",                                          "x\n"),
        ("x<script>never",                                       "x\n"),
        ("<td>1</td><td>2</td>",                                 "1 2\n"),
        ("",                                                     ""),
        ("<p></p>",                                              ""),
    ])
    func `tags go, blocks become lines, references characters`(html: String, text: String) {
        #expect(String(decoding: HTMLText.reduced(Array(html.utf8)), as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("<meta charset=\"Shift_JIS\">", "shift_jis"),
        ("<META http-equiv=x content='text/html; charset=EUC-JP'>", "euc-jp"),
        ("<p>", nil), ("charset=", nil), ("charset=\"", nil),
    ])
    func `a meta element may name the charset`(html: String, charset: String?) {
        #expect(HTMLText.charset(in: Array(html.utf8)) == charset)
    }
}

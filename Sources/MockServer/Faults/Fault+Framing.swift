import POP3

// swift-format-ignore
extension Fault {
    /// The lines of multi-line replies, and their end: RFC 1939 section 3.
    static let framing = [
        Fault("terminator-missing", ["rfc1939-3-multiline-terminator"],
            en: "LIST ends without the line with a dot.",
            ja: "LISTの終わりにピリオドだけの行がありません。",
            .confirming(.list) { moment, _ in moment.said.terminator = [] }),
        Fault("terminator-doubled", ["rfc1939-3-multiline-terminator"],
            en: "RETR ends with two lines of a dot.",
            ja: "RETRの終わりにピリオドだけの行が2行あります。",
            .confirming(.retr) { moment, _ in moment.said.terminator += Line(".").octets }),
        Fault("terminator-with-space", ["rfc1939-3-multiline-terminator"],
            en: "UIDL ends with a dot and a space.",
            ja: "UIDLの最後の行で、ピリオドの後に空白があります。",
            .confirming(.uidl) { moment, _ in if moment.said.body != nil { moment.said.terminator = Line(". ").octets } }),
        Fault("terminator-bare-lf", ["rfc1939-3-multiline-terminator", "rfc1939-3-multiline-lines-crlf"],
            en: "The line with a dot ends in LF alone.",
            ja: "ピリオドだけの行がLFだけで終わります。",
            .saying { moment, _ in moment.said.terminator = Line(bytes: Array(".".utf8), ending: .lf).octets }),
        Fault("terminator-joined", ["rfc1939-3-last-line-crlf-before-dot", "rfc1939-3-multiline-terminator"],
            en: "No line end stands between the last line of a message and the dot.",
            ja: "メールの最後の行とピリオドの間に改行がありません。",
            .message { lines in if !lines.isEmpty { lines[lines.count - 1].ending = .missing } }),
        Fault("listing-bare-lf", ["rfc1939-3-multiline-lines-crlf", "rfc1939-3-response-crlf"],
            en: "The lines of LIST, UIDL and CAPA end in LF alone.",
            ja: "LIST、UIDL、CAPAの各行がLFだけで終わります。",
            .confirming(.list, .uidl, .capa) { moment, _ in
                if moment.said.body != nil { moment.said.lines = moment.said.lines.map { Line(bytes: $0.bytes, ending: .lf) } }
            }),
        Fault("message-bare-lf", ["rfc1939-3-multiline-lines-crlf", "rfc1939-5-list-exact-size"],
            en: "The lines of a message end in LF alone.",
            ja: "メールの各行がLFだけで終わります。",
            .message { lines in lines = lines.map { Line(bytes: $0.bytes, ending: .lf) } }),
        Fault("message-nul", ["rfc2449-3-multiline-content-octets"],
            en: "The first space of each message is sent as NUL.",
            ja: "メールの最初の空白がNULになって送られます。",
            .message { lines in
                for index in lines.indices {
                    guard let space = lines[index].bytes.firstIndex(of: Octet.space) else { continue }
                    lines[index].bytes[space] = Octet.nul
                    return
                }
            }),
        Fault("list-single-multi", ["rfc1939-5-list-single-form"],
            en: "LIST with a number ends with a line with a dot.",
            ja: "番号を付けたLISTの後に、ピリオドだけの行が続きます。",
            .confirming(.list) { moment, _ in if moment.said.body == nil { moment.said.more = Line(".").octets } }),
        Fault("uidl-single-multi", ["rfc1939-7-uidl-single-form"],
            en: "UIDL with a number ends with a line with a dot.",
            ja: "番号を付けたUIDLの後に、ピリオドだけの行が続きます。",
            .confirming(.uidl) { moment, _ in if moment.said.body == nil { moment.said.more = Line(".").octets } }),
        Fault("capa-one-line", ["rfc2449-5-capa-multiline", "rfc1939-3-multiline-terminator"],
            en: "CAPA gets +OK with the capabilities in the same line.",
            ja: "CAPAに、能力を同じ行に並べた+OKだけで答えます。",
            .confirming(.capa) { moment, _ in
                moment.said = .ok(moment.said.lines.map(\.text).joined(separator: " "))
            }),
        Fault("list-empty-without-dot", ["rfc1939-5-list-empty", "rfc1939-3-multiline-terminator"],
            en: "LIST of an empty maildrop is one line only.",
            ja: "空のメールドロップへのLISTが1行だけになります。",
            .confirming(.list) { moment, _ in if moment.said.body == [] { moment.said.body = nil } }),
    ]
}

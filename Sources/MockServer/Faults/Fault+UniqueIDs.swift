import POP3

// swift-format-ignore
extension Fault {
    private static let multiForm: RequirementID = "rfc1939-7-uidl-multi-form"
    private static let singleForm: RequirementID = "rfc1939-7-uidl-single-form"

    /// UIDL: RFC 1939 section 7.
    static let uniqueIDs = [
        Fault("uidl-is-number", ["rfc1939-7-uidl-persistent-after-delete", "rfc1939-7-uidl-never-reused"],
            en: "The unique-id of a message is its number.",
            ja: "メールのユニークIDがメール番号です。",
            .uid { number, _, _ in String(number) }, .oneUID { number, _, _ in String(number) }),
        Fault("uidl-changes-each-session",
            ["rfc1939-7-uidl-persistent", "rfc1939-7-uidl-persistent-after-delete"],
            en: "Unique-ids are new in every session.",
            ja: "ユニークIDがセッションごとに変わります。",
            .uid { _, uid, server in "\(server.maildrop.session)-\(uid)" },
            .oneUID { _, uid, server in "\(server.maildrop.session)-\(uid)" }),
        Fault("uidl-shared", ["rfc1939-7-uidl-unique"],
            en: "The first two messages have the same unique-id.",
            ja: "最初の2通のユニークIDが同じです。",
            .uid { number, uid, server in number == 2 ? server.maildrop[1]?.uniqueID ?? uid : uid },
            .oneUID { number, uid, server in number == 2 ? server.maildrop[1]?.uniqueID ?? uid : uid }),
        Fault("uidl-too-long", value: 71, in: 71...400, ["rfc1939-7-uidl-length"],
            en: "Unique-ids have so many characters.",
            ja: "ユニークIDがこの文字数になります。",
            .paddedUIDs),
        Fault("uidl-without-id", [multiForm, singleForm],
            en: "Unique-ids are empty.",
            ja: "ユニークIDが空です。",
            .uid { _, _, _ in "" }, .oneUID { _, _, _ in "" }),
        Fault("uidl-not-ascii", ["rfc1939-7-uidl-charset"],
            en: "Unique-ids hold a letter that is not ASCII.",
            ja: "ユニークIDにASCIIでない文字があります。",
            .uid { _, uid, _ in "é" + uid.dropFirst() }, .oneUID { _, uid, _ in "é" + uid.dropFirst() }),
        Fault("uidl-with-size", ["rfc1939-7-uidl-no-trailing-info"],
            en: "The size follows the unique-id in each line of UIDL.",
            ja: "UIDLの各行で、ユニークIDの後に大きさが続きます。",
            .uid { number, uid, server in "\(uid) \(server.maildrop[number]?.size ?? 0)" }),
        Fault("uidl-two-spaces", [multiForm],
            en: "Two spaces stand between number and unique-id in UIDL.",
            ja: "UIDLの番号とユニークIDの間に空白が2個あります。",
            .uid { _, uid, _ in " " + uid }),
        Fault("uidl-single-other-id", ["rfc1939-7-uidl-single-equals-multi"],
            en: "UIDL with a number says another unique-id than UIDL.",
            ja: "番号を付けたUIDLのユニークIDが、UIDLの一覧と違います。",
            .oneUID { _, uid, _ in uid.uppercased() + "X" }),
        Fault("uidl-single-without-number", [singleForm],
            en: "UIDL with a number says the unique-id alone.",
            ja: "番号を付けたUIDLがユニークIDだけを答えます。",
            .confirming(.uidl) { moment, _ in
                if moment.said.body == nil { moment.said.text = "+OK \(moment.said.words[1])" }
            }),
        Fault("uidl-lists-deleted", ["rfc1939-7-uidl-excludes-deleted"],
            en: "UIDL lists messages that are marked as deleted.",
            ja: "UIDLが削除マークの付いたメールも示します。",
            .confirming(.uidl) { moment, server in
                guard moment.said.body != nil else { return }
                moment.said.lines = server.maildrop.messages.enumerated().map { Line("\($0 + 1) \($1.uniqueID)") }
            }),
        Fault("uidl-misses-last", ["rfc1939-7-uidl-numbers-match-list"],
            en: "UIDL leaves out the last message.",
            ja: "UIDLに最後のメールがありません。",
            .listing(.uidl) { number, uid, server in
                number == server.maildrop.messages.count ? nil : "\(number) \(uid)"
            }),
        Fault("uidl-deleted-known", ["rfc1939-7-uidl-deleted-err", "rfc1939-5-dele-then-any-reference-err"],
            en: "UIDL with the number of a marked message says its unique-id.",
            ja: "削除マークの付いたメールの番号にも、UIDLがユニークIDを答えます。",
            .marked(.uidl) { .ok("\($0) \($1.uniqueID)") }),
        Fault("uidl-unknown-known", ["rfc1939-7-uidl-unknown-err"],
            en: "UIDL with the number behind the last one says a unique-id.",
            ja: "最後の次の番号へのUIDLがユニークIDを答えます。",
            .behindLast(.uidl) { .ok("\($0) none") }),
        Fault("uidl-empty-refused", ["rfc1939-7-uidl-empty"],
            en: "UIDL of an empty maildrop is refused.",
            ja: "空のメールドロップへのUIDLを拒否します。",
            .confirming(.uidl) { moment, _ in if moment.said.body == [] { moment.said = .err("no messages") } }),
        Fault("uidl-refused", ["rfc2449-6.8-uidl-capability"],
            en: "UIDL is announced, and refused.",
            ja: "UIDLを広告しているのに拒否します。",
            .late(.uidl, .err("not implemented"))),
    ]
}

extension Flaw {
    /// Another unique-id in the lines of UIDL.
    fileprivate static func uid(_ edit: @escaping @Sendable (Int, String, MailboxServer) -> String) -> Flaw {
        .listing(.uidl) { number, uid, server in "\(number) \(edit(number, uid, server))" }
    }

    /// Another unique-id in the answer to UIDL with a number.
    fileprivate static func oneUID(_ edit: @escaping @Sendable (Int, String, MailboxServer) -> String) -> Flaw {
        .single(.uidl, edit)
    }

    /// Unique-ids filled up to the value of the fault.
    fileprivate static var paddedUIDs: Flaw {
        .confirming(.uidl) { moment, _ in
            let count = moment.value
            moment.said.editLines { $0.withLastWord(of: count) }
            if moment.said.body == nil { moment.said.text = moment.said.text.withLastWord(of: count) }
        }
    }
}

extension String {
    /// The text with its last word filled up to so many characters.
    fileprivate func withLastWord(of count: Int) -> String {
        let word = split(separator: " ").last ?? ""
        return self + String(repeating: "x", count: max(0, count - word.count))
    }
}

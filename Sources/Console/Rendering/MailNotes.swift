import Handbook
import MailText

extension Note {
    // swift-format-ignore
    /// The fact in one sentence. Names from the message are in it as they came, still to be made safe for a terminal.
    var words: Localized {
        switch self {
        case .wrongLabel(let label, let used): Localized(
            en: "Wrong label: the mail says \(label), but the octets are \(used.name). Read as \(used.name).",
            ja: "文字コードの表示が誤っています。メールには \(label) とありますが、実際は \(used.name) です。\(used.name) として読みました。")
        case .noLabel(let used): Localized(
            en: "The mail does not name its charset; the octets look like \(used.name).",
            ja: "メールに文字コードの指定がありません。バイト列の形から \(used.name) として読みました。")
        case .unknownCharset(let name): Localized(
            en: "\"\(name)\" is no charset that is known here; the text was read by its shape.",
            ja: "\"\(name)\" は未知の文字コードです。バイト列の形から判断して読みました。")
        case .charsetUnavailable(let name): Localized(
            en: "\(name) cannot be converted on this machine: its conversion module is not installed.",
            ja: "この環境には \(name) の変換モジュールがないため、変換できません。")
        case .replaced(let count): Localized(
            en: "\(count.grouped) malformed character\(count == 1 ? " is" : "s are") shown as U+FFFD.",
            ja: "不正な文字 \(count.grouped) 個を U+FFFD で表示しました。")
        case .badBase64(let position): Localized(
            en: "A character that does not belong into base64 stands at offset \(position).",
            ja: "base64 の位置 \(position) (0 から数えて) に、base64 にない文字があります。")
        case .badQuotedPrintable(let position): Localized(
            en: "\"=\" without two hexadecimal digits stands at offset \(position) of the quoted-printable text.",
            ja: "quoted-printable の位置 \(position) (0 から数えて) の \"=\" の後に、16 進数 2 桁がありません。")
        case .unknownTransferEncoding(let name): Localized(
            en: "The transfer encoding \"\(name)\" is unknown; the octets are shown as they came (RFC 2045 6).",
            ja: "転送エンコーディング \"\(name)\" は未知です。届いたまま表示しました (RFC 2045 6)。")
        case .brokenEncodedWord: Localized(
            en: "A space or a line end stands inside an encoded word, which RFC 2047 2 forbids; it was decoded all the same.",
            ja: "encoded-word の途中に空白か改行があります。RFC 2047 2 では禁止ですが、デコードしました。")
        case .malformedHeaderLine(let line): Localized(
            en: "Line \(line) of the message is no header field; it was skipped.",
            ja: "メールの \(line) 行目はヘッダーフィールドではないため、読み飛ばしました。")
        case .mboxLine(let line): Localized(
            en: "Line \(line) of the message is the \"From \" line of an mbox file; it was skipped.",
            ja: "メールの \(line) 行目は mbox ファイルの \"From \" 行なので、読み飛ばしました。")
        case .noEmptyLine(let line): Localized(
            en: "The body begins at line \(line) without the empty line that ends a header (RFC 5322 2.1).",
            ja: "\(line) 行目から本文ですが、ヘッダーの終わりを示す空行がありません (RFC 5322 2.1)。")
        case .missingBoundary: Localized(
            en: "A multipart type has no boundary; the part was read as plain text.",
            ja: "multipart に boundary の指定がないため、テキストとして読みました。")
        case .boundaryNotFound(let boundary): Localized(
            en: "The boundary \"\(boundary)\" occurs nowhere; the part was read as plain text.",
            ja: "boundary \"\(boundary)\" がどこにもないため、テキストとして読みました。")
        case .unterminatedMultipart(let boundary): Localized(
            en: "The closing delimiter of \"\(boundary)\" is missing: the message is cut, or its maker forgot it.",
            ja: "boundary \"\(boundary)\" の終わりがありません。メールが途中で切れているか、作成側の誤りです。")
        case .nestingLimit(let limit): Localized(
            en: "Parts nested deeper than \(limit) are not shown.",
            ja: "入れ子が \(limit) 段より深いパートは表示しません。")
        case .partLimit(let limit): Localized(
            en: "Parts beyond the first \(limit.grouped) are not shown.",
            ja: "パートは最初の \(limit.grouped) 個までを表示します。")
        case .fieldLimit(let limit): Localized(
            en: "Header fields beyond the first \(limit.grouped) are not shown.",
            ja: "ヘッダーフィールドは最初の \(limit.grouped) 個までを表示します。")
        case .htmlReduced: Localized(
            en: "The text is HTML; its tags were left out.",
            ja: "本文は HTML です。タグを除いて表示しました。")
        }
    }
}

extension Note {
    /// Whether a line was skipped that is no header field.
    var isOddHeaderLine: Bool {
        if case .malformedHeaderLine = self { true } else { false }
    }

    /// What stands behind the words about a skipped line where no empty line ends the header.
    static let perhapsText = Localized(
        en: " Perhaps the empty line behind the header was lost, and this is text.",
        ja: "ヘッダーの後の空行が失われ、本文をヘッダーとして読んだのかもしれません。")
}

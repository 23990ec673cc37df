/// HTML made readable without a browser: tags go, blocks become lines, character references become characters.
enum HTMLText {
    /// Elements whose content is not for reading.
    private static let hidden: Set<String> = ["script", "style", "title", "template"]
    // swift-format-ignore
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "tr", "ul",
    ]
    private static let paragraphs: Set<String> = [
        "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "table",
    ]

    /// The charset that a `meta` element near the beginning names.
    static func charset(in octets: [UInt8]) -> String? {
        let head = Array(octets.prefix(1_024).map(\.lowercased))
        let marker = Array("charset=".utf8)
        let start = head.indices.first { head[$0...].starts(with: marker) }
        guard let start else { return nil }
        let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
        let name = head[(start + marker.count)...].drop { quotes.contains($0) }
            .prefix { $0.isLetter || (0x30...0x39).contains($0) || "-_.:".utf8.contains($0) }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    /// - Parameter html: UTF-8.
    static func reduced(_ html: [UInt8]) -> [UInt8] {
        var text = FlowedText()
        var offset = 0
        while offset < html.count {
            switch html[offset] {
            case UInt8(ascii: "<"): offset = tag(in: html, at: offset, to: &text)
            case UInt8(ascii: "&"):
                let reference = CharacterReference(in: html, at: offset)
                text.append(reference?.utf8 ?? [html[offset]])
                offset = reference?.end ?? offset + 1
            default:
                text.append([html[offset]])
                offset += 1
            }
        }
        return text.finished
    }

    /// Takes a tag, a comment, or a `<` that is neither; says where the text goes on.
    private static func tag(in html: [UInt8], at start: Int, to text: inout FlowedText) -> Int {
        if html[start...].starts(with: "<!--".utf8) { return end(of: "-->", in: html, from: start + 4) }
        let isEnd = start + 1 < html.count && html[start + 1] == UInt8(ascii: "/")
        let name = html[(start + (isEnd ? 2 : 1))...].prefix(16)
            .prefix { $0.isLetter || (0x30...0x39).contains($0) }.lowercasedText
        let isMarkup = start + 1 < html.count && [UInt8(ascii: "!"), UInt8(ascii: "?")].contains(html[start + 1])
        guard name.utf8.first?.isLetter == true || isMarkup else {
            text.append([html[start]])
            return start + 1
        }
        let next = end(of: ">", in: html, from: start + 1)
        if hidden.contains(name), !isEnd {
            return end(of: ">", in: html, from: end(of: "</" + name, in: html, from: next))
        }
        if paragraphs.contains(name) { text.endParagraph() } else if blocks.contains(name) { text.endLine() }
        if name == "br" { text.breakLine() }
        if name == "li", !isEnd { text.append(Array("- ".utf8)) }
        if name == "td" || name == "th" { text.append([ASCII.space]) }
        return next
    }

    /// Behind the next such mark, or the end of all.
    private static func end(of mark: String, in html: [UInt8], from start: Int) -> Int {
        let mark = Array(mark.utf8)
        var offset = html.index(of: mark[0], from: start, before: html.count)
        while offset < html.count {
            if html[offset...].prefix(mark.count).map(\.lowercased) == mark { return offset + mark.count }
            offset = html.index(of: mark[0], from: offset + 1, before: html.count)
        }
        return html.count
    }
}

/// Text whose blanks run together and whose empty lines do not pile up.
private struct FlowedText {
    private var utf8: [UInt8] = []
    private var wantsSpace = false
    private var trailingFeeds = 0
    private var hasBreak = false

    mutating func append(_ octets: [UInt8]) {
        for octet in octets {
            if octet.isBlank || octet.isLineEnd {
                wantsSpace = true
                continue
            }
            if wantsSpace, trailingFeeds == 0, !utf8.isEmpty { utf8.append(ASCII.space) }
            wantsSpace = octet == ASCII.space
            utf8.append(octet)
            trailingFeeds = 0
        }
    }

    /// What follows begins a line.
    mutating func endLine() {
        wantsSpace = false
        if trailingFeeds == 0, !utf8.isEmpty { feed() }
    }

    /// What follows begins a line, after an empty one.
    mutating func endParagraph() {
        endLine()
        if trailingFeeds == 1 { feed() }
    }

    /// A `br` right after a `br` leaves an empty line.
    mutating func breakLine() {
        if trailingFeeds == 1, hasBreak { feed() }
        hasBreak = true
    }

    private mutating func feed() {
        utf8.append(ASCII.lf)
        trailingFeeds += 1
        hasBreak = false
    }

    var finished: [UInt8] {
        guard let last = utf8.lastIndex(where: { $0 != ASCII.lf }) else { return [] }
        return Array(utf8[...last]) + [ASCII.lf]
    }
}

/// `&name;`, `&#decimal;` or `&#xhexadecimal;`.
struct CharacterReference: Hashable {
    let utf8: [UInt8]
    let end: Int

    private static let lengthLimit = 12
    // swift-format-ignore
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®", "trade": "™",
        "yen": "¥", "euro": "€", "pound": "£", "cent": "¢", "sect": "§", "para": "¶", "deg": "°", "plusmn": "±",
        "times": "×", "divide": "÷", "middot": "·", "bull": "•", "hellip": "…", "ndash": "–", "mdash": "—",
        "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»",
        "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "ensp": " ", "emsp": " ", "thinsp": " ", "shy": "",
        "zwnj": "", "zwj": "", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
        "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "agrave": "à", "aacute": "á", "acirc": "â", "ccedil": "ç",
        "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "ocirc": "ô", "icirc": "î", "ugrave": "ù",
        "aring": "å", "Aring": "Å", "aelig": "æ", "AElig": "Æ", "oslash": "ø", "Oslash": "Ø", "iexcl": "¡", "iquest": "¿",
    ]

    /// `nil`: the `&` there stands for itself.
    init?(in html: [UInt8], at start: Int) {
        let body = html[(start + 1)...].prefix(Self.lengthLimit)
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: html[(start + 1)..<semicolon], as: UTF8.self)
        guard let text = Self.named[name] ?? Self.numbered(name) else { return nil }
        utf8 = Array(text.utf8)
        end = semicolon + 1
    }

    private static func numbered(_ name: String) -> String? {
        guard name.utf8.first == UInt8(ascii: "#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.utf8.first?.lowercased == UInt8(ascii: "x")
        let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, value > 0, let scalar = Unicode.Scalar(value) else { return nil }
        return String(Character(scalar))
    }
}

/// ISO-2022-JP (RFC 1468), its extensions (RFC 1554, -3, -MS), and the half-width kana that mailers put in.
enum ISO2022JP {
    static func decode(_ octets: [UInt8], with converters: Converters) -> Decoding {
        var reader = ISO2022JPReader(octets, with: converters)
        return reader.read()
    }

    /// An escape sequence chooses a set: `ESC ( B`, `ESC $ B`.
    ///
    /// H is what some mailers wrote for J.
    // swift-format-ignore
    static let designations: [Designation] = [
        Designation("$B",  .jisX0208),       Designation("$@",  .jisX0208),
        Designation("$(B", .jisX0208),       Designation("$(@", .jisX0208),
        Designation("(B",  .ascii),          Designation("(J",  .roman),
        Designation("(H",  .roman),          Designation("(I",  .kana),
        Designation("$(D", .jisX0212),       Designation("$(O", .jisX0213First),
        Designation("$(Q", .jisX0213First),  Designation("$(P", .jisX0213Second),
        Designation("$A",  .gb2312),         Designation("$(A", .gb2312),
        Designation("$(C", .ksX1001),
    ]

    struct Designation: Sendable {
        let sequence: [UInt8]
        let set: JapaneseSet

        init(_ sequence: String, _ set: JapaneseSet) {
            self.sequence = Array(sequence.utf8)
            self.set = set
        }
    }

    /// Whether octets switch to a set beyond us-ascii, as nothing else in mail does.
    static func isDesignated(in octets: [UInt8]) -> Bool {
        var escape = octets.index(of: ASCII.escape, from: 0, before: octets.count)
        while escape < octets.count {
            if let found = designation(in: octets, after: escape), found.set.isDouble || found.set == .kana {
                return true
            }
            escape = octets.index(of: ASCII.escape, from: escape + 1, before: octets.count)
        }
        return false
    }

    static func designation(in octets: [UInt8], after escape: Int) -> (set: JapaneseSet, length: Int)? {
        let found = designations.first { octets[(escape + 1)...].starts(with: $0.sequence) }
        return found.map { ($0.set, $0.sequence.count + 1) }
    }
}

private struct ISO2022JPReader {
    private let octets: [UInt8]
    private var text: JapaneseText
    private var offset = 0
    private var set = JapaneseSet.ascii
    private var isShifted = false
    private var isLatinSupplement = true

    init(_ octets: [UInt8], with converters: Converters) {
        self.octets = octets
        text = JapaneseText(reserving: octets.count, converters: converters)
    }

    mutating func read() -> Decoding {
        while offset < octets.count {
            let octet = octets[offset]
            switch octet {
            case ASCII.escape: readEscape()
            case ASCII.shiftOut, ASCII.shiftIn:
                isShifted = octet == ASCII.shiftOut
                offset += 1
            case 0..<0x21, 0x7F: readControl(octet)
            case 0x80...: replace()
            case _ where isShifted || set == .kana: readKana(octet)
            case _ where set.isDouble: readPair(octet)
            case _ where set == .roman:
                text.append(roman: octet)
                offset += 1
            default:
                text.append(ascii: octet)
                offset += 1
            }
            if isCut { return text.finished(isCut: true) }
        }
        return text.finished(isCut: false)
    }

    /// The octets end inside a character or an escape sequence.
    private var isCut: Bool { offset > octets.count }

    /// Each line begins in us-ascii, RFC 1468: a forgotten `ESC ( B` spoils one line.
    private mutating func readControl(_ octet: UInt8) {
        if octet == ASCII.lf {
            set = .ascii
            isShifted = false
        }
        text.append(ascii: octet)
        offset += 1
    }

    private mutating func readKana(_ octet: UInt8) {
        if octet <= 0x5F { text.append(kana: octet | 0x80) } else { text.appendReplacement() }
        offset += 1
    }

    private mutating func readPair(_ row: UInt8) {
        guard offset + 1 < octets.count else { return offset += 2 }
        let cell = octets[offset + 1]
        guard (0x21...0x7E).contains(cell) else { return replace() }
        text.append(set, row: row, cell: cell)
        offset += 2
    }

    private mutating func readEscape() {
        if let found = ISO2022JP.designation(in: octets, after: offset) {
            set = found.set
            offset += found.length
            return
        }
        let rest = octets[(offset + 1)...].prefix(2)
        let isPart = ISO2022JP.designations.contains { $0.sequence.starts(with: octets[(offset + 1)...].prefix(3)) }
        if isPart {
            offset = octets.count + 1
        } else if rest.elementsEqual("&@".utf8) {
            offset += 3
        } else if rest.elementsEqual(".A".utf8) || rest.elementsEqual(".F".utf8) {
            isLatinSupplement = rest.last == UInt8(ascii: "A")
            offset += 3
        } else if rest.first == UInt8(ascii: "N") {
            readSupplement()
        } else {
            replace()
        }
    }

    /// `ESC N` and one octet: a character of ISO-8859-1 (RFC 1554); its Greek twin is out of use and replaced.
    private mutating func readSupplement() {
        guard offset + 2 < octets.count else { return offset = octets.count + 1 }
        let octet = octets[offset + 2] | 0x80
        guard octet >= 0xA0, isLatinSupplement else { return replace() }
        text.append(Unicode.Scalar(octet))
        offset += 3
    }

    private mutating func replace() {
        text.appendReplacement()
        offset += 1
    }
}

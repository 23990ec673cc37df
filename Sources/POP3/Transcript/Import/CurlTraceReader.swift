/// Reads what `curl --trace-ascii` and `curl --trace` write: blocks of octets, and `== Info: ` before curl's own words.
///
/// `--trace` shows every octet. `--trace-ascii` shows "." for what is not ASCII, and ends a row at each CRLF, which it does not
/// show: it was there where the next row begins two octets later.
struct CurlTraceReader: LogReader {
    private var block: TraceBlock?
    private var sent = LineSplitter(limit: .max / 4)
    private var received = LineSplitter(limit: .max / 4)
    private var data = TracedData()
    private var hasAsciiRows = false

    var keepsOctets: Bool { !hasAsciiRows }

    static func isSign(_ line: LogLine) -> Bool { TraceHead(line.text)?.isBlock == true }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        for line in lines {
            if let head = TraceHead(line.text) {
                endBlock(in: &log)
                begin(head, in: &log)
            } else if block?.add(line.text) != true {
                endBlock(in: &log)
                log.note(line.text)
            }
        }
        endBlock(in: &log)
        data.end(in: &log)
    }

    private mutating func begin(_ head: TraceHead, in log: inout ImportedSession) {
        switch head {
        case .info(let text): CurlWords.tell(text, to: &log)
        case .octets(let kind, let count): block = TraceBlock(kind, count: count)
        }
    }

    private mutating func endBlock(in log: inout ImportedSession) {
        guard var block else { return }
        self.block = nil
        hasAsciiRows = hasAsciiRows || block.isAscii
        let octets = block.finish()
        switch block.kind {
        case .sent:
            data.end(in: &log)
            for line in sent.append(octets) { log.sent(.client, line) }
        case .received:
            for line in received.append(octets) { log.sent(.server, line) }
        case .data: data.append(octets)
        case .encrypted: break
        }
    }
}

/// The head of a block, or a line of curl's own words.
private enum TraceHead {
    case info(ArraySlice<UInt8>)
    case octets(TraceBlock.Kind, count: Int)

    var isBlock: Bool {
        switch self {
        case .info: false
        case .octets: true
        }
    }

    // swift-format-ignore
    private static let kinds: [(words: String, kind: TraceBlock.Kind)] = [
        ("<= Recv header, ",   .received),
        ("=> Send header, ",   .sent),
        ("<= Recv data, ",     .data),
        ("=> Send data, ",     .sent),
        ("<= Recv SSL data, ", .encrypted),
        ("=> Send SSL data, ", .encrypted),
    ]

    // [hh:mm:ss.ffffff SP] ["[" ids "] "] ("== Info: " text / head "," SP count SP "bytes (0x" count ")")
    init?(_ line: ArraySlice<UInt8>) {
        let text = Self.behindIDs(Self.behindTime(line))
        if let info = text.behind("== Info: ") {
            self = .info(info)
            return
        }
        for (words, kind) in Self.kinds {
            guard let rest = text.behind(words) else { continue }
            let digits = String(decoding: rest.prefix { (0x30...0x39).contains($0) }.prefix(18), as: UTF8.self)
            guard let count = Decimal.number(digits[...]) else { continue }
            self = .octets(kind, count: count)
            return
        }
        return nil
    }

    private static func behindTime(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let clock = line.prefix { (0x30...0x3A).contains($0) || $0 == Octet.dot }
        return clock.count == 15 && line.dropFirst(15).first == Octet.space ? line.dropFirst(16) : line
    }

    private static func behindIDs(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard line.first == UInt8(ascii: "["), let end = line.prefix(40).firstIndex(of: UInt8(ascii: "]")) else {
            return line
        }
        return line[end...].dropFirst(2)
    }
}

import Conformance
import Handbook
import POP3

/// A line of the exchange that a judgement is about.
enum EvidenceRow: Hashable {
    /// A line of the wire.
    case wire(Session.Side, Line)
    /// So many lines of the server that are left out.
    case omitted(Int)
    /// Something that is no line.
    case event(Localized)
}

extension Judgement {
    /// The exchange that it is about, a row a line; of a long body the beginning.
    var rows: [EvidenceRow] { exchange.flatMap(\.rows) }
}

extension Evidence {
    fileprivate var rows: [EvidenceRow] {
        switch self {
        case .sent(let line): [.wire(.client, line)]
        case .unsolicited(let line): [.wire(.server, line)]
        case .secured: [.event(Localized(en: "TLS begins", ja: "TLS を開始"))]
        case .closed(.client): [.event(Localized(en: "the client closes", ja: "クライアントが切断"))]
        case .closed(.server): [.event(Localized(en: "the server closes", ja: "サーバーが切断"))]
        case .received(let reply): [.wire(.server, reply.first)] + (reply.body.map(Self.rows) ?? [])
        }
    }

    private static func rows(of body: Body) -> [EvidenceRow] {
        let kept = body.keptLines.prefix(bodyLines)
        let missing = body.lines - kept.count
        return kept.map { .wire(.server, $0) } + (missing > 0 ? [.omitted(missing)] : [])
            + (body.isTerminated ? [.wire(.server, ".")] : [])
    }
}

extension Line {
    /// The octets as visible text, and what ends them where that is not CRLF; cut where it is longer than a reader reads.
    func evidence(_ language: Language) -> String {
        let shown = Sanitizer.visible(bytes.prefix(Self.evidenceLimit))
        let rest = bytes.count - Self.evidenceLimit
        let cut = rest > 0 ? Localized(en: " ... (\(rest) more octets)", ja: " ... (あと \(rest) オクテット)")[language] : ""
        return shown + cut + ReportWords.ending(ending)[language]
    }

    private static var evidenceLimit: Int { 240 }
}

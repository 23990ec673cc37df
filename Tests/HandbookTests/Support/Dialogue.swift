import POP3

@testable import Handbook

/// A session told line by line, and what each exchange of it was explained as.
struct Dialogue {
    private(set) var session: Session
    private(set) var exchanges: [Exchange] = []
    private let explainer = Explainer(host: "mail.example.com")

    init(isSecure: Bool = false) {
        session = Session(isSecure: isSecure)
    }

    /// A session of lines that begin with "C: " or "S: "; each ends in CRLF. A line "TLS" is a handshake.
    init(_ lines: String, isSecure: Bool = false) {
        self.init(isSecure: isSecure)
        for line in lines.split(separator: "\n") { tell(String(line)) }
    }

    mutating func tell(_ line: String) {
        if line == "TLS" {
            session.secured()
            return
        }
        let side: Session.Side = line.hasPrefix("C: ") ? .client : .server
        tell(Array(line.utf8.dropFirst(3)) + [13, 10], from: side)
    }

    mutating func tell(_ octets: [UInt8], from side: Session.Side) {
        for event in session.observe(octets, from: side) {
            if case .completed(let exchange) = event { exchanges.append(exchange) }
        }
    }

    /// An annotation for each exchange.
    var annotations: [Annotation] {
        exchanges.indices.map { explainer.explain(exchanges[$0], after: $0 > 0 ? exchanges[$0 - 1] : nil) }
    }

    /// The annotation of the last exchange.
    var last: Annotation? { annotations.last }

    /// The requirements that the last exchange broke.
    var findings: [String] { last?.findings.map(\.requirement.name) ?? [] }

    /// The kind of the last refusal.
    var cause: String? { exchanges.last.flatMap { explainer.cause(of: $0, after: exchanges.dropLast().last) }?.id }

    static let open = "S: +OK ready <1896.697170952@dbc.mtview.ca.us>"
    static let loggedIn = open + "\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK"
}

extension Annotation {
    /// Every sentence in it.
    var sentences: [Localized] {
        [meaning] + notes + causes + suggestions.map(\.purpose) + (next.map { [$0] } ?? []) + findings.map(\.text)
    }
}

extension Localized {
    /// Whether the English is plain ASCII and the Japanese has Japanese in it.
    var isBilingual: Bool {
        en.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !en.isEmpty
            && ja.unicodeScalars.contains {
                (0x3040...0x30FF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value)
            }
    }
}

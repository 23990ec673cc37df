import Handbook
import POP3

@testable import Console

/// A session told line by line, and the exchanges that came of it.
struct Rehearsal {
    private(set) var session: Session
    private(set) var exchanges: [Exchange] = []

    init(isSecure: Bool = false, greeting: String = "+OK ready") {
        session = Session(isSecure: isSecure)
        _ = server(greeting)
    }

    /// A client line and all of the reply, a multi-line one with its ".".
    mutating func say(_ line: String, _ reply: String...) -> Exchange? {
        client(line)
        return reply.compactMap { server($0) }.last
    }

    /// A client line without a reply.
    mutating func client(_ line: String) {
        _ = session.observe(Line(line).octets, from: .client)
    }

    /// A server line; the exchange that it completes.
    mutating func server(_ line: String) -> Exchange? {
        let completed = session.observe(Line(line).octets, from: .server).compactMap { event -> Exchange? in
            if case .completed(let exchange) = event { exchange } else { nil }
        }
        exchanges += completed
        return completed.last
    }

    /// TLS begins.
    mutating func secure() { session.secured() }

    /// A session in TRANSACTION.
    static func loggedIn() -> Rehearsal {
        var rehearsal = Rehearsal()
        _ = rehearsal.say("USER mrose", "+OK")
        _ = rehearsal.say("PASS tanstaaf", "+OK")
        return rehearsal
    }
}

/// What a hostile server says: escape sequences, controls of both sets, bidi controls, NUL, CR, octets that are no UTF-8.
enum Hostile {
    static let octets: [UInt8] =
        Array("\u{1B}]0;owned\u{07}\u{1B}[2J\u{9B}31m\u{202E}\u{0}\r\u{7F}\u{8}\u{2028}\u{FEFF}\t".utf8) + [
            0x9B, 0xFF, 0xC3,
        ]
    static let text = String(decoding: octets, as: UTF8.self)

    /// What a terminal would obey, or a reader not see: controls other than LF, and scalars that hide or reorder text.
    static func dangers(in output: some Sequence<UInt8>) -> [Unicode.Scalar] {
        String(decoding: Array(output), as: UTF8.self).unicodeScalars.filter { scalar in
            let isHidden = scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
            return switch scalar.properties.generalCategory {
            case .control: scalar != "\n"
            case .lineSeparator, .paragraphSeparator: true
            default: isHidden
            }
        }.map { $0 }
    }
}

extension Layout {
    /// The screens that everything must look right on.
    static let screens = [
        Layout(.en), Layout(.ja), Layout(.en, width: 80), Layout(.ja, width: 80), Layout(.en, width: 40),
        Layout(.ja, width: 40),
    ]
}

/// A whole server reply (RFC 1939 section 3).
public struct Reply: Hashable, Sendable {
    /// What the status indicator says.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// `+OK`, in any letter case; the case is judged elsewhere.
        case ok
        /// `-ERR`, in any letter case.
        case err
        /// `+` inside a SASL exchange (RFC 5034 section 4).
        case challenge
        /// Neither: no client can know what was meant.
        case malformed
    }

    /// The line with the status indicator.
    public let first: Line
    /// What the status indicator says.
    public let status: Status
    /// The extended response code in front of the text, if there is one (RFC 2449 section 8).
    public let code: ResponseCode?
    /// The lines between the status line and the lone "."; `nil` for a one-line reply.
    public let body: Body?

    /// A reply made of its first line, read as an answer within a SASL exchange or outside one.
    public init(first: Line, body: Body? = nil, inSASL: Bool = false) {
        self.first = first
        self.body = body
        status = Status(reading: first, inSASL: inSASL)
        code = ResponseCode(leading: Self.text(of: first, status))
    }

    /// The human part: what follows the status indicator and one space, the response code included; the whole line when
    /// there is no indicator.
    public var text: String { String(Self.text(of: first, status)) }

    private static func text(of first: Line, _ status: Status) -> Substring {
        guard status != .malformed else { return first.text[...] }
        let rest = first.bytes.dropFirst(status.indicator.utf8.count)
        return String(decoding: rest.first == Octet.space ? rest.dropFirst() : rest, as: UTF8.self)[...]
    }
}

extension Reply.Status {
    /// The indicator as RFC 1939 spells it; empty for ``malformed``.
    public var indicator: String {
        switch self {
        case .ok: "+OK"
        case .err: "-ERR"
        case .challenge: "+"
        case .malformed: ""
        }
    }

    // status = "+OK" / "-ERR"; challenge = "+" SP *base64       RFC 1939 section 3, RFC 5034 section 4
    init(reading line: Line, inSASL: Bool) {
        let start = String(decoding: line.bytes.prefix(4), as: UTF8.self).uppercased()
        if start.hasPrefix("+OK") {
            self = .ok
        } else if start == "-ERR" {
            self = .err
        } else if inSASL, start == "+" || start.hasPrefix("+ ") {
            self = .challenge
        } else {
            self = .malformed
        }
    }
}

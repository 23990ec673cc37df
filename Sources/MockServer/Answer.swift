import POP3

/// What the server says to one line.
struct Answer {
    let status: Reply.Status
    let code: ResponseCode?
    let wording: Wording
    /// The lines of a multi-line reply in wire form, without the terminator; `nil` for a one-line reply.
    let body: [UInt8]?

    // response = single-line / status-line CRLF *content "." CRLF       RFC 1939 section 3
    static func ok(_ wording: Wording, body: [UInt8]? = nil) -> Answer {
        Answer(status: .ok, code: nil, wording: wording, body: body)
    }

    static func err(_ wording: Wording, _ code: ResponseCode? = nil) -> Answer {
        Answer(status: .err, code: code, wording: wording, body: nil)
    }

    // continue-req = "+" SP [base64] CRLF       RFC 5034 section 5
    static func challenge(_ octets: [UInt8]) -> Answer {
        Answer(status: .challenge, code: nil, wording: Wording(Base64.encode(octets)), body: nil)
    }

    /// The first line.
    func first(in language: ReplyLanguage) -> Line {
        let code = code.map { "\($0) " } ?? ""
        return Line("\(status.indicator) \(code)\(wording[language])")
    }
}

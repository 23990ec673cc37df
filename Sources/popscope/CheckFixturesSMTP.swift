import Console
import Handbook
import POP3

/// A client of SMTP that sends whole messages, one command after the other (RFC 5321).
struct SMTPClient {
    /// Why a message was not taken.
    enum Failure: Error, Hashable {
        /// A command was answered by an error.
        case refused(command: String, reply: String)
        /// The server does not announce what the message needs.
        case missing(String)
        /// A line that is no reply.
        case malformed(String)
        case link(LinkError)

        var text: Localized {
            switch self {
            case .refused(let command, let reply):
                Localized(
                    en: "\(command) was refused: \(Sanitizer.visible(reply.utf8))",
                    ja: "\(command) が拒否されました: \(Sanitizer.visible(reply.utf8))")
            case .missing(let keyword):
                Localized(en: "the server does not announce \(keyword)", ja: "サーバーは \(keyword) に対応していません")
            case .malformed(let line):
                Localized(
                    en: "this is no reply of SMTP: \(Sanitizer.visible(line.utf8))",
                    ja: "SMTP の応答ではありません: \(Sanitizer.visible(line.utf8))")
            case .link(.refused(let host, let port)):
                Localized(
                    en: "nobody listens on port \(port) of \(FileWords.visible(host))",
                    ja: "\(FileWords.visible(host)) のポート \(port) で待ち受けているものがありません")
            case .link(let error): ReportRefusal(error).text
            }
        }
    }

    private let link: any Link
    private let limit: Duration
    private var splitter = LineSplitter(limit: 4_096)
    private var lines: ArraySlice<Line> = []
    /// The keywords behind EHLO, in capital letters.
    private var keywords: Set<String> = []
    /// The most lines of one reply.
    private static let mostLines = 200

    init(over link: any Link, limit: Duration) {
        self.link = link
        self.limit = limit
    }

    /// Reads the greeting, and says EHLO; HELO where that is not known.
    mutating func begin() async throws(Failure) {
        try await expect(2, "connect")
        do throws(Failure) {
            let reply = try await say("EHLO localhost", 2)
            keywords = Set(reply.dropFirst().compactMap { $0.split(separator: " ").first?.uppercased() })
        } catch {
            guard case .refused = error else { throw error }
            try await say("HELO localhost", 2)
        }
    }

    /// Sends a message.
    mutating func send(_ message: [UInt8], to recipient: String) async throws(Failure) {
        try await say("MAIL FROM:<popscope@localhost>" + (try parameters(message)), 2)
        try await say("RCPT TO:<\(recipient)>", 2)
        try await say("DATA", 3)
        let stuffed = DotStuffing.stuff(message)
        let end: [UInt8] = stuffed.last == 0x0A || stuffed.isEmpty ? [] : [0x0D, 0x0A]
        try await write(stuffed + end + Line(".").octets)
        try await expect(2, "DATA")
    }

    /// Forgets a message that was refused half way.
    mutating func reset() async throws(Failure) { try await say("RSET", 2) }

    mutating func leave() async throws(Failure) { try await say("QUIT", 2) }

    // RFC 6152: BODY=8BITMIME; RFC 6531 section 3.4: SMTPUTF8 for UTF-8 in the header
    private func parameters(_ message: [UInt8]) throws(Failure) -> String {
        guard message.contains(where: { $0 > 0x7F }) else { return "" }
        guard keywords.contains("8BITMIME") else { throw .missing("8BITMIME") }
        let header = message.prefix(message.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound ?? message.count)
        guard header.contains(where: { $0 > 0x7F }) else { return " BODY=8BITMIME" }
        guard keywords.contains("SMTPUTF8") else { throw .missing("SMTPUTF8") }
        return " BODY=8BITMIME SMTPUTF8"
    }

    @discardableResult
    private mutating func say(_ command: String, _ digit: Int) async throws(Failure) -> [String] {
        try await write(Line(command).octets)
        return try await expect(digit, String(command.prefix { $0 != " " }))
    }

    private func write(_ octets: [UInt8]) async throws(Failure) {
        do {
            try await link.send(octets)
        } catch {
            throw .link(error)
        }
    }

    /// The texts of a reply whose code begins with this digit.
    @discardableResult
    private mutating func expect(_ digit: Int, _ command: String) async throws(Failure) -> [String] {
        var texts: [String] = []
        while texts.count < Self.mostLines {
            let line = try await line()
            // Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
            let code = line.bytes.prefix(3)
            let mark = line.bytes.dropFirst(3).first
            guard code.count == 3, code.allSatisfy({ (0x30...0x39).contains($0) }),
                mark == nil || mark == UInt8(ascii: " ") || mark == UInt8(ascii: "-")
            else { throw .malformed(line.text) }
            texts.append(String(decoding: line.bytes.dropFirst(4), as: UTF8.self))
            if mark == UInt8(ascii: "-") { continue }
            guard code.first == UInt8(ascii: "0") + UInt8(digit) else {
                throw .refused(command: command, reply: line.text)
            }
            return texts
        }
        throw .malformed(texts.last ?? "")
    }

    private mutating func line() async throws(Failure) -> Line {
        while lines.isEmpty {
            do throws(LinkError) {
                guard let octets = try await link.receive(within: limit) else { throw .lost("the server has closed") }
                lines += splitter.append(octets)
            } catch {
                throw .link(error)
            }
        }
        return lines.removeFirst()
    }
}

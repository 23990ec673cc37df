/// Reads what `openssl s_client` showed, best as `script` saw it: the session stands between its own messages.
///
/// `script` keeps what the terminal got: two CR at the end of a server's line, one at the end of what was typed. Where they
/// are lost it is read as a paste. Of openssl's own messages only those are kept that say how the connection was made: the
/// rest are certificates and the keys of the session, which are secrets.
struct OpenSSLReader: LogReader {
    let keepsOctets = false

    static func isSign(_ line: LogLine) -> Bool { OpenSSLMessage(line.text)?.isOfHandshake == true }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        for run in OpenSSLRun.runs(in: lines) {
            log.connected()
            for note in run.notes { log.note(note) }
            if let words = run.agreed { log.secured(words) }
            if run.lacksClient {
                Self.readServer(run.lines, into: &log)
            } else if run.isOfTerminal {
                Self.read(run.lines, into: &log)
            } else {
                PasteReader.read(run.lines.map { LogText.shown($0.text) }, into: &log)
            }
        }
    }

    private static func read(_ lines: [LogLine], into log: inout ImportedSession) {
        for (index, line) in lines.enumerated() {
            let next = index + 1 < lines.count ? OpenSSLMessage(lines[index + 1].text) : nil
            let text = LogText.shown(line.text)
            if line.returns > 1 {
                log.sent(.server, line.text)
            } else if let message = OpenSSLMessage(line.text) {
                log.note(text)
                if message == .done { log.closed(by: .client) }
                if message == .closed { log.closed(by: .server) }
            } else if next == .answerToKey || next == .done {
                // R, K and Q at the head of a line are for openssl; the server never sees the line.
                log.note(text)
            } else if !text.isEmpty {
                readTyped(text, into: &log)
            }
        }
    }

    /// Without what the client said nobody can tell what the server answered: only the greeting needs no question.
    private static func readServer(_ lines: [LogLine], into log: inout ImportedSession) {
        var isGreeted = false
        for line in lines {
            let text = LogText.shown(line.text)
            if !isGreeted, PastedStatus(text) != nil {
                isGreeted = true
                log.sent(.server, text)
                log.remark("no line of the client is in this log: what the server said is not judged")
            } else {
                log.note(text)
            }
        }
    }

    /// With `-starttls` openssl shows the beginning of the greeting without an end of line: what is typed stands behind it.
    private static func readTyped(_ text: ArraySlice<UInt8>, into log: inout ImportedSession) {
        guard !log.session.isGreeted, PastedStatus(text) != nil else { return log.sent(.client, text) }
        let command = text.indices.prefix(512).first { PastedCommand(text[$0...]) != nil }
        log.note(text[..<(command ?? text.endIndex)])
        if let command { log.sent(.client, text[command...]) }
    }
}

/// One run of `openssl s_client` in a log.
struct OpenSSLRun {
    /// What it said of the connection.
    private(set) var notes: [ArraySlice<UInt8>] = []
    /// The version of TLS and the cipher; `nil` when it said nothing of them.
    private(set) var agreed: String?
    /// What is left: the session, and the shell's lines.
    private(set) var lines: [LogLine] = []

    /// Whether the ends of lines are those that the terminal got.
    var isOfTerminal: Bool { lines.contains { $0.returns > 1 && PastedStatus($0.text) != nil } }

    /// Whether the server said more than a greeting, and the client nothing: its lines came from a file or a pipe, which
    /// openssl does not show.
    var lacksClient: Bool {
        let session = lines.drop { PastedStatus($0.text) == nil }
        return session.count { PastedStatus($0.text) != nil } > 1 && !session.contains(where: isOfClient)
    }

    /// Whether somebody may have typed a line: at a terminal any that is not openssl's, elsewhere a command.
    private func isOfClient(_ line: LogLine) -> Bool {
        guard isOfTerminal else { return PastedCommand(line.text.trimmed) != nil }
        return line.returns < 2 && !line.isBlank && OpenSSLMessage(line.text) == nil
    }

    /// What the line that is read now belongs to.
    private enum Place {
        case session
        /// Between the words on the connection and the first line of the session.
        case head
        /// At the end of the head: the next rule of dashes ends it.
        case endOfHead
        /// In a session ticket.
        case ticket
    }

    static func runs(in lines: LogLines) -> [OpenSSLRun] {
        var runs = [OpenSSLRun()]
        var place = Place.session
        for line in lines {
            if line.text.behind("CONNECTED(") != nil, !runs[runs.count - 1].isUnused { runs.append(OpenSSLRun()) }
            runs[runs.count - 1].take(line, &place)
        }
        return runs
    }

    private var isUnused: Bool { agreed == nil && !lines.contains { PastedStatus($0.text) != nil } }

    private mutating func take(_ line: LogLine, _ place: inout Place) {
        let message = OpenSSLMessage(line.text)
        switch place {
        case .head, .endOfHead, .ticket:
            // What the server sends is none of openssl's messages.
            if line.returns > 1 || PastedStatus(line.text) != nil {
                place = .session
                lines.append(line)
                return
            }
            if place != .ticket { tell(message, line) }
            if message == .verified, place == .head { place = .endOfHead }
            if message == .rule, place != .head { place = .session }
        case .session:
            guard let message, !message.isOfSession else { return lines.append(line) }
            tell(message, line)
            if message == .connected { place = .head }
            if message == .ticket { place = .ticket }
        }
    }

    private mutating func tell(_ message: OpenSSLMessage?, _ line: LogLine) {
        switch message {
        case .agreed(let words):
            agreed = words
            notes.append(line.text)
        case .connected, .certificate, .verified:
            agreed = agreed ?? ""
            notes.append(line.text)
        case .failed: notes.append(line.text)
        case .rule, .ticket, .progress, .script, .answerToKey, .done, .closed, nil: break
        }
    }
}

/// What `openssl s_client` says for itself, as far as a log of the session needs to know it.
enum OpenSSLMessage: Hashable {
    case connected
    /// What was agreed on: the version and the cipher.
    case agreed(String)
    case certificate
    /// The last word of the handshake.
    case verified
    /// `---`.
    case rule
    case ticket
    /// That a record was waited for.
    case progress
    /// The answer to a key that is openssl's own: R or K at the head of a line.
    case answerToKey
    /// The end, by Q at the head of a line or because there is nothing more to send.
    case done
    /// The end, by the server.
    case closed
    case failed
    /// What `script` writes at both ends of its file.
    case script

    /// Whether no other program says such a thing.
    var isOfHandshake: Bool {
        switch self {
        case .connected, .agreed, .certificate: true
        case .verified, .rule, .ticket, .progress, .answerToKey, .done, .closed, .failed, .script: false
        }
    }

    /// Whether it stands among the lines of the session.
    var isOfSession: Bool {
        switch self {
        case .answerToKey, .done, .closed: true
        case .connected, .agreed, .certificate, .verified, .rule, .ticket, .progress, .failed, .script: false
        }
    }

    // swift-format-ignore
    private static let beginnings: [(words: String, message: OpenSSLMessage)] = [
        ("CONNECTED(",                     .connected),
        ("depth=",                         .certificate),
        ("verify error:",                  .certificate),
        ("verify return:",                 .certificate),
        ("Can't use SSL_get_servername",   .certificate),
        ("Verify return code:",            .verified),
        ("Post-Handshake New Session Ticket arrived:", .ticket),
        ("read R BLOCK",                   .progress),
        ("Script started on ",             .script),
        ("Script done on ",                .script),
    ]

    init?(_ line: ArraySlice<UInt8>) {
        let text = line.trimmed
        if let words = Self.agreed(text) {
            self = .agreed(words)
        } else if let row = Self.beginnings.first(where: { text.behind($0.words) != nil }) {
            self = row.message
        } else if text.elementsEqual("---".utf8) {
            self = .rule
        } else if text.elementsEqual("RENEGOTIATING".utf8) || text.elementsEqual("KEYUPDATE".utf8) {
            self = .answerToKey
        } else if text.elementsEqual("DONE".utf8) {
            self = .done
        } else if text.elementsEqual("closed".utf8) || text.behind("read:errno=") != nil {
            self = .closed
        } else if text.prefix(40).firstRange(of: ":error:".utf8) != nil {
            self = .failed
        } else {
            return nil
        }
    }

    // "New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384"
    private static func agreed(_ text: ArraySlice<UInt8>) -> String? {
        guard let rest = text.behind("New, "), let cipher = rest.firstRange(of: ", Cipher is ".utf8) else { return nil }
        return [rest[..<cipher.lowerBound], rest[cipher.upperBound...]].map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: " ")
    }
}

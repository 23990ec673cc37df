extension LogKind {
    /// The kind of a log, by the first line that is typical of one; `nil` when none of the first 256 KiB is.
    ///
    /// Any octets may come: what is no text at all has no kind.
    public static func detect(_ octets: [UInt8]) -> LogKind? {
        guard let text = try? LogText.text(of: octets) else { return nil }
        return detect(inText: text)
    }

    static func detect(inText text: [UInt8]) -> LogKind? {
        if text.starts(with: "#!pop3-transcript".utf8) { return .transcript }
        for line in LogLines(Array(text.prefix(LogText.window))) where !line.isBlank {
            if let kind = order.first(where: { $0.reader?.isSign(line) == true }) { return kind }
        }
        return nil
    }

    /// The most special first: what is typical of a paste may stand in any log.
    private static let order: [LogKind] = [.curlTrace, .fetchmail, .poplib, .openssl, .rawlog, .curl, .marked, .paste]

    /// What reads logs of this kind; `nil` for transcripts, which are none.
    var reader: (any LogReader.Type)? {
        switch self {
        case .transcript: nil
        case .paste: PasteReader.self
        case .marked: MarkedReader.self
        case .curl: CurlReader.self
        case .curlTrace: CurlTraceReader.self
        case .fetchmail: FetchmailReader.self
        case .poplib: PoplibReader.self
        case .openssl: OpenSSLReader.self
        case .rawlog: RawlogReader.self
        }
    }
}

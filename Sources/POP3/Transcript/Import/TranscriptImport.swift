/// Makes transcripts of the logs that other programs and people write of a session.
///
/// Any octets give a transcript or an ``ImportError``, in a time that grows with their number and no faster. Secrets are
/// replaced as in a recording. What is no part of the session is kept in notes, but for what has no meaning without the
/// octets it speaks of: curl's counts of encrypted data, the certificates and session keys that openssl prints.
public enum TranscriptImport {
    /// The transcript of a log.
    ///
    /// - Parameters:
    ///   - octets: the file. A byte order mark and UTF-16 are understood.
    ///   - kind: how to read it; `nil` to tell by what stands in it.
    /// - Returns: the transcript, with `@fidelity text` unless the log holds the octets of the wire. Where the log holds no
    ///   bodies, `* note body not in this log` stands before `S% n`, or before `S* ...` when the size is not known. Several
    ///   sessions become the connections 1, 2, 3.
    public static func transcript(
        from octets: [UInt8], kind: LogKind? = nil
    ) throws(ImportError) -> Transcript {
        let text = try LogText.text(of: octets)
        guard let kind = kind ?? LogKind.detect(inText: text) else { throw .unknown(found: firstLine(of: text)) }
        guard let reader = kind.reader else { return try transcript(ofTranscript: octets) }
        return try read(text, reader, kind)
    }

    /// The transcript of Dovecot's rawlogs of one session: the `.in` and `.out` of the login, if there are any, then those
    /// of the rest.
    ///
    /// The two directions are joined by the grammar: each reply follows its command.
    ///
    /// - Parameter files: the files, in any order of `.in` and `.out`; which side spoke is told from what stands in them.
    public static func transcript(fromRawlogs files: [[UInt8]]) throws(ImportError) -> Transcript {
        var join = RawlogJoin()
        for file in files {
            // A side that said nothing has an empty file.
            guard !file.isEmpty else { continue }
            join.add(LogLines(try LogText.text(of: file)))
        }
        var log = ImportedSession()
        join.read(into: &log)
        return try transcript(of: log, keepsOctets: true, .rawlog)
    }

    private static func transcript(ofTranscript octets: [UInt8]) throws(ImportError) -> Transcript {
        do {
            return try Transcript(octets)
        } catch {
            throw .transcript(error)
        }
    }

    private static func read(
        _ text: [UInt8], _ type: any LogReader.Type, _ kind: LogKind
    ) throws(ImportError) -> Transcript {
        var reader = type.init()
        var log = ImportedSession()
        reader.read(LogLines(text), into: &log)
        return try transcript(of: log, keepsOctets: reader.keepsOctets, kind)
    }

    private static func transcript(
        of log: ImportedSession, keepsOctets: Bool, _ kind: LogKind
    ) throws(ImportError) -> Transcript {
        var log = log
        let entries = log.finish()
        guard log.isBegun else { throw .noSession(kind) }
        return Transcript((keepsOctets ? [] : [.header(key: "fidelity", value: "text")]) + entries)
    }

    /// The first line that says something, printable, at most 60 characters, and without a secret.
    private static func firstLine(of text: [UInt8]) -> String {
        let found = LogLines(Array(text.prefix(LogText.window))).first { !$0.isBlank }?.text.trimmed ?? []
        let line = Line(bytes: Array(found.prefix(1_024)))
        guard !TypedSecret.isBare(line) else { return Command.mask }
        let text = Command(line).redacted().line.text.unicodeScalars.prefix(60)
        return String(String.UnicodeScalarView(text.map { isPrintable($0) ? $0 : "\u{FFFD}" }))
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

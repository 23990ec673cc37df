import POP3

@testable import Console

/// A transcript that is explained, and what came of it.
struct ExplanationRun {
    let text: String
    let hasError: Bool
    let hasFinding: Bool

    /// - Parameter lines: the lines of the transcript behind the first.
    init(
        _ format: Explanation.Format = .text, _ lines: String, anonymizes: Bool = false,
        _ change: (inout Settings) -> Void = { _ in }
    ) throws {
        var settings = Settings()
        settings.prepareForBatch()
        change(&settings)
        var explanation = Explanation(format, settings: settings, anonymizes: anonymizes)
        explanation.begin("mail.pop3")
        var octets: [UInt8] = []
        for entry in try Transcript(Array("#!pop3-transcript 1\n\(lines)\n".utf8)).entries {
            octets += explanation.explain(entry)
        }
        octets += explanation.end()
        octets += explanation.finish()
        text = String(decoding: octets, as: UTF8.self)
        (hasError, hasFinding) = (explanation.hasError, explanation.hasFinding)
    }

    /// The lines of the text.
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// A session of which everything is shown: a login, a list, a message, and the end.
    static let session = """
        @title Fetch one message
        * connect
        S: +OK POP3 ready ${apop.stamp}
        C: USER bob
        S: +OK
        C: PASS ${secret:bob}
        S: +OK maildrop has 1 message
        C: LIST
        S: +OK
        S: 1 21
        S: .
        C: RETR 1
        S: +OK 21 octets
        S: Subject: x
        S:
        S: Hello
        S: .
        C: QUIT
        S: +OK bye
        * close server
        """
}

public import Handbook
public import POP3

/// A finding as a transcript: the shortest conversation that shows it, with the reply that would be right.
///
/// Played against a server it differs from what a wrong one says, and not from what a right one says. What cannot be shown so
/// holds the exchange as comments.
public struct FindingScript: Hashable, Sendable {
    /// The requirement.
    public let requirement: RequirementID
    /// The file.
    public let transcript: Transcript
    /// Why playing it would not show the finding; `nil` where it does.
    public let obstacle: Obstacle?

    /// Why a finding cannot be played.
    public enum Obstacle: Hashable, Sendable {
        /// No single connection shows it: it took several, or TLS, or a clock.
        case severalConnections
        /// A secret that was not the right one stands in it, and is not stored.
        case wrongSecret
        /// What is wrong is not in a reply that could be compared: something before it, or what did not come.
        case notInOneReply
    }

    /// The file name of a finding, without a folder: `rfc1939-7-top-zero.pop3`.
    public var fileName: String { requirement.name + ".pop3" }

    /// The script of what was found about a requirement; `nil` where nothing was found to be wrong.
    ///
    /// - Parameters:
    ///   - language: that of the comments.
    ///   - redaction: the secrets that a server may have said: none stands in the file.
    public init?(_ result: Report.Result, in language: Language, hiding redaction: Redaction = Redaction()) {
        guard result.outcome == .fail || result.outcome == .warn else { return nil }
        let judgements = result.judgements.filter { $0.outcome == result.outcome }
        let played = judgements.map { judgement in (judgement, FindingReplay(judgement)) }
        let shown = played.first { $0.1.obstacle == nil }
        guard let (judgement, replay) = shown ?? played.first else { return nil }
        requirement = result.requirement.id
        obstacle = replay.obstacle
        let words = FindingWords(result.requirement, judgement, language, redaction)
        let events = replay.obstacle.map { words.told($0) } ?? replay.events.map { .event($0, connection: 1) }
        transcript = Transcript(words.head + events)
    }
}

extension FindingScript.Obstacle {
    /// The obstacle in one sentence.
    public var text: Localized {
        switch self {
        case .severalConnections:
            Localized(
                en: "No single connection shows this, so it cannot be played.", ja: "1 つの接続では示せないため、再生できません。")
        case .wrongSecret:
            Localized(
                en: "A secret stands in it that is not stored, so it cannot be played.",
                ja: "保存されない秘密が含まれるため、再生できません。")
        case .notInOneReply:
            Localized(
                en: "No reply by itself shows this, so it cannot be played.", ja: "1 つの応答だけでは示せないため、再生できません。")
        }
    }
}

/// The comments of the file of a finding.
private struct FindingWords {
    private let requirement: Requirement
    private let judgement: Judgement
    private let language: Language
    private let redaction: Redaction

    init(_ requirement: Requirement, _ judgement: Judgement, _ language: Language, _ redaction: Redaction) {
        self.requirement = requirement
        self.judgement = judgement
        self.language = language
        self.redaction = redaction
    }

    /// The header, with what was seen.
    var head: [TranscriptEntry] {
        let source = "\(requirement.source.document) \(requirement.source.section)"
        let reason = judgement.reason.map { [comment($0[language])] } ?? []
        return [
            .header(key: "title", value: "\(judgement.outcome.rawValue): \(requirement.statement[language])"),
            .header(key: "requirement", value: requirement.id.name),
            comment("\(source), \(requirement.level.rawValue), \(requirement.impact.rawValue)"),
        ] + reason + expected + [.blank]
    }

    private var expected: [TranscriptEntry] {
        guard !judgement.expected.isEmpty else { return [] }
        let lead = Localized(en: "Right would be: ", ja: "正しい応答: ")[language]
        let or = Localized(en: " or ", ja: " または ")[language]
        return [comment(lead + judgement.expected.joined(separator: or))]
    }

    /// The exchange as comments, and why it is no more than that.
    func told(_ obstacle: FindingScript.Obstacle) -> [TranscriptEntry] {
        let lines = judgement.exchange.flatMap(\.lines).map { side, octets, omitted -> TranscriptEntry in
            if omitted > 0 { return comment("S: ... (\(omitted))") }
            let mark = side.map { $0 == .client ? "C: " : "S: " } ?? "* "
            return comment(octets: Array(mark.utf8) + octets)
        }
        return [comment(obstacle.text[language])] + lines
    }

    private func comment(_ text: String) -> TranscriptEntry { comment(octets: Array(text.utf8)) }

    /// Octets that are no visible text stand as `\xHH`.
    private func comment(octets: [UInt8]) -> TranscriptEntry {
        let shown = redaction.redact(Line(bytes: octets)).bytes
        guard let text = String(validating: shown, as: UTF8.self), !shown.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { return .comment(" " + shown.map(Self.visible).joined()) }
        return .comment(" " + text)
    }

    private static func visible(_ octet: UInt8) -> String {
        if (0x20...0x7E).contains(octet) { return String(UnicodeScalar(octet)) }
        let digits = String(octet, radix: 16)
        return "\\x" + (digits.count < 2 ? "0" : "") + digits
    }
}

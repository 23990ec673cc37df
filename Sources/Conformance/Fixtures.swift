public import Handbook
public import POP3

/// A message that puts something of a server to the test which ordinary mail does not.
public struct Fixture: Hashable, Sendable {
    /// The kinds of messages, in the order in which they are told.
    public enum Kind: String, CaseIterable, Sendable {
        /// Lines that begin with ".".
        case dotLines = "dot-lines"
        /// The same, larger than the buffers of servers.
        case largeDotLines = "large-dot-lines"
        /// Octets above 127 in the body.
        case eightBit = "eight-bit"
        /// UTF-8 in the header.
        case utf8Header = "utf8-header"
        /// A last line without an end.
        case noTrailingCRLF = "no-trailing-crlf"
        /// Nothing behind the header.
        case emptyBody = "empty-body"
        /// More than 64 KiB.
        case large
        /// Lines of more than 998 octets.
        case longLines = "long-lines"
        /// Several Received fields.
        case received
    }

    /// What it is.
    public let kind: Kind

    /// A message of a kind.
    public init(_ kind: Kind) {
        self.kind = kind
    }

    /// Every message.
    public static let all = Kind.allCases.map(Fixture.init)

    /// The name of its file.
    public var fileName: String { kind.rawValue + ".eml" }

    /// The requirements of a server that it puts to the test; those that any mail would are not among them.
    public var requirements: [RequirementID] {
        Requirements.all.filter { row in
            guard row.party != .client else { return false }
            let isNamed = row.fixtures.contains { $0.rawValue == kind.rawValue }
            return isNamed || Self.content[kind]?.contains(row.id) == true
        }.map(\.id)
    }

    /// The rows that say nothing of a fixture and that such a message puts to the test all the same.
    static let content: [Kind: Set<RequirementID>] = [
        .eightBit: ["rfc2449-3-multiline-content-octets", "rfc6856-2.1-list-size-matches"],
        .emptyBody: ["rfc1939-7-top-zero", "rfc1939-7-top-more-than-body"],
        .large: ["rfc1939-5-list-exact-size"],
        .longLines: ["rfc1939-5-list-exact-size"],
        .received: ["rfc1939-7-top-exact-body"],
    ]
}

extension Fixture.Kind {
    /// What it is, in a few words.
    public var words: Localized {
        switch self {
        case .dotLines: Localized(en: "lines that begin with \".\"", ja: "\".\" で始まる行")
        case .largeDotLines: Localized(en: "lines that begin with \".\", 16 KiB and more", ja: "\".\" で始まる行、16 KiB 以上")
        case .eightBit: Localized(en: "octets above 127 in the body", ja: "本文に 8 ビットのオクテット")
        case .utf8Header: Localized(en: "UTF-8 in the header", ja: "ヘッダーに UTF-8")
        case .noTrailingCRLF: Localized(en: "a last line without an end", ja: "最後の行に改行なし")
        case .emptyBody: Localized(en: "a header and no body", ja: "ヘッダーだけで本文なし")
        case .large: Localized(en: "more than 64 KiB", ja: "64 KiB 超")
        case .longLines: Localized(en: "lines of more than 998 octets", ja: "998 オクテットを超える行")
        case .received: Localized(en: "several Received fields", ja: "複数の Received")
        }
    }
}

extension Fixture {
    /// The message, every line ended by CRLF but where its kind says otherwise; the same each time.
    public var octets: [UInt8] {
        let lines = header + [""] + body
        let text = lines.map { $0 + "\r\n" }.joined()
        return Array((kind == .noTrailingCRLF ? String(text.dropLast()) : text).utf8)
    }

    private var header: [String] {
        let received = kind == .received ? (1...4).map(Self.trace) : []
        let fields = [
            "From: popscope <popscope@popscope.invalid>", "To: test@popscope.invalid",
            "Subject: popscope fixture: \(subject)", "Date: Sun, 22 Nov 2026 09:30:00 +0000",
            "Message-ID: <\(kind.rawValue)@popscope.invalid>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        ]
        let encoding = [.eightBit, .utf8Header].contains(kind) ? "8bit" : "7bit"
        return received + fields + ["Content-Transfer-Encoding: \(encoding)"]
    }

    private var subject: String {
        kind == .utf8Header ? "\(kind.words.en) (\u{65E5}\u{672C}\u{8A9E}, caf\u{E9})" : kind.words.en
    }

    private static func trace(_ hop: Int) -> String {
        "Received: from relay\(hop + 1).popscope.invalid by relay\(hop).popscope.invalid with ESMTP id hop\(hop);"
            + "\r\n Sun, 22 Nov 2026 09:30:0\(5 - hop) +0000"
    }

    private var body: [String] {
        switch kind {
        case .dotLines: [".", "..", ".one dot", "..two dots", "no dot", ". a blank behind it", "the end"]
        case .largeDotLines: (1...2_000).map { ".\($0) a line that begins with a dot" }
        case .eightBit: ["caf\u{E9}", "\u{65E5}\u{672C}\u{8A9E}\u{306E}\u{672C}\u{6587}", "the end"]
        case .utf8Header: ["The Subject holds UTF-8 as it is."]
        case .noTrailingCRLF: ["The last line has no end.", "the end"]
        case .emptyBody: []
        case .large: (1...2_000).map { "\($0) a line of a message of more than 64 KiB" }
        case .longLines:
            [String(repeating: "x", count: 999), String(repeating: "y", count: 4_000), "the end"]
        case .received: ["Four servers have passed this message on."]
        }
    }
}

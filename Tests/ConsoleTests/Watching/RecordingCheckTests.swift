import Conformance
import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("What recordings show of a server and of a client")
struct RecordingCheckTests {
    // swift-format-ignore
    /// What each shipped recording shows of its server; those that are not named show nothing.
    private static let servers: [String: [String]] = [
        "clear-text-behind-stls": ["fail rfc2595-4-stls-ok-then-handshake"],
        "codes-out-of-place": ["fail rfc2449-8.1.2-in-use-code", "info rfc2449-9-unregistered-resp-code", "warn rfc3206-5-auth-code-not-on-user"],
        "echo-without-status": ["fail rfc1939-3-status-only-ok-err"],
        "empty-mailbox-refused": ["fail rfc1939-5-list-empty"],
        "everything-is-fine": ["fail rfc1939-3-err-wrong-state-authorization", "fail rfc1939-3-keyword-length-rejected", "fail rfc1939-5-dele-unknown-err"],
        "greeting-that-refuses": ["warn rfc1939-4-greeting-positive"],
        "greeting-without-status": ["fail rfc1939-3-status-only-ok-err", "fail rfc1939-4-greeting-positive"],
        "last-words": ["warn rfc1939-3-autologout-silent-close"],
        "line-feeds-only": ["fail rfc1939-3-multiline-lines-crlf", "fail rfc1939-3-multiline-terminator", "fail rfc1939-3-response-crlf"],
        "list-without-sizes": ["fail rfc1939-5-list-multi-form", "warn rfc1939-5-list-no-extra"],
        "lone-dot-in-the-mail": ["fail rfc1939-5-list-exact-size", "fail rfc1939-5-one-response-per-command"],
        "missing-terminator": ["fail rfc1939-3-multiline-terminator"],
        "numbers-move-up": ["fail rfc1939-4-numbers-stable-in-session", "fail rfc1939-4-sizes-fixed-at-open"],
        "plus-alone": ["fail rfc5034-4-empty-challenge-form", "warn rfc5034-3-sasl-arg-list"],
        "recorded-dovecot": ["fail rfc2449-5-capa-announced-both"],
        "recorded-mailutils": ["fail rfc1939-5-dele-twice-err", "fail rfc1939-5-list-single-equals-multi", "fail rfc1939-7-top-multiline", "warn rfc2595-4-stls-not-in-transaction-capa"],
        "size-of-the-file": ["fail rfc1939-5-list-exact-size"],
        "small-letters": ["fail rfc1939-3-status-upper-case", "fail rfc1939-7-uidl-no-trailing-info", "fail rfc2449-3-status-sp-text"],
        "stat-that-lies": ["fail rfc1939-5-stat-count-equals-list", "warn rfc1939-5-stat-size-is-sum"],
        "unique-ids-twice": ["warn rfc1939-7-uidl-unique"],
        "unstuffed-dot": ["fail rfc1939-3-byte-stuffing"],
    ]

    // swift-format-ignore
    /// The same of its client.
    private static let clients: [String: [String]] = [
        "dropped-session": ["warn rfc1939-6-client-quit-commits"],
        "echo-without-status": ["fail rfc2449-3-command-grammar", "fail rfc2449-4-client-255"],
        "empty-mailbox": ["fail rfc1939-5-client-number-gaps"],
        "everything-is-fine": ["fail rfc1939-3-client-right-state", "fail rfc1939-3-keyword-3-or-4-chars", "fail rfc1939-5-client-number-gaps", "fail rfc2449-3-command-grammar"],
        "recorded-mailutils": ["fail rfc1939-5-client-number-gaps"],
        "recorded-popa3d": ["fail rfc1939-5-client-number-gaps"],
        "tutorial-out-of-translation": ["fail rfc1939-5-client-number-gaps"],
    ]

    @Test(arguments: ShippedTranscript.all)
    func `each shipped recording shows of its server what its comment says`(file: ShippedTranscript) throws {
        #expect(try found(in: file, .server) == Self.servers[file.name] ?? [])
    }

    @Test(arguments: ShippedTranscript.all)
    func `each shipped recording shows of its client what its comment says`(file: ShippedTranscript) throws {
        #expect(try found(in: file, .client) == Self.clients[file.name] ?? [])
    }

    @Test(arguments: ShippedTranscript.all)
    func `what a recording says that it breaks is found`(file: ShippedTranscript) throws {
        let report = try report(on: file, .server)
        let named = file.lines.compactMap { line in
            line.hasPrefix("@requirement ") ? RequirementID(String(line.dropFirst("@requirement ".count))) : nil
        }
        let found = report.results.filter { $0.outcome <= .warn || $0.outcome == .info }.map(\.requirement.id)
        #expect(Set(named).subtracting(found).map(\.name) == [])
    }

    private func report(on file: ShippedTranscript, _ party: Session.Side) throws -> Report {
        var check = RecordingCheck(judging: party)
        check.begin(file.name, file: ShippedTranscript.file)
        for entry in try file.transcript().entries { check.take(entry) }
        check.end()
        return check.testimony.report(file.name, started: 0, duration: .zero, Testimony.Scope())
    }

    private func found(in file: ShippedTranscript, _ party: Session.Side) throws -> [String] {
        try report(on: file, party).results.filter { [.fail, .warn, .info].contains($0.outcome) }
            .map { "\($0.outcome.rawValue) \($0.requirement.id)" }.sorted()
    }
}

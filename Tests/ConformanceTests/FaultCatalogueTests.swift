import Authentication
import Foundation
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("The catalogue of faults")
struct FaultCatalogueTests {
    @Test func `a fault breaks rows of the catalogue that bind a server, and says so`() {
        for fault in Fault.catalogue {
            #expect(!fault.requirements.isEmpty, "\(fault)")
            for requirement in fault.requirements {
                #expect(Requirements[requirement].map { $0.party != .client } == true, "\(fault): \(requirement)")
            }
        }
    }
}

@Suite("The validator, put to the test", .timeLimit(.minutes(30)))
struct ValidatorTests {
    /// Every fortieth fault; all of them with `POPSCOPE_FAULTS=all`, which takes some ten minutes.
    private static let chosen = Fault.catalogue.enumerated().filter { index, _ in
        index % 40 == 7 || ProcessInfo.processInfo.environment["POPSCOPE_FAULTS"] == "all"
    }.map(\.element)

    /// Faults that are reported in a row too many or too few, and what is known of it.
    private static let inexact: [String: Comment] = [
        "autologout": "the timer that commands set back is judged as well",
        "autologout-speaks": "the last word is taken for a reply",
        "autologout-updates": "who was not seen to be logged out is not known to have lost mail by it",
        "dele-at-once": "what is gone at once is taken for mail that was fetched and dropped",
        "keyword-abbreviated": "what an abbreviation was taken for may have an answer of several lines",
        "list-empty-without-dot": "the end that is put in its place hides that the list had none",
        "list-from-zero": "with other numbers no size is compared",
        "list-misses-last": "the unique-ids are held against numbers that the list has not",
        "list-single-other-size": "sizes are compared with the whole list alone",
        "lock-missing": "what the second session deletes is gone for the first",
        "message-changes-between-sessions": "a message that is another one counts as removed",
        "noop-refused": "the timer is set back by NOOP alone",
        "number-behind-last": "LIST and UIDL answer for another number than the one asked for",
        "quit-removes-fetched": "the checks that delete never fetch what they keep",
        "quit-removes-next": "what was removed beside is not told from what should have been",
        "retr-marks": "RETR in front of DELE makes DELE fail",
        "stuffs-first-dot-only": "a message that a lone dot cuts is taken for one of another size",
        "timestamp-repeated": "APOP is replayed on a timestamp that is another one by then",
        "top-counts-header": "the message of an empty body has no blank line to be found",
        "uidl-misses-last": "the unique-ids are held against a list that is longer",
        "uidl-not-ascii": "the first line of UIDL with a number has the octet as well",
        "uidl-shared": "a unique-id that two messages have is gone with one of them",
        "top-marks": "the checks that delete never look at what they keep",
    ]

    @Test(arguments: chosen)
    func `a fault is reported in the rows it names, and in no other`(fault: Fault) async throws {
        guard let known = Self.inexact[fault.name] else { return try await judge(fault) }
        await withKnownIssue(known, isIntermittent: true) { try await judge(fault) }
    }

    private func judge(_ fault: Fault) async throws {
        let report = try await MemoryRun.faulty([fault])
        let expected = Set(fault.requirements).subtracting(Unjudged.reasons.keys).subtracting(Self.unseen(fault))
        let found = report.results.filter { result in
            switch result.outcome {
            case .fail, .warn: true
            case .info: result.requirement.onViolation == .info && expected.contains(result.requirement.id)
            case .error, .pass, .skip: false
            }
        }
        let extra = found.filter { !expected.contains($0.requirement.id) }.map { result in
            "\(result.requirement.id): \(result.judgements[0].check): \(result.judgements[0].reason?.en ?? "")"
        }
        #expect(extra == [])
        #expect(expected.subtracting(found.map(\.requirement.id)) == [])
    }

    /// Rows that a fault breaks and nobody sees who has not delivered the mail himself.
    private static func unseen(_ fault: Fault) -> [RequirementID] {
        switch fault.name {
        case "message-nul", "message-7-bit": fault.requirements
        default: []
        }
    }

    @Test func `nothing is reported of the same server without a fault`() async throws {
        let report = try await MemoryRun.faulty([])
        let found = report.results.filter { $0.outcome <= .warn }.map {
            "\($0.requirement.id): \($0.judgements[0].check): \($0.judgements[0].reason?.en ?? "")"
        }
        #expect(found == [])
        #expect(report.refusal == nil)
    }
}

extension MemoryRun {
    /// As little mail as shows every fault: lines with dots at both ends, 8-bit text, and a message that is larger than buffers.
    static let briefMail: [[UInt8]] = [
        Array("From: a@example.org\r\nSubject: dots\r\n\r\none\r\n.two\r\n..\r\nthree.\r\nfour\r\n".utf8),
        Array("Subject: plain\r\n\r\nline 1\r\nline 2\r\nline 3\r\n".utf8),
        Array("Subject: =?UTF-8?B?44GC?=\r\n\r\n\u{3042}\r\n".utf8),
        Array("Subject: empty\r\n\r\n".utf8),
        Array("Subject: large\r\n\r\n".utf8)
            + (0..<36).flatMap { Array(".\($0) \(String(repeating: "and so on ", count: 48))\r\n".utf8) },
        Array("Subject: plain\r\n\r\nline 1\r\nline 2\r\nline 3\r\n".utf8),
    ]

    /// Every check; those that look at the clock themselves do not wait long.
    private static let quickChecks: [Check] = {
        let slow = Checklist.slow(SlowTimes(lock: .milliseconds(40)))
        return Checklist.all.map { check in slow.first { $0.name == check.name } ?? check }
    }()

    /// Inspects the built-in server with mistakes, with everything allowed, in time that does not pass.
    static func faulty(_ faults: [Fault]) async throws -> Report {
        let store = MailStore([
            Account("alice", password: "wonderland", mail: briefMail),
            Account("bob", password: "builder", mail: Array(briefMail.prefix(2))),
        ])
        var options = Inspection.Options { Nonce((0..<15).map { _ in .random(in: .min ... .max) }) }
        options.account = try Credentials(user: "alice", secret: .password(Array("wonderland".utf8)))
        options.otherAccount = try Credentials(user: "bob", secret: .password(Array("builder".utf8)))
        options.wrongLoginLimit = nil
        options.allowsDeletion = true
        options.allowsSlowness = true
        options.loginPatience = .milliseconds(20)
        let dialer = LoopbackDialer(over: store, handshake: handshake, clock: LeapingClock()) {
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return FaultyServer(
                MailboxServer(over: store, stamp: stamp, offer: networkOffer, autologout: nil), faults: faults)
        }
        return await Inspection(options, checks: quickChecks).run("pop3://memory", over: dialer, now: { 0 })
    }
}

@Suite("Every row of the catalogue")
struct CoverageTests {
    @Test func `a row that binds a server has a check, or a reason why not`() {
        let judged = Set(Checklist.all.flatMap(\.requirements))
        let bare = Requirements.all.filter { row in
            row.party != .client && !judged.contains(row.id) && Unjudged.reasons[row.id] == nil
        }
        #expect(bare.map(\.id.name) == [])
    }

    @Test func `a check names rows that bind a server, and has a name of its own`() {
        for check in Checklist.all {
            for id in check.requirements { #expect(Requirements[id].map { $0.party != .client } == true, "\(id)") }
        }
        #expect(Set(Checklist.all.map(\.name)).count == Checklist.all.count)
    }

    @Test func `no row follows from itself, and no fault names a row with one that explains it`() {
        for (cause, rows) in Consequences.followers {
            var reached = Set(rows)
            for _ in Consequences.followers {
                for (next, more) in Consequences.followers where reached.contains(next) { reached.formUnion(more) }
            }
            #expect(!reached.contains(cause), "\(cause)")
            #expect(Requirements[cause] != nil && rows.allSatisfy { Requirements[$0] != nil }, "\(cause)")
        }
        for fault in Fault.catalogue {
            let explained = Consequences.explained(by: Set(fault.requirements))
            #expect(fault.requirements.filter { explained[$0] != nil } == [], "\(fault)")
        }
    }
}

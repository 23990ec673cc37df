import POP3
import Testing

@testable import Handbook

@Suite("The catalogue of requirements")
struct RequirementsTests {
    private let all = Requirements.all

    @Test func `a row holds what its RFC says`() {
        let row = Requirement(
            id: "rfc1939-3-byte-stuffing", source: .rfc(1939, "3"), level: .fact, party: .server, profile: .rfc1939,
            onViolation: .fail, impact: .losesMail, states: [.transaction], needs: [.login, .messages],
            fixtures: [.dotLines], mode: .active, isStrictOnly: false, isPractice: false, isLowercase: false,
            statement: Localized(
                en: #"Any line of a multi-line response that begins with "." gets one extra "." prepended."#,
                ja: "複数行応答では、「.」で始まる行の先頭に「.」がもう1個付け加えられる(ドットスタッフィング)。"),
            verdictNote: nil)
        #expect(Requirements["rfc1939-3-byte-stuffing"] == row)
        #expect(row.citation == .rfc(1939, "3"))
    }

    @Test func `every row is found by its name`() {
        #expect(all.map { Requirements[$0.id] } == all)
        #expect(Requirements["rfc1939-4-no-such-row"] == nil)
    }

    @Test func `names are unique and of lower-case letters, digits, dots and hyphens`() {
        #expect(Set(all.map(\.id)).count == all.count)
        let odd = all.map(\.id.name).filter { $0.wholeMatch(of: /[a-z]+[0-9]*(-[A-Za-z0-9.]+)+/) == nil }
        #expect(odd == [])
    }

    @Test func `a name that begins with an RFC is written in that RFC`() {
        let strays = all.filter { requirement in
            guard let name = requirement.id.name.prefixMatch(of: /rfc([0-9]+)-/) else {
                return requirement.citation != nil
            }
            return requirement.source.document != "RFC \(name.1)"
        }
        #expect(strays.map(\.id) == [])
    }

    @Test(arguments: [
        ("RFC 1734", 1), ("RFC 1939", 190), ("RFC 2195", 7), ("RFC 2384", 14), ("RFC 2449", 75), ("RFC 2595", 28),
        ("RFC 3206", 10), ("RFC 4422", 4), ("RFC 4616", 10), ("RFC 5034", 47), ("RFC 5802", 25), ("RFC 6856", 29),
        ("RFC 7628", 9), ("RFC 7677", 3), ("RFC 7817", 4), ("RFC 8314", 18),
        ("draft-murchison-sasl-login-00", 5), ("IANA POP3", 2),
    ])
    func `no row of a document is missing`(document: String, count: Int) {
        #expect(all.count { $0.source.document == document } == count)
    }

    @Test func `the catalogue is complete`() {
        #expect(all.count == 481)
        #expect(tally(\.level) == [.fact: 284, .must: 104, .should: 38, .mustNot: 26, .may: 19, .shouldNot: 10])
        #expect(tally(\.party) == [.server: 374, .client: 89, .both: 18])
        #expect(tally(\.onViolation) == [.fail: 343, .warn: 97, .info: 41])
        #expect(tally(\.mode) == [.active: 362, .client: 91, .passive: 21, .manual: 7])
        #expect(tally(\.impact) == [.breaksClients: 201, .letter: 158, .security: 93, .losesMail: 29])
        #expect(tally(\.profile) == [.extensions: 256, .rfc1939: 191, .modern: 34])
        #expect(tally(\.isStrictOnly) == [false: 461, true: 20])
        #expect(tally(\.isLowercase) == [false: 457, true: 24])
        #expect(tally(\.isPractice) == [false: 474, true: 7])
    }

    @Test func `a client is watched, a server is provoked`() {
        #expect(all.filter { $0.party == .client && $0.mode != .client }.map(\.id) == [])
        #expect(all.filter { $0.party == .server && $0.mode == .client }.map(\.id) == [])
    }

    @Test func `the letter of a grammar alone never fails anybody`() {
        #expect(all.filter { $0.isStrictOnly && $0.onViolation == .fail }.map(\.id) == [])
    }

    @Test func `a word in small letters belongs to a row that has a word`() {
        #expect(all.filter { $0.isLowercase && $0.level == .fact }.map(\.id) == [])
    }

    @Test func `states are the three of RFC 1939 and every row has one`() {
        let odd = all.filter { $0.states.isEmpty || !$0.states.isSubset(of: [.authorization, .transaction, .update]) }
        #expect(odd.map(\.id) == [])
    }

    @Test func `needs and fixtures are named once each`() {
        #expect(all.filter { Set($0.needs).count != $0.needs.count }.map(\.id) == [])
        #expect(all.filter { Set($0.fixtures).count != $0.fixtures.count }.map(\.id) == [])
    }

    @Test func `a needed capability is one of those that IANA registers`() {
        let needed = all.flatMap(\.needs).compactMap { need in
            if case .capability(let tag) = need { tag } else { nil }
        }
        #expect(
            Set(needed).isSubset(of: [
                "TOP", "USER", "SASL", "RESP-CODES", "LOGIN-DELAY", "PIPELINING", "EXPIRE", "UIDL", "IMPLEMENTATION",
                "STLS", "AUTH-RESP-CODE", "UTF8", "LANG",
            ]))
    }

    @Test func `English is ASCII and a whole sentence`() {
        let odd = texts.filter { $0.en.wholeMatch(of: /[ -~]*[.]/) == nil || $0.en.contains("  ") }
        #expect(odd.map(\.en) == [])
    }

    @Test func `Japanese is Japanese and a whole sentence`() {
        let odd = texts.filter { !$0.ja.contains(/[\p{Hiragana}\p{Katakana}\p{Han}]/) || !$0.ja.hasSuffix("。") }
        #expect(odd.map(\.ja) == [])
    }

    @Test func `Japanese rows keep to the plain style of a standard`() {
        let polite = texts.filter { $0.ja.contains(/(です|ます|ません|ました|でした|ください)(?:[。、)」]|$)/) }
        #expect(polite.map(\.ja) == [])
    }

    @Test func `remarks speak to a reader, not to whoever runs the test`() {
        let odd = all.compactMap(\.verdictNote).filter {
            $0.en.contains(/\b(?:[Jj]udge|tool|tester|skip)\b/) || $0.ja.contains("skip")
        }
        #expect(odd.map(\.en) == [])
    }

    @Test func `no sentence stands twice`() {
        #expect(Set(all.map(\.statement.en)).count == all.count)
        #expect(Set(all.map(\.statement.ja)).count == all.count)
    }

    @Test func `a note that names another row names one that exists`() {
        let named = texts.flatMap { ($0.en + " " + $0.ja).matches(of: /rfc[0-9]+-[A-Za-z0-9.\-]*[a-z0-9]/) }
        let unknown = named.map { String($0.0) }.filter { Requirements[RequirementID($0)] == nil }
        #expect(!named.isEmpty)
        #expect(unknown == [])
    }

    private var texts: [Localized] { all.flatMap { [$0.statement] + ($0.verdictNote.map { [$0] } ?? []) } }

    private func tally<Value: Hashable>(_ value: (Requirement) -> Value) -> [Value: Int] {
        Dictionary(grouping: all, by: value).mapValues(\.count)
    }
}

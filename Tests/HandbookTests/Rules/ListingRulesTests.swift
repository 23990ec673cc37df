import POP3
import Testing

@testable import Handbook

@Suite("What a list says of marked messages")
struct ListingRulesTests {
    private static let marked = """
        \(Dialogue.loggedIn)
        C: LIST
        S: +OK
        S: 1 179
        S: 2 194
        S: 3 202
        S: .
        C: DELE 1
        S: +OK
        C: LIST
        S: +OK

        """

    @Test(arguments: [
        ("S: 1 194\nS: 2 202\nS: .", "The messages were renumbered"),
        ("S: 1 179\nS: 2 194\nS: 3 202\nS: .", "Message 1 is marked as deleted and is listed"),
        ("S: 1 194\nS: 2 203\nS: .", "Message 1 is marked as deleted and is listed"),
        ("S: 1 194\nS: .", "Message 1 is marked as deleted and is listed"),
    ])
    func `messages that moved up are told by their sizes`(list: String, text: String) {
        let findings = Dialogue(Self.marked + list).last?.findings
        let row: RequirementID =
            text.contains("renumbered") ? "rfc1939-4-numbers-stable-in-session" : "rfc1939-5-list-excludes-deleted"
        let finding = findings?.first { $0.requirement == row }
        #expect(finding?.text.en.hasPrefix(text) == true)
        #expect(finding?.text.isBilingual == true)
    }

    @Test(arguments: [
        ("plain", "SASL lists a mechanism in small letters: \"plain\""),
        ("pl@in", "SASL lists what is no name of a mechanism: \"pl@in\""),
    ])
    func `the name of a mechanism in small letters is told from no name`(name: String, text: String) {
        let session = Dialogue(Dialogue.open + "\nC: CAPA\nS: +OK\nS: SASL \(name)\nS: .")
        #expect(session.last?.findings.map(\.requirement) == ["rfc5034-3-sasl-arg-list"])
        #expect(session.last?.findings.map(\.text.en) == [text])
    }
}

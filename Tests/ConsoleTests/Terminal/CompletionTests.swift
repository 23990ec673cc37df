import Handbook
import POP3
import Testing

@testable import Console

@Suite("Completion")
struct CompletionTests {
    private static func loggedIn() -> Session {
        var rehearsal = Rehearsal()
        _ = rehearsal.say("CAPA", "+OK", "SASL PLAIN CRAM-MD5", ".")
        _ = rehearsal.say("USER mrose", "+OK")
        _ = rehearsal.say("PASS tanstaaf", "+OK")
        _ = rehearsal.say("LIST", "+OK", "1 120", "2 1200", "10 5", ".")
        _ = rehearsal.say("DELE 2", "+OK")
        return rehearsal.session
    }

    private static func authorization() -> Session {
        var rehearsal = Rehearsal()
        _ = rehearsal.say("CAPA", "+OK", "SASL PLAIN CRAM-MD5", ".")
        return rehearsal.session
    }

    private func candidates(
        _ line: String, in session: Session? = loggedIn(), presses: Int = 1, cursor: Int? = nil
    ) -> [Candidate] {
        Completion(session: session, subjects: [10: "打ち合わせ\u{1B}[2J"], lastUser: "mrose", language: .en)
            .candidates(for: line, cursor: cursor ?? line.utf8.count, presses: presses)
    }

    private func words(_ line: String, in session: Session? = loggedIn(), presses: Int = 1) -> [String] {
        candidates(line, in: session, presses: presses).map(\.text)
    }

    @Test func `at the beginning stand the commands of this state, and never an obsolete one`() {
        let here = ["CAPA", "STAT", "LIST", "UIDL", "TOP ", "RETR ", "DELE ", "RSET", "NOOP", "QUIT", "LANG"]
        #expect(Set(words("")) == Set(here))
        #expect(
            Set(words("", in: Self.authorization())).isSuperset(of: ["CAPA", "STLS", "USER ", "PASS ", "APOP ", "QUIT"])
        )
        #expect(!words("", in: Self.authorization()).contains("RETR "))
        #expect(words("", in: nil) == words("", in: Self.authorization()))
    }

    @Test func `the second TAB adds the others, and says that they do not belong here`() {
        #expect(candidates("R", presses: 1).map(\.text) == ["RETR ", "RSET"])
        #expect(
            candidates("P", in: Self.authorization(), presses: 2) == [Candidate("PASS ", nil)])
        #expect(candidates("S", presses: 1) == [Candidate("STAT")])
        #expect(candidates("S", presses: 2) == [Candidate("STLS", "not in this state"), Candidate("STAT")])
        #expect(candidates("US", presses: 1) == [Candidate("USER ", "not in this state")])
    }

    @Test(arguments: [("re", ["retr "]), ("RE", ["RETR "]), ("Re", ["RETR "]), ("zz", [])])
    func `the letter case of what was typed is kept`(line: String, expected: [String]) {
        #expect(words(line) == expected)
    }

    @Test func `message numbers come with size and subject, and without those marked as deleted`() {
        #expect(
            candidates("RETR ") == [
                Candidate("1", "120 octets"), Candidate("10", "5 octets  打ち合わせ␛[2J"),
            ])
        #expect(words("dele 1") == ["1", "10"])
        #expect(words("TOP 1") == ["1 ", "10 "])
        #expect(words("LIST 10") == ["10"])
        #expect(words("TOP 1 ") == [])
        #expect(words("RETR ", in: Self.authorization()) == [])
    }

    @Test func `mechanisms come from CAPA, the name from the last USER`() {
        #expect(words("AUTH ", in: Self.authorization()) == ["PLAIN", "CRAM-MD5"])
        #expect(words("auth cr", in: Self.authorization()) == ["CRAM-MD5"])
        #expect(words("AUTH ", in: nil) == [])
        #expect(words("USER ") == ["mrose"])
        #expect(words("USER x") == [])
    }

    @Test(arguments: ["PASS ", "PASS m", "APOP mrose ", "AUTH PLAIN ", "pass\u{20}"])
    func `a secret is never completed`(line: String) {
        #expect(words(line) == [])
        #expect(words(line, in: Self.authorization(), presses: 2) == [])
    }

    @Test func `local commands, and the values that they take`() {
        #expect(words(":").count == LocalCommand.allCases.count)
        #expect(words(":sa") == [":save "])
        #expect(candidates(":rew").first?.description == LocalCommand.rewind.row?.summary.en)
        #expect(words(":notes ") == ["auto", "full", "brief", "off"])
        #expect(words(":lang j") == ["ja"])
        #expect(words(":raw o") == ["on", "off"])
        #expect(words(":b64 e") == ["enc "])
        #expect(words(":set col") == ["color "])
        #expect(words(":set color ") == ["always", "never"])
        #expect(words(":set nonsense ") == [])
        #expect(words(":decode ") == ["1", "10"])
        #expect(words(":help ret") == ["RETR"])
        #expect(words(":help @au") == ["@auth"])
        #expect(words(":frobnicate ") == [])
    }

    @Test func `only what stands left of the cursor counts, wherever it stands`() {
        #expect(candidates("RE 1", cursor: 2).map(\.text) == ["RETR "])
        for cursor in 0...9 { #expect(candidates("日本語", cursor: cursor) == [] || cursor == 0) }
        #expect(candidates("RETR", cursor: 99).map(\.text) == ["RETR "])
    }
}

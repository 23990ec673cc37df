import POP3
import Testing

@testable import Handbook

@Suite("Secrets that were lost")
struct ExposureTests {
    @Test(arguments: ["PASSsecret", "USER alice secret", "C: PASS secret"])
    func `a password in the wrong place must be changed`(line: String) {
        let session = Dialogue(Dialogue.open + "\nC: \(line)\nS: -ERR")
        #expect(session.last?.notes == [Exposure.misplaced])
        #expect(session.last?.sentences.contains { $0.en.contains("secret") } == false)
    }

    @Test func `in practice nothing was lost`() {
        let session = Dialogue(Dialogue.open + "\nC: PASSsecret\nS: -ERR")
        let last = session.exchanges.last.map { Explainer(hasNetwork: false).explain($0) }
        #expect(last?.notes == [Exposure.wouldBeMisplaced])
    }

    @Test func `a response behind a refused AUTH went out as a command`() {
        let session = Dialogue(Dialogue.open + "\nC: AUTH LOGIN\nS: -ERR\nC: YWxpY2U=\nS: -ERR\nC: c2VjcmV0\nS: -ERR")
        #expect(session.annotations.suffix(2).map(\.notes) == [[Exposure.stray], [Exposure.stray]])
        #expect(session.annotations.flatMap(\.sentences).contains { $0.en.contains("c2VjcmV0") } == false)
    }

    @Test func `a refused password was readable all the same`() {
        let lines = Dialogue.open + "\nC: USER alice\nS: +OK\nC: PASS secret\nS: -ERR"
        #expect(Dialogue(lines).last?.notes == [Exposure.lost])
        #expect(Dialogue(lines, isSecure: true).last?.notes == [])
        #expect(Dialogue(Dialogue.open + "\nC: AUTH PLAIN AGEAYg==\nS: -ERR").last?.notes == [Exposure.lost])
        #expect(Dialogue(Dialogue.open + "\nC: AUTH CRAM-MD5 AGEAYg==\nS: -ERR").last?.notes == [])
    }

    @Test(arguments: ["XYZZY", "wonderland", "こんにちは"])
    func `a lone word before login may be a password or not`(word: String) {
        let session = Dialogue(Dialogue.open + "\nC: \(word)\nS: -ERR")
        #expect(session.last?.notes == [Exposure.loneWord])
        #expect(session.last?.sentences.contains { $0.en.contains(word) || $0.ja.contains(word) } == false)
        #expect(
            session.last?.meaning.en
                == "refused. That is no POP3 command; a lone word before login may be a password, so it is not shown.")
        #expect(
            session.exchanges.last.map { Explainer(hasNetwork: false).explain($0).notes } == [Exposure.wouldBeLoneWord])
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: ["USER alice\nS: +OK", "USER alice\nS: -ERR", "AUTH PLAIN AGEAYg==\nS: -ERR"])
    func `a word where a password was due is no lone word`(before: String) {
        let session = Dialogue(Dialogue.open + "\nC: \(before)\nC: wonderland\nS: -ERR")
        #expect(session.last?.notes != [Exposure.loneWord])
        #expect(session.last?.notes.isEmpty == false)
    }

    @Test func `after login an unknown word lost nothing`() {
        #expect(Dialogue(Dialogue.loggedIn + "\nC: XYZZY\nS: -ERR").last?.notes == [])
    }

    @Test(arguments: ["STAT", "USER alice", "XYZZY 1", "TOP 1 0", "HELP", ""])
    func `an ordinary line lost nothing`(line: String) {
        #expect(Dialogue(Dialogue.open + "\nC: \(line)\nS: -ERR").last?.notes == [])
    }
}

import POP3
import Testing

@testable import Handbook

@Suite("What a closed connection cost")
struct ExplainerLossesTests {
    private static let marks = "\nC: DELE 1\nS: +OK"
    private static let nothing = "This is not QUIT, but nothing was marked as deleted, so nothing is lost."
    private static let whatever =
        "This is NOT QUIT: whatever was marked as deleted is not removed; the mail is still there (6)."

    @Test(arguments: [
        ("", "NOOP", nothing),
        ("", "DELE 1", whatever),
        ("", "DELE", whatever),
        (marks, "DELE 2", whatever),
        (marks, "NOOP", "This is NOT QUIT: 1 mark was discarded, and the mail is still there (6)."),
        (marks, "QUIT now", "This is NOT QUIT: 1 mark was discarded, and the mail is still there (6)."),
        ("", "QUIT", "QUIT was sent, and nothing was marked as deleted, so nothing is lost."),
        (
            marks, "QUIT",
            "QUIT was sent, so UPDATE may have run: message 1 may be removed, or still be there (6)."
        ),
        (
            marks, "DELE 3\nQUIT",
            "QUIT was sent, so UPDATE may have run: messages 1, 3 may be removed, or still be there (6)."
        ),
        (
            "", "DELE\nQUIT",
            "QUIT was sent, so UPDATE may have run: what was marked as deleted may be removed, or still be there (6)."
        ),
    ])
    func `what was not answered leaves marks and UPDATE open`(before: String, pending: String, sentence: String) {
        let session = Dialogue(Dialogue.loggedIn + before).session
        let commands = pending.split(separator: "\n").map { Command(Line(String($0))) }
        let annotation = Explainer().explain(
            closedBy: .server, in: .transaction, session.knowledge, pending: commands)
        #expect(
            annotation.notes.map(\.en) == [
                "\(commands[0].verb.name) was not answered; whether it was carried out is unknown.", sentence,
            ])
        #expect(annotation.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: [
        ("DELE 1", whatever),
        ("QUIT", "QUIT was sent, and nothing was marked as deleted, so nothing is lost."),
        ("NOOP", nothing),
    ])
    func `a reply that cannot be read is no answer either`(command: String, sentence: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: \(command)\nS: huh")
        let annotation = Explainer().explain(
            closedBy: .server, in: .transaction, session.session.knowledge, after: session.exchanges.last)
        #expect(annotation.notes.map(\.en) == [sentence])
    }

    @Test func `before login there is nothing to lose`() {
        let annotation = Explainer().explain(
            closedBy: .server, in: .authorization, Knowledge(), pending: [Command("QUIT")])
        #expect(annotation.notes.map(\.en) == ["QUIT was not answered; whether it was carried out is unknown."])
    }
}

import MockServer
import POP3
import Testing

@Suite("The practice mailbox")
struct PracticeMailboxTests {
    private let mailbox = PracticeMailbox(
        ["tiny.eml", "long", "dots", "ja-jis.eml"].map { (name: $0, octets: Array("Subject: \($0)\r\n\r\n".utf8)) })

    private func subjects(of user: String, in store: MailStore) -> [String]? {
        store.messages(of: user)?.map { String(decoding: $0.octets.dropFirst(9).dropLast(4), as: UTF8.self) }
    }

    @Test
    func `alice has all messages, in the order of their names`() {
        #expect(subjects(of: "alice", in: mailbox.store()) == ["dots", "ja-jis.eml", "long", "tiny.eml"])
    }

    @Test
    func `mrose has tiny, dots and ja-jis, in this order`() {
        #expect(subjects(of: "mrose", in: mailbox.store()) == ["tiny.eml", "dots", "ja-jis.eml"])
    }

    @Test(arguments: [PracticeMailbox.alice, PracticeMailbox.mrose])
    func `the passwords that the screen shows are right`(login: PracticeMailbox.Login) {
        var bench = Bench.authorization(mailbox.store())
        #expect(bench.say("USER \(login.user)", "PASS \(login.password)").hasSuffix(" octets)\r\n"))
    }

    @Test
    func `each store is new, and each is the same`() {
        let first = mailbox.store()
        first.deliver([], to: "alice")
        let second = mailbox.store()
        #expect(second.messages(of: "alice")?.count == 4)
        #expect(second.messages(of: "alice") == mailbox.store().messages(of: "alice"))
    }
}

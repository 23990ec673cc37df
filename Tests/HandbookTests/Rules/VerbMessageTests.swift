import Handbook
import POP3
import Testing

@Suite("Commands that bring a message")
struct VerbMessageTests {
    @Test func `RETR and TOP bring a message, and no other command does`() {
        #expect(CommandTable.rows.map(\.verb).filter(\.bringsMessage) == [.top, .retr])
    }
}

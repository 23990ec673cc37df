import Authentication
import POP3
import TestSupport
import Testing

/// The exchange of AUTH without an argument.
func bareAuth(_ reply: String) throws -> Exchange {
    try #require(Dialogue("S: +OK\nC: AUTH\n\(reply)").exchanges.last)
}

@Suite("AUTH without a mechanism")
struct AuthListTests {
    @Test func `a list names mechanisms, each once`() throws {
        let list = try #require(AuthList(bareAuth("S: +OK list follows\nS: plain\nS: LOGIN\nS: PLAIN\nS: NTLM\nS: .")))
        #expect(list.names == ["PLAIN", "LOGIN", "NTLM"])
        #expect(list.mechanisms == [.plain, .login])
    }

    @Test func `an empty list is one`() throws {
        #expect(AuthList(try bareAuth("S: +OK\nS: ."))?.names == [])
    }

    @Test func `a refusal is none`() throws {
        #expect(AuthList(try bareAuth("S: -ERR no mechanism")) == nil)
    }

    @Test func `the reply to another command is none`() throws {
        let capa = try #require(Dialogue("S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .").exchanges.last)
        #expect(AuthList(capa) == nil)
        #expect(AuthList.command.line == "AUTH")
    }
}

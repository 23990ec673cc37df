import Handbook
import POP3
import Testing

@testable import Console

@Suite("The states as a picture")
struct StateDiagramTests {
    @Test func `it shows where the session is`() {
        #expect(
            StateDiagram(Layout(.en, width: 80)).lines(at: .transaction) == [
                "   |    connected",
                "   |    |  greeting: +OK",
                "   |    v",
                "   |    AUTHORIZATION",
                "   |    |    CAPA STLS USER PASS APOP AUTH UTF8 LANG QUIT",
                "   |    |  +OK to PASS, APOP or AUTH",
                "   |    v",
                "   | => TRANSACTION  <- you are here",
                "   |    |    CAPA LANG STAT LIST UIDL TOP RETR DELE RSET NOOP QUIT",
                "   |    |  QUIT",
                "   |    v",
                "   |    UPDATE",
                "   |    |    marked messages are removed",
                "   |    |  the server closes",
                "   |    v",
                "   |    closed",
                "   | QUIT in AUTHORIZATION closes at once. A connection that ends without QUIT",
                "   |   never reaches UPDATE: nothing is deleted (RFC 1939 3, 6).",
            ])
    }

    @Test(arguments: Session.Phase.allCases, Layout.screens)
    func `it fits the screen, and marks one state`(phase: Session.Phase, layout: Layout) {
        let lines = StateDiagram(layout).lines(at: phase)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= layout.width ?? .max })
        #expect(lines.filter { $0.hasPrefix("   | => ") }.count == 1)
    }

    @Test func `colour finds the state, and needs no colour to be read`() {
        let colored = StateDiagram(Layout(.ja, style: .colored)).lines(at: .update)
        #expect(colored.contains("\u{1B}[36m   | \u{1B}[0m\u{1B}[1m=> UPDATE  <- 現在の状態\u{1B}[0m"))
    }
}

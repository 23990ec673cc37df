import Handbook
import Testing

@testable import Console

@Suite("Colours")
struct StyleTests {
    @Test(
        arguments: [
            ([:], true, false), (["TERM": "xterm"], true, true), (["TERM": "xterm"], false, false),
            (["TERM": "dumb"], true, false),
            (["TERM": "xterm", "NO_COLOR": "1"], true, false), (["TERM": "xterm", "NO_COLOR": ""], true, true),
            (["CLICOLOR_FORCE": "1"], false, true), (["TERM": "xterm", "CLICOLOR_FORCE": "0"], false, false),
            (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false), (["TERM": "xterm", "CLICOLOR": "0"], true, false),
            (["TERM": "xterm", "CLICOLOR": "1"], true, true), (["TERM": "dumb", "CLICOLOR_FORCE": "1"], true, true),
        ] as [([String: String], Bool, Bool)])
    func `auto obeys the environment and the terminal`(environment: [String: String], isTerminal: Bool, isColored: Bool)
    {
        #expect(ColorChoice.auto.isColored(environment: environment, isTerminal: isTerminal) == isColored)
    }

    @Test func `always and never ask nobody`() {
        #expect(ColorChoice.always.isColored(environment: ["NO_COLOR": "1"], isTerminal: false))
        #expect(!ColorChoice.never.isColored(environment: ["CLICOLOR_FORCE": "1", "TERM": "xterm"], isTerminal: true))
    }

    @Test(arguments: Role.allCases)
    func `a colour ends where the text ends, and no style means no escape`(role: Role) {
        let painted = Style.colored.paint("text", role)
        #expect(painted == "text" || (painted.hasPrefix("\u{1B}[") && painted.hasSuffix("mtext\u{1B}[0m")))
        #expect(Style.plain.paint("text", role) == "text")
        #expect(Style.colored.paint("", role) == "")
    }

    @Test func `only the gutter of a line is coloured`() {
        let layout = Layout(.en, style: .colored)
        #expect(layout.line(.server, "+OK") == "\u{1B}[32mS: \u{1B}[0m+OK")
        #expect(layout.line(.server, "") == "\u{1B}[32mS:\u{1B}[0m")
    }
}

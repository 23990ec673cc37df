import Handbook
import POP3
import Testing

@testable import Console

@Suite("How long the server took")
struct TimingViewTests {
    private var timings: Timings {
        var timings = Timings()
        timings.append(.milliseconds(12), for: nil)
        for time in [40, 4, 41, 1_300] { timings.append(.milliseconds(time), for: Command("stat")) }
        timings.append(.microseconds(400), for: Command("\u{1B}[2J"))
        return timings
    }

    @Test func `count, median and longest of each command`() {
        #expect(
            timings.rows == [
                Timings.Row(topic: "greeting", count: 1, median: .milliseconds(12), longest: .milliseconds(12)),
                Timings.Row(topic: "STAT", count: 4, median: .milliseconds(40), longest: .milliseconds(1_300)),
                Timings.Row(topic: "\u{1B}[2J", count: 1, median: .microseconds(400), longest: .microseconds(400)),
            ])
    }

    @Test func `a table with its numbers aligned`() {
        #expect(
            TimingView(Layout(.en)).lines(timings) == [
                "   | command   count  median  longest",
                "   | greeting      1   12 ms    12 ms",
                "   | STAT          4   40 ms    1.3 s",
                "   | ␛[2J          1  0.4 ms   0.4 ms",
            ])
        #expect(TimingView(Layout(.ja)).lines(timings).first == "   | コマンド  回数  中央値    最長")
        #expect(TimingView(Layout(.en)).lines(Timings()) == ["   | Nothing has been answered yet."])
    }

    @Test(arguments: Language.allCases)
    func `its rows end in one column, with a head in the language of the notes`(language: Language) {
        var timings = timings
        timings.append(.milliseconds(1), for: Command("ＳＴＡＴ"))
        let rows = TimingView(Layout(language, width: 80)).lines(timings)
        #expect(rows.count == 5)
        #expect(Set(rows.map { DisplayWidth.of($0) }).count == 1)
    }

    @Test func `it fits 40 columns`() {
        #expect(TimingView(Layout(.en, width: 40)).lines(timings).allSatisfy { DisplayWidth.of($0) <= 40 })
    }
}

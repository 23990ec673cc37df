import Handbook
import Testing

@testable import Console

@Suite("Numbers in words")
struct CountTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_204, "1,204"), (52_428_800, "52,428,800"), (-1_000, "-1,000"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `thousands are set apart`(number: Int, text: String) {
        #expect(number.grouped == text)
    }

    @Test func `one is no plural`() {
        #expect(Count.octets(1) == Localized(en: "1 octet", ja: "1 オクテット"))
        #expect(Count.messages(2) == Localized(en: "2 messages", ja: "2 通"))
    }

    @Test(arguments: [
        (Duration.microseconds(40), "0.0 ms"), (.microseconds(1_240), "1.2 ms"), (.microseconds(9_960), "10 ms"),
        (.milliseconds(41), "41 ms"),
        (.milliseconds(999), "999 ms"), (.microseconds(999_600), "1.0 s"), (.milliseconds(83_500), "83.5 s"),
        (.milliseconds(-5), "0.0 ms"),
    ])
    func `a time is as exact as a person reads it`(time: Duration, text: String) {
        #expect(time.text == text)
    }
}

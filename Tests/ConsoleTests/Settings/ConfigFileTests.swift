import Handbook
import Testing

@testable import Console

@Suite("The config file")
struct ConfigFileTests {
    @Test func `lines that are right hold, whatever stands beside them`() {
        var settings = Settings()
        let text = """
            # my settings
              lang = ja\r
            notes=brief
            timeout = soon

            prompt = "%h = %s"
            nonsense
            sound = on
            """
        let faults = ConfigFile.apply(text, to: &settings)
        var expected = Settings()
        expected.language = .ja
        expected.notes = .brief
        expected.prompt = "%h = %s"
        #expect(settings == expected)
        #expect(
            faults == [
                .init(line: 4, refusal: .badValue(key: "timeout", value: "soon", expected: "1...86400")),
                .init(line: 7, refusal: .notAPair("nonsense")), .init(line: 8, refusal: .unknownKey("sound")),
            ])
    }

    @Test(arguments: ["", "\n\n", "# lang = ja", "\r\n \t\r\n"])
    func `nothing said is nothing changed`(text: String) {
        var settings = Settings()
        #expect(ConfigFile.apply(text, to: &settings) == [])
        #expect(settings == Settings())
    }

    @Test func `a file written with CRLF holds and counts the same`() {
        var settings = Settings()
        let faults = ConfigFile.apply("lang = ja\r\nnotes = brief\r\nnonsense\r\n", to: &settings)
        #expect(settings.language == .ja)
        #expect(settings.notes == .brief)
        #expect(faults == [.init(line: 3, refusal: .notAPair("nonsense"))])
    }
}

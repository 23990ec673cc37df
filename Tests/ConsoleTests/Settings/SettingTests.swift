import Handbook
import Testing

@testable import Console

@Suite("Settings")
struct SettingTests {
    @Test func `each key stands once, with a summary in both languages`() {
        #expect(Set(Setting.table.map(\.key)).count == Setting.table.count)
        #expect(Setting.table.filter { $0.summary.en.isEmpty || $0.summary.ja.isEmpty || $0.values.isEmpty }.isEmpty)
        #expect(Setting.table.filter { !$0.summary.en.utf8.allSatisfy { $0 < 0x80 } }.isEmpty)
    }

    @Test(arguments: Setting.table.map(\.key))
    func `what a setting reads is what it takes`(key: String) throws {
        let setting = try #require(Setting.named(key))
        var settings = Settings()
        try settings.set(key, to: setting.read(settings))
        #expect(settings == Settings())
    }

    @Test(arguments: [
        ("lang", "ja"), ("notes", "brief"), ("echo", "off"), ("color", "always"), ("hints", "off"), ("decode", "off"),
        ("confirm", "off"), ("timing", "off"), ("names", "off"), ("lines", "0"), ("timeout", "86400"), ("prompt", "%s"),
    ])
    func `every setting can be changed, and nothing else changes with it`(key: String, value: String) throws {
        var settings = Settings()
        try settings.set(key.uppercased(), to: value)
        let changed = Setting.table.filter { $0.read(settings) != $0.read(Settings()) }
        #expect(changed.map { "\($0.key) \($0.read(settings))" } == ["\(key) \(value)"])
    }

    @Test(arguments: [
        ("lang", "fr", "en|ja"), ("notes", "", "auto|full|brief|off"), ("color", "maybe", "always|never"),
        ("lines", "-1", "0...1000000"), ("lines", "99999999999999999999", "0...1000000"), ("timeout", "0", "1...86400"),
        ("prompt", "メール", "\"%h %t %s\""), ("prompt", "\"\"", "\"%h %t %s\""), ("prompt", "\u{1B}[2J", "\"%h %t %s\""),
    ])
    func `a value that is not possible changes nothing and names those that are`(
        key: String, value: String, expected: String
    ) {
        var settings = Settings()
        #expect(throws: Settings.Refusal.badValue(key: key, value: value, expected: expected)) {
            try settings.set(key, to: value)
        }
        #expect(settings == Settings())
    }

    @Test func `an unknown key is named`() {
        var settings = Settings()
        #expect(throws: Settings.Refusal.unknownKey("colour")) { try settings.set("colour", to: "on") }
    }

    @Test(arguments: [("YES", true), ("true", true), ("1", true), ("always", true), ("No", false), ("0", false)])
    func `a switch understands what people write`(word: String, isOn: Bool) throws {
        var settings = Settings()
        settings.hasColor = !isOn
        try settings.set("color", to: word)
        #expect(settings.hasColor == isOn)
    }

    @Test func `quotation marks around a value are dropped`() throws {
        var settings = Settings()
        try settings.set("prompt", to: "\"%h: \"")
        #expect(settings.prompt == "%h: ")
    }

    @Test func `a batch shows what is sent, bodies whole, and no times`() {
        var settings = Settings()
        settings.prepareForBatch()
        let changed = Setting.table.filter { $0.read(settings) != $0.read(Settings()) }
        #expect(
            changed.map { "\($0.key) \($0.read(settings))" } == ["echo always", "decode off", "timing off", "lines 0"])
    }
}

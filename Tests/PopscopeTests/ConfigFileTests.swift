import Foundation
import TestSupport
import Testing

@Suite("The config file", .timeLimit(.minutes(5)), .enabled(if: installed("setsid") != nil, "no setsid"))
struct ConfigFileTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    @Test func `a wrong line of the config file is 64, with its place`() async throws {
        try writeConfig("# mine\nnotes = brief\nnonsense = 1\nlang = fr\n")
        let console = try ConsoleRun(home: home, columns: 400)
        #expect(await console.ending() == 64)
        let text = console.screen.lines.joined(separator: "\n")
        #expect(text.contains("/config/popscope/config:3: "))
        #expect(text.contains("/config/popscope/config:4: "))
    }

    @Test func `the config file is read, and an option outranks it`() async throws {
        try writeConfig("lang = ja\nprompt = \"%h [%s]\"\n")
        let console = try ConsoleRun(["--lang", "en"], home: home)
        try await console.wait(for: "The practice server", "practice [AUTH]> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
    }

    private func writeConfig(_ text: String) throws {
        let folder = home.path + "/config/popscope"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/config"))
    }
}

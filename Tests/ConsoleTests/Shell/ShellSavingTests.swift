import Foundation
import Handbook
import TestSupport
import Testing

@testable import Console

@Suite("Saving a message", .timeLimit(.minutes(5)))
struct ShellSavingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(
        _ lines: String..., mail: [[UInt8]] = Mail.all, isInteractive: Bool = true,
        _ options: Shell.Options = ShellRun.options()
    ) async -> ShellRun {
        let login: [ScriptedTerminal.Step] =
            isInteractive ? Mail.login : [.types("USER alice"), .types("PASS wonderland")]
        return await ShellRun.steps(
            login + lines.map { .types($0) } + (isInteractive ? [] : [.endsInput]), mail: mail,
            isInteractive: isInteractive, options)
    }

    @Test func `a message larger than the memory of a reply is saved whole`() async {
        let run = await run("RETR 1", ":save 1 \(path)/large.eml", ":save 2 \(path)/none", mail: [Mail.large])
        #expect(Mail.large.count > 1_048_576)
        #expect(folder.files == ["large.eml": Data(Mail.large)])
        #expect(run.screen.contains("written to \(path)/large.eml: \(Mail.large.count) octets"))
        #expect(run.screen.contains("   ! Message 2 did not come whole, so no file was written."))
    }

    @Test func `a message that is fetched for the file is not shown, and can be looked at afterwards`() async {
        let run = await run(":save 1 \(path)/a.eml", "NOOP")
        #expect(run.lines.contains("S: ."))
        #expect(!run.screen.contains("Subject: small"))
        #expect(folder.files == ["a.eml": Data(Mail.small)])
        let more = await self.run(":save 1 \(path)/b.eml", ":more")
        #expect(more.lines.contains("S: Subject: small"))
    }

    @Test(arguments: ["\"%/a b.eml\"", "%/a b.eml", " \"%/a b.eml\""])
    func `a name with a space is typed in quotation marks or as it is`(text: String) async {
        _ = await run("RETR 1", ":save 1 " + text.replacing("%", with: path))
        #expect(folder.files == ["a b.eml": Data(Mail.small)])
    }

    @Test func `a folder that is not there is said, not made`() async {
        let run = await run("RETR 1", ":save 1 \(path)/none/a.eml", ":save 1 \(path)", ":save 1 \"\(path)")
        #expect(folder.files == [:])
        #expect(run.screen.contains("   ! The folder \(path)/none does not exist, so no file was written."))
        #expect(run.screen.contains("   ! \(path) is a folder; name a file in it."))
        #expect(run.screen.contains("   ! The closing quotation mark is missing."))
    }

    @Test(arguments: [("y", true), ("YES", true), ("", false), ("n", false), ("yesterday", false)])
    func `a file that exists is replaced only with a yes`(answer: String, isReplaced: Bool) async throws {
        try PrivateFile.write([1], to: path + "/a.eml")
        let run = await run("RETR 1", ":save 1 \(path)/a.eml", answer)
        #expect(run.prompts.contains("Replace it? [y/N]"))
        #expect(folder.files == ["a.eml": isReplaced ? Data(Mail.small) : Data([1])])
        #expect(run.screen.contains("No file was written.") == !isReplaced)
    }

    @Test func `Ctrl-C and Ctrl-D at that question keep the file`() async throws {
        try PrivateFile.write([1], to: path + "/a.eml")
        let save = ScriptedTerminal.Step.types(":save 1 \(path)/a.eml")
        _ = await ShellRun.steps(Mail.login + [.types("RETR 1"), save, .interrupts(), save, .endsInput])
        #expect(folder.files == ["a.eml": Data([1])])
    }

    @Test func `a batch keeps a file that exists, and the exclamation mark replaces it`() async throws {
        try PrivateFile.write([1], to: path + "/a.eml")
        let refused = await run("RETR 1", ":save 1 \(path)/a.eml", isInteractive: false)
        #expect(refused.screen.contains("exists, so no file was written. :save! 1 FILE replaces it."))
        #expect(folder.files == ["a.eml": Data([1])])
        let forced = await run("RETR 1", ":save! 1 \(path)/a.eml", isInteractive: false)
        #expect(folder.files == ["a.eml": Data(Mail.small)])
        #expect([refused.status, forced.status] == [73, 0])
    }

    @Test(arguments: ["1 %/none/a.eml", "1 %", "1 %/full", "9 %/a.eml"])
    func `a batch that could not save ends with 73, before a line that may delete the message`(text: String)
        async throws
    {
        try PrivateFile.write([1], to: path + "/full")
        let run = await run(":save " + text.replacing("%", with: path), "DELE 1", isInteractive: false)
        #expect(run.status == 73)
        #expect(!run.lines.contains("C: DELE 1"))
        #expect(folder.files == ["full": Data([1])])
    }
}

import ArgumentParser
import Authentication
import Conformance
import Testing

@testable import popscope

@Suite("What a run may do")
struct CheckPermissionsTests {
    private func options(_ arguments: String..., isLoopback: Bool) throws -> Inspection.Options {
        var options = Inspection.Options { Nonce([0]) }
        try CheckPermissions.parse(arguments).apply(to: &options, isLoopback: isLoopback)
        return options
    }

    @Test
    func `on a network one session is shared, nothing runs side by side, and three wrong passwords are the limit`()
        throws
    {
        let options = try options(isLoopback: false)
        #expect(options.sharesSession && options.jobs == 1 && options.wrongLoginLimit == 3)
        #expect(!options.allowsDeletion && !options.allowsSlowness && !options.isQuick)
    }

    @Test func `on loopback wrong passwords have no limit`() throws {
        let options = try options(isLoopback: true)
        #expect(!options.sharesSession && options.jobs > 1 && options.wrongLoginLimit == nil)
        #expect(!options.allowsDeletion)
    }

    @Test func `what is asked for is done`() throws {
        let options = try options("--jobs", "7", "--max-failed-logins", "0", "--delay", "2", isLoopback: false)
        #expect(options.jobs == 7 && options.wrongLoginLimit == 0 && options.loginDelay == .seconds(2))
        #expect(try self.options("--quick", isLoopback: true).isQuick)
        #expect(try self.options("--allow-delete", isLoopback: true).allowsDeletion)
    }
}

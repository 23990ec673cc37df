import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("Files beside a transcript", .timeLimit(.minutes(5)))
struct NeighbourFilesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try Data("mail".utf8).write(to: URL(fileURLWithPath: folder.path + "/mail.eml"))
        try Data("hidden".utf8).write(to: URL(fileURLWithPath: folder.path + "/.netrc"))
        symlink("mail.eml", folder.path + "/link.eml")
        mkfifo(folder.path + "/pipe.eml", 0o600)
        mkdir(folder.path + "/folder.eml", 0o700)
        let large = open(folder.path + "/large.eml", O_WRONLY | O_CREAT, 0o600)
        ftruncate(large, off_t(NeighbourFiles.limit + 1))
        close(large)
    }

    private var neighbours: NeighbourFiles { NeighbourFiles(beside: folder.path + "/a.pop3") }

    @Test func `a plain file is read`() {
        #expect(neighbours.octets(of: "mail.eml") == Array("mail".utf8))
    }

    @Test(arguments: [
        "", ".", "..", ".netrc", "link.eml", "pipe.eml", "folder.eml", "large.eml", "none.eml", "../mail.eml",
        "mail.eml\0",
        "/dev/null",
    ])
    func `nothing else is`(name: String) {
        #expect(neighbours.octets(of: name) == nil)
    }
}

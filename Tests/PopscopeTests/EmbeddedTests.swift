import Foundation
import POP3
import Testing

@testable import popscope

@Suite("The files inside the program")
struct EmbeddedTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: ["Lessons", "Transcripts"])
    func `the program holds every file of the folder, octet for octet`(folder: String) throws {
        let inside = Embedded.files.filter { $0.path.description.hasPrefix(folder + "/") }
            .map { (path: $0.path.description, octets: Base64.decode($0.base64.description)) }
        #expect(inside.map(\.path) == Self.files(below: folder))
        for file in inside {
            let stored = try #require(FileManager.default.contents(atPath: Self.root.path + "/" + file.path))
            #expect(try file.octets.get() == [UInt8](stored), "\(file.path)")
        }
    }

    /// The paths of the regular files below a folder, hidden ones left out, in their order.
    private static func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.path + "/" + folder)?.compactMap { $0 as? String } ?? []
        return names.map { folder + "/" + $0 }.filter { path in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: root.path + "/" + path, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted()
    }
}

import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The layers of the package: who may import whom. The compiler stops imports that the manifest does not declare, but not
/// transitive ones.
@Suite("The import table")
struct ImportTableTests {
    private static let cLibrary: Set<String> = ["Glibc", "Musl", "Darwin"]
    private static let mayUseFoundationEssentials: Set<String> = [
        "Console", "MockServer", "Transport", "Tutor", "popscope",
    ]

    // swift-format-ignore
    private static let table: [String: Set<String>] = [
        "POP3":           [],
        "MailText":       [],
        "CEditline":      [],
        "Handbook":       ["POP3"],
        "Authentication": ["POP3", "Crypto", "CryptoExtras"],
        "Transport":      ["POP3", "NIOCore", "NIOPosix", "NIOTLS", "NIOSSL", "X509", "SwiftASN1", "Crypto"],
        "MockServer":     ["POP3", "Authentication", "Synchronization"],
        "Conformance":    ["POP3", "Handbook", "Authentication"],
        "Tutor":          ["POP3", "Handbook"],
        "Console":        ["POP3", "MailText", "Handbook", "Authentication", "Conformance", "Tutor", "CEditline"],
        "POP3Testing":    ["POP3", "MockServer", "Transport"],
        "popscope":       ["POP3", "MailText", "CEditline", "Handbook", "Authentication", "Transport", "MockServer",
                           "Conformance", "Tutor", "Console", "ArgumentParser", "Synchronization"],
        // The build's own: they are no part of the program.
        "Embed":          ["Foundation", "PackagePlugin"],
        "EmbedTool":      ["Foundation"],
    ]

    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources")

    @Test func `every target imports only what its layer may`() throws {
        let targets = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(targets.contains("POP3"))
        for target in targets {
            for file in try Self.swiftFiles(of: target) {
                let source = try String(contentsOf: file, encoding: .utf8)
                let strangers = Self.strangers(in: source, of: target)
                #expect(strangers == [], "\(target): \(file.lastPathComponent)")
            }
        }
    }

    @Test(arguments: [
        ("POP3", "import NIOCore", ["NIOCore"]),
        ("POP3", "import Glibc", []),
        ("Handbook", "public import POP3", []),
        ("Handbook", "@preconcurrency internal import struct Crypto.MD5", ["Crypto"]),
        (
            "POP3",
            "#if canImport(FoundationEssentials)\nimport FoundationEssentials\n#else\nimport Foundation\n#endif",
            ["FoundationEssentials", "Foundation"]
        ),
        (
            "Console",
            "#if canImport(FoundationEssentials)\nimport FoundationEssentials\n#else\nimport Foundation\n#endif", []
        ),
        ("Console", "import Foundation", ["Foundation"]),
        ("Console", "#if canImport(FoundationEssentials)\nimport Foundation\n#endif", ["Foundation"]),
        ("Unheard", "import POP3", ["POP3"]),
    ])
    func `what a layer may not import is found`(target: String, source: String, strangers: [String]) {
        #expect(Self.strangers(in: source, of: target) == strangers)
    }

    private static func strangers(in source: String, of target: String) -> [String] {
        SourceImport.all(in: source).filter { !isAllowed($0, in: target) }.map(\.module)
    }

    private static func isAllowed(_ found: SourceImport, in target: String) -> Bool {
        guard let allowed = table[target] else { return false }
        return switch found.module {
        case "FoundationEssentials": mayUseFoundationEssentials.contains(target)
        case "Foundation" where allowed.contains("Foundation"): true
        case "Foundation": mayUseFoundationEssentials.contains(target) && found.isFallback
        default: allowed.contains(found.module) || cLibrary.contains(found.module)
        }
    }

    private static func swiftFiles(of target: String) throws -> [URL] {
        let folder = sources.appendingPathComponent(target)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
            .map { folder.appendingPathComponent($0) }
    }
}

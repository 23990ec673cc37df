import ArgumentParser
import Console

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A folder of messages: each file whose name ends in `.eml` is one.
enum MailFolder {
    /// The messages in the order of their names.
    ///
    /// - Throws: exit status 66 for a folder or a file that cannot be read, or a folder without messages, after saying why
    ///   on standard error.
    static func messages(in folder: String) throws -> [[UInt8]] {
        let names = try names(in: folder).filter { $0.hasSuffix(".eml") }.sorted()
        guard !names.isEmpty else {
            throw failure(
                folder, HelpWords.text(en: "no file in it has a name that ends in .eml", ja: ".eml で終わるファイルがありません"))
        }
        return try names.map { try octets(of: "\(folder)/\($0)") }
    }

    private static func octets(of path: String) throws -> [UInt8] {
        do {
            return try PrivateFile.read(path, limit: .max) ?? []
        } catch {
            throw failure(path, error.reason)
        }
    }

    private static func names(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw failure(folder, String(cString: strerror(errno))) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }

    private static func failure(_ path: String, _ reason: String) -> ExitCode {
        StandardStream.error.say(
            HelpWords.text(
                en: "popscope: cannot read \(path): \(reason)", ja: "popscope: \(path) を読めません: \(reason)"))
        return ExitCode(66)
    }
}

import ArgumentParser
import Console

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a password or token is read from: its first line.
enum SecretSource {
    /// Only the first line is taken; what follows stays for whoever reads on.
    case standardInput
    case file(String)
    /// A command for the shell; its standard output is read.
    case command(String)

    /// More octets than a password or token needs.
    private static let limit = 65_536

    /// The first line, without its ending.
    ///
    /// - Throws: exit status 66 where there is none, after saying why on standard error.
    func firstLine() throws -> [UInt8] {
        let line = try octets().prefix { $0 != 0x0A }
        let secret = Array(line.last == 0x0D ? line.dropLast() : line)
        guard !secret.isEmpty else {
            throw Self.failure(
                name, HelpWords.text(en: "there is no password in its first line", ja: "1 行目にパスワードがありません"))
        }
        return secret
    }

    private func octets() throws -> [UInt8] {
        switch self {
        case .standardInput where StandardStream.inputIsTerminal:
            throw Self.failure(
                name,
                HelpWords.text(
                    en: "it is a terminal and would show the password; without the option it is asked for hidden",
                    ja: "端末からの入力ではパスワードが表示されてしまいます。オプションを外すと、表示せずに尋ねます"))
        case .standardInput: return Self.lineOfStandardInput()
        case .file(let path): return try Self.contents(of: path)
        case .command(let command): return try output(of: command)
        }
    }

    /// The octets of a file.
    ///
    /// - Throws: exit status 66, after saying why on standard error.
    static func contents(of path: String) throws -> [UInt8] {
        do {
            if let octets = try PrivateFile.read(path) { return octets }
        } catch {
            throw failure(path, error.reason)
        }
        throw failure(path, String(cString: strerror(ENOENT)))
    }

    /// Octet by octet: the lines of a batch may follow.
    private static func lineOfStandardInput() -> [UInt8] {
        var line: [UInt8] = []
        var octet: UInt8 = 0
        while line.count < limit, line.last != 0x0A {
            let count = read(0, &octet, 1)
            if count == 1 { line.append(octet) } else if count == 0 || errno != EINTR { break }
        }
        return line
    }

    private func output(of command: String) throws -> [UInt8] {
        guard let stream = popen(command, "r") else { throw Self.failure(name, String(cString: strerror(errno))) }
        var octets = [UInt8](repeating: 0, count: Self.limit)
        let count = fread(&octets, 1, octets.count, stream)
        let status = pclose(stream)
        guard status == 0 else {
            throw Self.failure(
                name,
                status & 0x7F == 0
                    ? HelpWords.text(
                        en: "it ended with status \(status >> 8 & 0xFF)", ja: "終了ステータス \(status >> 8 & 0xFF) で終わりました")
                    : HelpWords.text(en: "signal \(status & 0x7F) ended it", ja: "シグナル \(status & 0x7F) で終わりました"))
        }
        return Array(octets.prefix(count))
    }

    /// A command is not repeated: it may hold a secret itself.
    private var name: String {
        switch self {
        case .standardInput: "standard input"
        case .file(let path): path
        case .command: "the password command"
        }
    }

    static func failure(_ name: String, _ reason: String) -> ExitCode {
        StandardStream.error.say(
            HelpWords.text(
                en: "popscope: cannot use \(name): \(reason)", ja: "popscope: \(name) を使えません: \(reason)"))
        return ExitCode(66)
    }
}

import Foundation
import TestSupport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Lends the built program as a server on ports that the system chose, with the five messages (`LabMail`) for alice.
///
/// - Parameter makesCertificate: whether it shows a certificate of its own making, which the account's authority has not
///   signed.
/// - Throws: ``ServerError/misbehaved(_:)`` also when the server does not end with status 0 once it is asked to.
func withPopscopeServing<Value: Sendable>(
    makesCertificate: Bool = false, _ body: (Account) async throws -> Value
) async throws -> Value {
    let folder = try TemporaryFolder()
    for (index, message) in LabMail.messages.enumerated() {
        try Data(message).write(to: URL(fileURLWithPath: "\(folder.path)/\(index + 1).eml"))
    }
    return try await withPopscope(
        ["serve", "--user", "alice:wonderland", "--mail", folder.path], urls: 2, makesCertificate: makesCertificate,
        body)
}

/// Lends the built program, run by a command that listens and prints the URLs first: `serve`, `proxy`.
///
/// - Parameters:
///   - arguments: the command; ports and certificate are added.
///   - urls: how many it prints; where it is one, that port is for clear text and for TLS.
///   - makesCertificate: whether it shows a certificate of its own making, which the account's authority has not signed.
/// - Throws: ``ServerError/misbehaved(_:)`` also when it does not end with status 0 once it is asked to.
func withPopscope<Value: Sendable>(
    _ arguments: [String], urls: Int, makesCertificate: Bool = false, _ body: (Account) async throws -> Value
) async throws -> Value {
    let program = try await RunningPopscope(arguments, urls: urls, makesCertificate: makesCertificate)
    do {
        let value = try await body(program.account)
        try program.close()
        return value
    } catch {
        try? program.close()
        throw error
    }
}

/// The program's process ends with the tests, however they end, and its folder is removed: a shell waits for the end of a
/// pipe that the tests hold.
private final class RunningPopscope {
    let account: Account
    private let folder: String
    private let process = Process()
    private let lifeline = Pipe()

    init(_ arguments: [String], urls count: Int, makesCertificate: Bool) async throws {
        let folder = try TemporaryFolder.make()
        self.folder = folder
        let output = Pipe()
        do {
            try await Authority.make(in: folder)
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments =
                try ["-c", Self.keeping, "bash", folder, "\(count)"]
                + Self.command(arguments + (count > 1 ? ["--tls-port", "0"] : []), folder, makesCertificate)
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8"]
            process.standardInput = lifeline
            process.standardOutput = output
            process.standardError = try newFile(folder + "/log")
            try process.run()
        } catch {
            try FileManager.default.removeItem(atPath: folder)
            throw error
        }
        let urls = Self.lines(count, from: output.fileHandleForReading)
        let log = try String(contentsOfFile: folder + "/log", encoding: .utf8)
        guard urls.count == count, let first = urls.first.flatMap(Self.port), let last = urls.last.flatMap(Self.port)
        else {
            try lifeline.fileHandleForWriting.close()
            process.waitUntilExit()
            throw ServerError.misbehaved("it printed \(urls), and: \(log)")
        }
        account = Account(ports: Ports(clear: first, tls: last), authority: folder + "/authority.pem")
    }

    func close() throws {
        let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
        try lifeline.fileHandleForWriting.close()
        process.waitUntilExit()
        let status = process.terminationStatus
        guard status == 0 else { throw ServerError.misbehaved("it ended with status \(status): \(log)") }
    }
}

extension RunningPopscope {
    /// `$1` the folder, `$2` how many URLs, then the program's command. What it prints behind the URLs is thrown away, so
    /// that it never waits.
    private static let keeping = """
        trap '' INT HUP
        folder=$1
        urls=$2
        shift 2
        exec 3<&0 4> >(head -n "$urls"; exec >&-; cat >/dev/null)
        "$@" </dev/null >&4 3<&- &
        exec >&- 4>&-
        cat <&3 >/dev/null
        kill -TERM $!
        wait $!
        status=$?
        rm -rf -- "$folder"
        exit $status
        """

    private static func command(
        _ arguments: [String], _ folder: String, _ makesCertificate: Bool
    ) throws -> [String] {
        let certificate = ["--cert", folder + "/cert.pem", "--key", folder + "/key.pem"]
        return [try builtPopscope()] + arguments + ["--port", "0"]
            + (makesCertificate ? [] : certificate)
    }

    /// The first lines of a stream; fewer when it ends before, or nothing comes for twenty seconds.
    private static func lines(_ count: Int, from stream: FileHandle) -> [Substring] {
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while octets.count(where: { $0 == UInt8(ascii: "\n") }) < count {
            var waiting = pollfd(fd: stream.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 20_000) > 0 else { break }
            let length = read(stream.fileDescriptor, &chunk, chunk.count)
            guard length > 0 else { break }
            octets += chunk[..<length]
        }
        return String(decoding: octets, as: UTF8.self).split(separator: "\n")
    }

    /// The port that a URL names.
    private static func port(_ url: Substring) -> UInt16? {
        url.firstMatch(of: #/^pop3s?://127\.0\.0\.1:(\d+)$/#).flatMap { UInt16($0.1) }
    }
}

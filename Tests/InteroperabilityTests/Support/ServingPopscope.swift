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
    let server = try await ServingPopscope(makesCertificate: makesCertificate)
    do {
        let value = try await body(server.account)
        try server.close()
        return value
    } catch {
        try? server.close()
        throw error
    }
}

/// The server's process ends with the tests, however they end, and its folder is removed: a shell waits for the end of a
/// pipe that the tests hold.
private final class ServingPopscope {
    let account: Account
    private let process = Process()
    private let lifeline = Pipe()

    init(makesCertificate: Bool) async throws {
        let folder = try TemporaryFolder.make()
        let output = Pipe()
        do {
            try await Self.furnish(folder)
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = try ["-c", Self.keeping, "bash", folder] + Self.command(folder, makesCertificate)
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8"]
            process.standardInput = lifeline
            process.standardOutput = output
            process.standardError = try newFile(folder + "/log")
            try process.run()
        } catch {
            try FileManager.default.removeItem(atPath: folder)
            throw error
        }
        let urls = Self.lines(2, from: output.fileHandleForReading)
        let log = try String(contentsOfFile: folder + "/log", encoding: .utf8)
        guard let clear = Self.port(urls, "pop3"), let tls = Self.port(urls, "pop3s") else {
            try lifeline.fileHandleForWriting.close()
            process.waitUntilExit()
            throw ServerError.misbehaved("it printed \(urls), and: \(log)")
        }
        account = Account(ports: Ports(clear: clear, tls: tls), authority: folder + "/authority.pem")
    }

    func close() throws {
        try lifeline.fileHandleForWriting.close()
        process.waitUntilExit()
        let status = process.terminationStatus
        guard status == 0 else { throw ServerError.misbehaved("it ended with status \(status)") }
    }
}

extension ServingPopscope {
    /// `$1` the folder, then the server's command.
    private static let keeping = """
        trap '' INT HUP
        folder=$1
        shift
        exec 3<&0
        "$@" </dev/null 3<&- &
        exec >&-
        cat <&3 >/dev/null
        kill -TERM $!
        wait $!
        status=$?
        rm -rf -- "$folder"
        exit $status
        """

    /// The certificate, and the mail in files.
    private static func furnish(_ folder: String) async throws {
        try await Authority.make(in: folder)
        for (index, message) in LabMail.messages.enumerated() {
            try Data(message).write(to: URL(fileURLWithPath: "\(folder)/\(index + 1).eml"))
        }
    }

    private static func command(_ folder: String, _ makesCertificate: Bool) throws -> [String] {
        let ports = ["--port", "0", "--tls-port", "0"]
        let certificate = ["--cert", folder + "/cert.pem", "--key", folder + "/key.pem"]
        return [try builtPopscope(), "serve", "--user", "alice:wonderland", "--mail", folder]
            + ports + (makesCertificate ? [] : certificate)
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

    private static func port(_ lines: [Substring], _ scheme: String) -> UInt16? {
        let beginning = scheme + "://127.0.0.1:"
        return lines.first { $0.hasPrefix(beginning) }.flatMap { UInt16($0.dropFirst(beginning.count)) }
    }
}

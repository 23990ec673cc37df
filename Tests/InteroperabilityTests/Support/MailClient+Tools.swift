import Foundation
import TestSupport

extension Errand {
    /// A person's session typed ahead; replies come back in one piece.
    func openssl() async throws -> Haul {
        let blob = Data("\0\(account.user)\0\(account.password)".utf8).base64EncodedString()
        let logins: [String] =
            switch login {
            case .user: ["USER \(account.user)", "PASS \(account.password)"]
            case .plain: ["AUTH PLAIN \(blob)"]
            case .apop, .login, .cramMD5, .scramSHA1, .scramSHA256: []
            }
        let lines = logins + LabMail.messages.indices.map { "RETR \($0 + 1)" } + ["QUIT"]
        let session = lines.map { $0 + "\r\n" }.joined()
        let start = encryption == .starttls ? ["-starttls", "pop3"] : []
        let output = try await TestSupport.run(
            program,
            ["s_client", "-quiet", "-connect", "127.0.0.1:\(port)", "-CAfile", account.authority]
                + ["-verify_hostname", "localhost", "-verify_return_error"] + start,
            stdin: session)
        let greetings = encryption == .starttls ? 0 : 1
        let messages = bodies(in: Array(output.stdout.utf8), behind: greetings + logins.count)
        return Haul(status: output.status, messages: messages, log: session + output.stderr)
    }

    /// The bodies of the replies of several lines, behind some of one line.
    private func bodies(in replies: [UInt8], behind count: Int) -> [[UInt8]] {
        var lines = replies.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropFirst(count)
        var bodies: [[UInt8]] = []
        while lines.popFirst()?.starts(with: Array("+OK".utf8)) == true, lines.count > 1 {
            var body: [UInt8] = []
            while let line = lines.popFirst(), !line.elementsEqual(Array(".\r".utf8)) {
                body += line.first == UInt8(ascii: ".") ? line.dropFirst() : line
                body.append(UInt8(ascii: "\n"))
            }
            bodies.append(body)
        }
        return bodies
    }

    func curl() async throws -> Haul {
        let scheme = encryption == .starttls ? "pop3" : "pop3s"
        let name = login == .apop ? "+APOP" : login.rawValue.uppercased()
        return try await run(stdin: "user = \"\(account.user):\(account.password)\"\n") { folder in
            [
                "--verbose", "--silent", "--show-error", "--ssl-reqd", "--max-time", "30", "--config", "-",
                "--cacert", account.authority, "--login-options", "AUTH=\(name)",
                "--output", folder + "/mail/#1", "\(scheme)://127.0.0.1:\(port)/[1-\(LabMail.messages.count)]",
            ]
        }
    }

    /// Python's own library; it takes lines of at most 2,048 octets unless it is told otherwise.
    func poplib() async throws -> Haul {
        let script = """
            import poplib, ssl, sys
            folder, port, authority, encryption, login, user, password = sys.argv[1:]
            poplib._MAXLINE = 1 << 16
            trust = ssl.create_default_context(cafile=authority)
            if encryption == "implicit":
                mailbox = poplib.POP3_SSL("127.0.0.1", int(port), context=trust, timeout=30)
            else:
                mailbox = poplib.POP3("127.0.0.1", int(port), timeout=30)
                mailbox.stls(trust)
            print("encrypted by", mailbox.sock.version())
            mailbox.set_debuglevel(2)
            if login == "apop":
                mailbox.apop(user, password)
            else:
                mailbox.user(user)
                mailbox.pass_(password)
            for number in range(1, mailbox.stat()[0] + 1):
                with open(f"{folder}/mail/{number}", "wb") as file:
                    file.write(b"".join(line + b"\\r\\n" for line in mailbox.retr(number)[1]))
            mailbox.quit()
            """
        return try await run { folder in
            ["-c", script, folder, "\(port)", account.authority, encryption.rawValue, login.rawValue]
                + [account.user, account.password]
        }
    }
}

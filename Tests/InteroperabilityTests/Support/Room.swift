import Foundation
import TestSupport

/// A room of its own for a server: a private view of the machine that ends with the tests, however they end.
///
/// The server sees `/usr` with its package laid over it, `/etc` with two users, a `/var/mail` of its own and no system
/// log; the machine sees none of that. It works for any user, because the room is a user namespace: the person who runs
/// the tests is user 1000 inside, and so are alice and bob. Mail and configuration stay that person's files.
///
/// The room's first process waits for the end of a pipe that the tests hold. When they end, even by a signal, the kernel
/// ends every process of the room, and a shell outside removes its folder.
final class Room: Sendable {
    let path: String
    private let process: Process
    private let lifeline: Pipe
    private let log: FileHandle

    init(_ kind: ServerKind, ports: Ports) async throws {
        path = try TemporaryFolder.make()
        let recipe = Recipe.of(kind, room: path, ports: ports)
        try await Room.furnish(path, for: recipe)
        let logPath = path + "/log"
        let output = try newFile(logPath)
        log = try FileHandle(forReadingFrom: URL(fileURLWithPath: logPath))
        lifeline = Pipe()
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", Room.outside, "bash", path, kind.folder, recipe.command, Room.inside, Room.first]
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"]
        process.standardInput = lifeline
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    /// Whether the server may still answer: false once it has ended.
    var isOpen: Bool { process.isRunning }

    /// What the server has written until now.
    func written() throws -> String {
        try log.seek(toOffset: 0)
        return String(decoding: try log.readToEnd() ?? Data(), as: UTF8.self)
    }

    /// Ends the server and waits until its processes and its folder are gone.
    func close() throws {
        try lifeline.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Puts the mail back as it was in the beginning. No session may be open.
    func deliver(_ mail: [String: Data]) throws {
        let spool = path + "/system/mail"
        for name in try FileManager.default.contentsOfDirectory(atPath: spool) {
            try FileManager.default.removeItem(atPath: spool + "/" + name)
        }
        for (name, contents) in mail { try Room.write(contents, to: spool + "/" + name) }
    }

    /// Whether a mailbox is locked by a session that has not quite ended.
    var isMailLocked: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/system/mail")) ?? []
        return names.contains { $0.hasSuffix(".lock") }
    }
}

extension Room {
    /// `$1` room, `$2` package folder, `$3` command, `$4` and `$5` the next two scripts.
    private static let outside = """
        trap '' INT HUP
        unshare --user --map-root-user --mount --pid --fork --kill-child bash -c "$4" bash "$@"
        rm -rf -- "$1"
        """

    /// Relative names in the overlays, so that a path may hold a colon or a comma.
    private static let inside = """
        set -e
        cd "$2"
        mount -t overlay overlay -o lowerdir=usr:/usr /usr
        cd "$1/system"
        mount -t overlay overlay -o lowerdir=etc:/etc /etc
        mount -t overlay overlay -o lowerdir=lib:/var/lib /var/lib
        mount --bind mail /var/mail
        if [ -e /dev/log ]; then mount --bind /dev/null /dev/log; fi
        cd "$1"
        exec unshare --user --map-user=1000 --map-group=1000 --keep-caps bash -c "$5" bash "$@"
        """

    /// Process 1 of the room: when it ends, for whatever reason, the kernel ends all others.
    private static let first = """
        exec 3<&0
        bash -c "$3" </dev/null 3<&- &
        cat <&3 >/dev/null &
        wait -n
        """

    private static func furnish(_ path: String, for recipe: Recipe) async throws {
        for folder in ["system/etc/pam.d", "system/lib/popa3d", "system/mail"] + recipe.folders {
            try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
        }
        let alice = try await hash("wonderland")
        let bob = try await hash("builder")
        try write(
            """
            root:x:0:0::/:/bin/sh
            popa3d:x:1000:1000::/:/bin/false
            alice:\(alice):1000:1000::/:/bin/false
            bob:\(bob):1000:1000::/:/bin/false

            """, to: path + "/system/etc/passwd")
        try write("root:x:0:\npopa3d:x:1000:\nmail:x:1000:\n", to: path + "/system/etc/group")
        try write("passwd: files\ngroup: files\nshadow: files\nhosts: files\n", to: path + "/system/etc/nsswitch.conf")
        for service in ["other", "popa3d", "pop3d"] {
            let stack = "auth required pam_unix.so nodelay\naccount required pam_permit.so\n"
            try write(stack, to: path + "/system/etc/pam.d/" + service)
        }
        for (name, contents) in recipe.files { try write(contents, to: path + "/" + name) }
        if recipe.offersTLS { try await Authority.make(in: path) }
    }

    private static func hash(_ password: String) async throws -> String {
        guard let openssl = installed("openssl") else { throw ServerError.missing("openssl") }
        let output = try await run(openssl, ["passwd", "-6", "-stdin"], stdin: password + "\n")
        guard output.status == 0 else { throw ServerError.failed("openssl", output.stderr) }
        return output.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func write(_ text: String, to path: String) throws {
        try write(Data(text.utf8), to: path)
    }

    private static func write(_ contents: Data, to path: String) throws {
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try contents.write(to: file)
        // An hour old: popa3d waits a second when a mailbox has just changed.
        let attributes: [FileAttributeKey: Any] = [
            .posixPermissions: 0o600, .modificationDate: Date(timeIntervalSinceNow: -3600),
        ]
        try FileManager.default.setAttributes(attributes, ofItemAtPath: path)
    }
}

import Foundation
import TestSupport
import Testing

/// What this machine has of what the tests need.
///
/// `.ci/test` installs all of it. Where something is missing the tests are skipped and say why; where CI is set in the
/// environment they run all the same, and fail.
enum Available {
    /// The first thing a server needs and that is not there, or nil.
    static func missing(for kind: ServerKind) -> String? {
        if let tool = missing(kind.tools) { return tool }
        guard FileManager.default.isExecutableFile(atPath: kind.folder + kind.program) else { return "\(kind)" }
        return mayUnshare ? nil : "the right to make a user namespace (kernel.unprivileged_userns_clone)"
    }

    /// The first program that is not installed, or nil.
    static func missing(_ tools: [String]) -> String? {
        tools.first { installed($0) == nil }
    }

    static let isRequired = ProcessInfo.processInfo.environment["CI"] != nil

    private static let mayUnshare: Bool = {
        let trial = Process()
        trial.executableURL = URL(fileURLWithPath: installed("unshare") ?? "/usr/bin/unshare")
        trial.arguments = ["--user", "--map-root-user", "--mount", "--pid", "--fork", "true"]
        trial.standardError = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }()
}

extension Trait where Self == ConditionTrait {
    /// The three real servers.
    static var requiresServers: Self {
        requires(ServerKind.allCases.lazy.compactMap(Available.missing(for:)).first)
    }

    /// The servers as Debian 12 has them: others answer otherwise.
    static var requiresDebian12: Self {
        let release = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        return .enabled(if: release.contains("VERSION_ID=\"12\"\n"), "the baselines are of the servers of Debian 12")
    }

    /// Programs of the system, by name.
    static func requires(tools: String...) -> Self {
        requires(Available.missing(tools))
    }

    private static func requires(_ missing: String?) -> Self {
        .enabled(if: missing == nil || Available.isRequired, "\(missing ?? "nothing") is missing; .ci/test installs it")
    }
}

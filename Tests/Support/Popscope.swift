import Foundation

/// Runs the built program with a home folder of its own.
///
/// - Parameters:
///   - stdin: what comes through a pipe, at most 64 KiB.
///   - home: its HOME and all its XDG folders; look there for what it left behind.
///   - environment: variables to add; an empty value is as good as none.
public func popscope(
    _ arguments: [String], stdin: String = "", home: TemporaryFolder, environment: [String: String] = [:]
) async throws -> ProcessOutput {
    let environment = popscopeEnvironment(home: home).merging(environment) { _, given in given }
    return try await run(try builtPopscope(), arguments, stdin: stdin, environment: environment)
}

/// The environment of a program that knows no folder but `home`.
public func popscopeEnvironment(home: TemporaryFolder) -> [String: String] {
    [
        "HOME": home.path,
        "XDG_CACHE_HOME": home.path + "/cache",
        "XDG_CONFIG_HOME": home.path + "/config",
        "XDG_DATA_HOME": home.path + "/data",
        "XDG_STATE_HOME": home.path + "/state",
        "TMPDIR": home.path,
        "LC_ALL": "C.UTF-8",
    ]
}

/// The path of the product `popscope`, in the build folder that holds the tests.
///
/// - Throws: ``SubprocessError/notBuilt`` where it is not beside them.
public func builtPopscope() throws(SubprocessError) -> String {
    guard let popscopePath else { throw .notBuilt }
    return popscopePath
}

/// The tests may be a program in that folder, or a bundle with the program some folders down.
private let popscopePath: String? = {
    let tests = [Bundle.main.executablePath, CommandLine.arguments.first, Bundle.main.bundlePath].compactMap { $0 }
    let folders = tests.flatMap { path in
        sequence(first: URL(fileURLWithPath: path)) { $0.deletingLastPathComponent() }.prefix(5)
    }
    return folders.map { $0.appendingPathComponent("popscope").path }
        .first { isProgram($0) }
}()

private func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        && FileManager.default.isExecutableFile(atPath: path)
}

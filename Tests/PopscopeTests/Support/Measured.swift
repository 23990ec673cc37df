import Foundation
import TestSupport

/// Runs the built program and measures how much memory it held at its peak, in mebibytes.
///
/// The system counts for a child what its parent held before it became another program, and the tests hold a lot: so a
/// small program stands between.
func popscopeMeasured(
    _ arguments: [String], stdin: String = "", home: TemporaryFolder
) async throws -> (output: ProcessOutput, peak: Double) {
    let script = """
        import resource, subprocess, sys
        status = subprocess.call(sys.argv[2:])
        with open(sys.argv[1], "w") as report:
            report.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
        sys.exit(status)
        """
    let folder = try TemporaryFolder()
    let report = folder.path + "/peak"
    let output = try await run(
        installed("python3") ?? "/usr/bin/python3", ["-c", script, report, try builtPopscope()] + arguments,
        stdin: stdin, environment: popscopeEnvironment(home: home))
    let peak = try String(contentsOfFile: report, encoding: .utf8)
    // Linux counts in kibibytes.
    return (output, (Double(peak) ?? .infinity) / 1024)
}

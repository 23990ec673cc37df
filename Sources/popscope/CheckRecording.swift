import ArgumentParser
import Conformance
import Console
import Handbook
import POP3

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Judges recordings: what `check` does with files.
struct CheckRecording {
    let files: [String]
    /// Who is judged.
    let party: Session.Side
    let language: Language

    /// The report, and the exit status of what cannot be read; 0 when all can.
    ///
    /// - Throws: the worst such status when none can be read, after saying why on standard error.
    func report(_ scope: Testimony.Scope) throws -> (report: Report, status: Int32) {
        let clock = ContinuousClock.now
        let started = Int(time(nil))
        var check = RecordingCheck(judging: party)
        var failures: [Int32] = []
        var titles: [String] = []
        for file in files {
            do {
                let input = try ExplainInput(file)
                check.begin(input.title, file: input.neighbour)
                defer { check.end() }
                try input.read(as: nil, language) { check.take($0) }
                titles.append(input.title)
            } catch let exit as ExitCode {
                failures.append(exit.rawValue)
            }
        }
        if let worst = failures.max(), titles.isEmpty { throw ExitCode(worst) }
        let target = titles.joined(separator: " ")
        return (
            check.testimony.report(target, started: started, duration: .now - clock, scope), failures.max() ?? 0
        )
    }

    /// Whether a word names a recording and no server: it ends as recordings do, or such a file exists.
    static func isFile(_ word: String) -> Bool {
        guard !word.contains("://") else { return false }
        return word == "-" || word.hasSuffix(".pop3") || access(word, F_OK) == 0
    }
}

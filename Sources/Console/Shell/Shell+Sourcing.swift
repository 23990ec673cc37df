import Handbook
import POP3

/// A file whose lines `:source` runs, as far as they are still to come.
struct SourcedFile {
    /// The lines that were not taken yet, without their endings.
    private(set) var lines: ArraySlice<ArraySlice<UInt8>>
    /// 1 for a file that a person named, one more for each file that named the next.
    let depth: Int

    /// How deep files may name each other: one that names itself would never end.
    static let depthLimit = 8

    init(_ text: [UInt8], depth: Int) {
        lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.depth = depth
    }

    /// The next line, which is taken.
    mutating func next() -> [UInt8]? {
        lines.popFirst().map { Array($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0) }
    }

    /// How many lines have something in them that was not run.
    var left: Int { lines.count { $0 != [] && $0 != [UInt8(ascii: "\r")] } }
}

extension Shell {
    /// Makes the lines of a file the next that are taken. They are lines like any other, so a file may go on behind `:open`.
    func runFile(_ text: String) {
        guard let file = typedPath(text, of: .source) else { return }
        guard sourceDepth < SourcedFile.depthLimit else { return say(trouble: ShellWords.sourcesTooDeep) }
        do {
            guard let octets = try PrivateFile.read(file.path) else {
                return say(trouble: ShellWords.noSuchFile(file.path))
            }
            // Ctrl-C that came before this file is no reason to stop it.
            if sourceDepth == 0 { isInterrupted = false }
            files.append(SourcedFile(octets, depth: sourceDepth + 1))
        } catch {
            say(trouble: ShellWords.cannotRead(error.path, error.reason))
        }
    }

    /// The next line of the innermost file; `nil` when none is left, or Ctrl-C was pressed.
    func nextFileLine() async -> [UInt8]? {
        guard !files.isEmpty else { return nil }
        // Another task hears of Ctrl-C: it gets its turn between two lines.
        await Task.yield()
        if isInterrupted { dropFiles() }
        while var file = files.popLast() {
            guard let line = file.next() else { continue }
            sourceDepth = file.depth
            files.append(file)
            return line
        }
        return nil
    }

    /// Runs no more lines of the files in hand, and says how many those are.
    func dropFiles() {
        let left = files.reduce(0) { $0 + $1.left }
        files = []
        if left > 0 { warn(ShellWords.linesNotRun(left)) }
    }

    /// The path behind a local command; says what is wrong with it.
    func typedPath(_ text: String, of command: LocalCommand) -> TypedPath? {
        do {
            return try TypedPath(text, home: TypedPath.home)
        } catch {
            say(trouble: ShellWords.badPath(error, of: command))
            return nil
        }
    }
}

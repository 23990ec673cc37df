import ArgumentParser
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

/// A transcript, or a log that is read as one.
struct ExplainInput {
    /// What the program calls it in a sentence.
    let name: String
    private let file: InputFile
    private let neighbours: NeighbourFiles

    /// The largest log that is read; a transcript may have any size.
    private static let logLimit = 512 * 1_048_576
    private static let chunk = 262_144

    /// - Throws: exit status 66, after saying why on standard error.
    init(_ path: String) throws {
        name = path == "-" ? "standard input" : path
        neighbours = NeighbourFiles(beside: path)
        file = try InputFile(path: path)
    }

    /// What a document calls it: the file without its folder.
    var title: String { String(name.split(separator: "/").last ?? "") }

    /// The octets of a file in the same folder, as far as it may be read.
    var neighbour: @Sendable (String) -> [UInt8]? {
        { [neighbours] name in neighbours.octets(of: name) }
    }

    /// Hands out the entries in their order, as they are read.
    ///
    /// - Parameter kind: how to read it; `nil` to tell by what stands in it.
    /// - Throws: exit status 65 or 66, after saying why on standard error.
    func read(as kind: LogKind?, _ language: Language, _ take: (TranscriptEntry) throws -> Void) throws {
        let start = try next(language)
        guard kind == .transcript || (kind == nil && Self.isTranscript(start)) else {
            for entry in try imported(start, kind, language) { try take(entry) }
            return
        }
        var reader = TranscriptReader()
        do {
            var octets = start
            while !octets.isEmpty {
                for entry in try reader.read(octets) { try take(entry) }
                octets = try next(language)
            }
            for entry in try reader.finish() { try take(entry) }
        } catch let error as TranscriptError {
            throw refusal(error.text, language)
        }
    }

    /// All octets of a log.
    func octets(_ language: Language) throws -> [UInt8] { try rest(behind: [], language) }

    private static func isTranscript(_ start: [UInt8]) -> Bool {
        let mark = Array("#!pop3-transcript".utf8)
        return start.starts(with: mark)
            || (start.starts(with: [0xEF, 0xBB, 0xBF]) && start.dropFirst(3).starts(with: mark))
    }

    private func imported(_ start: [UInt8], _ kind: LogKind?, _ language: Language) throws -> [TranscriptEntry] {
        let octets = try rest(behind: start, language)
        do {
            return try TranscriptImport.transcript(from: octets, kind: kind).entries
        } catch {
            throw refusal(error.text, language)
        }
    }

    private func rest(behind start: [UInt8], _ language: Language) throws -> [UInt8] {
        var octets = start
        while true {
            let more = try next(language)
            guard !more.isEmpty else { return octets }
            octets += more
            guard octets.count <= Self.logLimit else {
                throw refusal(
                    Localized(
                        en: "a log may have \(Self.logLimit) octets, and this one has more",
                        ja: "ログの大きさは \(Self.logLimit) オクテットまでです"), language)
            }
        }
    }

    /// The next octets; empty at the end.
    private func next(_ language: Language) throws -> [UInt8] {
        while true {
            var code: Int32 = 0
            let octets = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
                let taken = systemRead(file.descriptor, buffer.baseAddress, Self.chunk)
                code = taken < 0 ? errno : 0
                count = max(taken, 0)
            }
            if code == 0 { return octets }
            guard code == EINTR else {
                let reason = String(cString: strerror(code))
                StandardStream.error.say(FileWords.cannotRead(name, reason)[language])
                throw ExitCode(66)
            }
        }
    }

    /// What ends the program because the file is not what it should be.
    func refusal(_ text: Localized, _ language: Language) -> ExitCode {
        StandardStream.error.say(FileWords.fault(in: name, text)[language])
        return ExitCode(65)
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

import Handbook

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Shows the body of a multi-line reply as it passes, in wire form, each line behind its gutter.
///
/// Takes the octets cut anywhere and appends to a buffer that the caller flushes. Of a line that goes on it keeps only what
/// tells whether the line is UTF-8, ``judged`` octets at most: a body of any size and a line of any length need no memory.
struct BodyRenderer: Sendable {
    /// How many lines were begun.
    private(set) var shownLines = 0
    /// How many octets were shown as something else, because a terminal would not have printed them.
    private(set) var changedOctets = 0

    /// By how many octets, from its first above 127 on, it is decided whether a line is text.
    private static let judged = 4_096

    private let layout: Layout
    private let gutter: [UInt8]
    private let bareGutter: [UInt8]
    private let lineLimit: Int
    private let maximumLines: Int
    private var held: [UInt8] = []
    private var isInsideLine = false
    /// How the line in hand is shown; `nil` until an octet above 127 has decided it.
    private var form: Sanitizer.Form?
    private var shownOfLine = 0
    private var cutOfLine = 0

    /// A renderer at the beginning of a body.
    ///
    /// - Parameters:
    ///   - lineLimit: how many octets of one line are shown; a note counts the rest. `nil` shows all.
    ///   - maximumLines: how many lines are shown; the others pass unseen. `nil` shows all.
    init(_ layout: Layout, gutter: Gutter = .server, lineLimit: Int? = nil, maximumLines: Int? = nil) {
        self.layout = layout
        self.gutter = Array(layout.style.paint(gutter.text, gutter.role).utf8)
        bareGutter = Array(layout.style.paint(gutter.bare, gutter.role).utf8)
        self.lineLimit = lineLimit ?? .max
        self.maximumLines = maximumLines ?? .max
    }

    /// Whether no further line will be shown.
    var isFull: Bool { shownLines >= maximumLines && !isInsideLine }

    /// Shows the next octets.
    mutating func append(_ octets: ArraySlice<UInt8>, to output: inout [UInt8]) {
        if isFull { return }
        let input = held.isEmpty ? octets : (held + octets)[...]
        held = []
        input.withUnsafeBufferPointer { input in
            var start = 0
            while start < input.count, !isFull {
                guard let feed = Self.lineFeed(in: input, from: start) else {
                    begin(UnsafeBufferPointer(rebasing: input[start...]), to: &output)
                    return
                }
                let isCRLF = feed > start && input[feed - 1] == 0x0D
                end(UnsafeBufferPointer(rebasing: input[start..<(isCRLF ? feed - 1 : feed)]), to: &output)
                start = feed + 1
            }
        }
    }

    /// The body is over: what was kept back of a line without an ending is shown.
    mutating func finish(to output: inout [UInt8]) {
        guard isInsideLine || !held.isEmpty, !isFull else { return }
        let rest = held
        held = []
        rest.withUnsafeBufferPointer { end($0, to: &output) }
    }

    /// The rest of a line.
    private mutating func end(_ octets: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        if !isInsideLine {
            shownLines += 1
            output.append(contentsOf: octets.isEmpty ? bareGutter : gutter)
        }
        _ = show(octets, isLast: true, to: &output)
        output.append(0x0A)
        if cutOfLine > 0 { noteCut(to: &output) }
        isInsideLine = false
        form = nil
        shownOfLine = 0
    }

    /// A piece of a line that goes on. A CR at its end may belong to the line ending.
    private mutating func begin(_ octets: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        let content = octets.last == 0x0D ? UnsafeBufferPointer(rebasing: octets.dropLast()) : octets
        if !isInsideLine, !content.isEmpty {
            shownLines += 1
            isInsideLine = true
            output.append(contentsOf: gutter)
        }
        let taken = show(content, isLast: false, to: &output)
        held = Array(octets[taken...])
    }

    /// Shows octets of a line, as far as it is known how.
    ///
    /// - Returns: how many were taken; the others are to be shown again with what follows them.
    private mutating func show(_ octets: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout [UInt8]) -> Int {
        if cutOfLine == 0, octets.count <= lineLimit - shownOfLine, Sanitizer.isPlain(octets) {
            output.append(contentsOf: octets)
            shownOfLine += octets.count
            return octets.count
        }
        if let form { return show(octets, as: form, isLast: isLast, to: &output) }
        let start = octets.firstIndex { $0 >= 0x80 } ?? octets.count
        let taken = show(UnsafeBufferPointer(rebasing: octets[..<start]), as: .text, isLast: true, to: &output)
        let rest = UnsafeBufferPointer(rebasing: octets[start...])
        guard !rest.isEmpty, isLast || rest.count > Self.judged else { return taken }
        let isWhole = isLast && rest.count <= Self.judged
        let form = Sanitizer.form(of: UnsafeBufferPointer(rebasing: rest.prefix(Self.judged)), isLast: isWhole)
        self.form = form
        return taken + show(rest, as: form, isLast: isLast, to: &output)
    }

    /// Shows octets up to the limit of a line and counts the rest.
    private mutating func show(
        _ octets: UnsafeBufferPointer<UInt8>, as form: Sanitizer.Form, isLast: Bool, to output: inout [UInt8]
    ) -> Int {
        let room = cutOfLine == 0 ? lineLimit - shownOfLine : 0
        let isCut = octets.count > room
        let part = UnsafeBufferPointer(rebasing: octets.prefix(room))
        let (taken, changed) = Sanitizer.append(part, as: form, isLast: isLast && !isCut, to: &output)
        shownOfLine += taken
        changedOctets += changed
        guard isCut else { return taken }
        cutOfLine += octets.count - taken
        return octets.count
    }

    private mutating func noteCut(to output: inout [UInt8]) {
        let count = Count.octets(cutOfLine)
        output +=
            layout.note(
                Localized(en: "... \(count.en) more in this line", ja: "... この行はさらに \(count.ja)続きます")
            ).block
        cutOfLine = 0
    }

    private static func lineFeed(in octets: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = octets.baseAddress, let found = memchr(base + start, 0x0A, octets.count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}

import Handbook
import POP3
import Testing

@testable import Console

@Suite("A body on the screen, as it passes")
struct BodyRendererTests {
    private func render(
        _ octets: [UInt8], chunk: Int = .max, _ renderer: BodyRenderer = BodyRenderer(Layout(.en))
    ) -> (text: String, renderer: BodyRenderer) {
        var renderer = renderer
        var output: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: min(chunk, max(octets.count, 1))) {
            renderer.append(octets[start..<min(octets.count, start + min(chunk, octets.count))], to: &output)
        }
        renderer.finish(to: &output)
        return (String(decoding: output, as: UTF8.self), renderer)
    }

    @Test(arguments: [
        ("a\r\nb\r\n", "S: a\nS: b\n"), ("\r\n", "S:\n"), ("..pdf\r\n", "S: ..pdf\n"), ("a\nb\n", "S: a\nS: b\n"),
        ("cut", "S: cut\n"),
        ("a\rb\r\r\n", "S: a\\rb\\r\n"), ("a\r", "S: a\\r\n"), ("", ""), ("山田\r\n\r\n😀", "S: 山田\nS:\nS: 😀\n"),
        ("\u{1B}(B\r\n", "S: ␛(B\n"),
    ])
    func `each line of the wire stands behind its gutter, as it came`(wire: String, shown: String) {
        #expect(render(Array(wire.utf8)).text == shown)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 11])
    func `it does not matter where the octets are cut`(chunk: Int) {
        let wire =
            Array("Subject: 山田です\r\n\r\n\u{1B}$B;3\u{1B}(B\r\r\n.\u{202E}é😀\n\r\nend\r".utf8) + [
                0xE5, 0xB1, 0x0D, 0x0A, 0xF0, 0x9F,
            ]
        let whole = render(wire)
        let cut = render(wire, chunk: chunk)
        #expect(cut.text == whole.text)
        #expect(cut.renderer.changedOctets == whole.renderer.changedOctets)
        #expect(cut.renderer.shownLines == whole.renderer.shownLines)
    }

    @Test func `octets that are shown as something else are counted`() {
        let rendered = render(Array("plain\r\n\u{1B}(B\u{202E}\r\n".utf8) + [0xFF, 0x0D, 0x0A])
        #expect(rendered.renderer.changedOctets == 1 + 3 + 1)
        #expect(rendered.renderer.shownLines == 3)
    }

    @Test(arguments: [1, 3, .max])
    func `a line that is too long is cut between characters, and the rest counted`(chunk: Int) {
        let wire = Array("山田太郎です and more\r\nnext\r\n".utf8)
        let rendered = render(wire, chunk: chunk, BodyRenderer(Layout(.en), lineLimit: 10))
        #expect(rendered.text == "S: 山田太\n   | ... 18 octets more in this line\nS: next\n")
    }

    /// \u{8F6C}: two octets of Shift_JIS that are UTF-8 as well, and two that are not.
    private static let shiftJIS: [UInt8] = [0xC3, 0xB1, 0x20, 0x93, 0xFA]

    @Test(arguments: [1, 2, 3, .max])
    func `a line that is no UTF-8 as a whole shows each octet above 127 in hexadecimal`(chunk: Int) {
        let wire = Self.shiftJIS + Array("\r\n".utf8) + Array("\u{F1} and more\r\n".utf8)
        let rendered = render(wire, chunk: chunk)
        #expect(rendered.text == "S: \\xc3\\xb1 \\x93\\xfa\nS: \u{F1} and more\n")
        #expect(rendered.renderer.changedOctets == 4)
    }

    @Test(arguments: [1, 7, 4_096, 4_097, .max], [0, 4_094, 4_095, 4_096, 9_000])
    func `a very long line is judged by its beginning, wherever it is cut`(chunk: Int, ascii: Int) {
        let tail = [UInt8](repeating: 0x61, count: ascii)
        let wire = Self.shiftJIS[..<2] + tail + Self.shiftJIS[2...] + [0x0D, 0x0A]
        let isText = ascii > 4_096 - 4
        let beginning = isText ? "\u{F1}" : "\\xc3\\xb1"
        #expect(
            render(Array(wire), chunk: chunk).text
                == "S: " + beginning + String(repeating: "a", count: ascii) + " \\x93\\xfa\n")
    }

    @Test func `a line of other octets that never ends needs little memory`() {
        var renderer = BodyRenderer(Layout(.en))
        var output: [UInt8] = []
        for _ in 0..<10 { renderer.append([UInt8](repeating: 0xC3, count: 1_000)[...], to: &output) }
        #expect(output.count == 3 + 4 * 10_000)
    }

    @Test func `a line that never ends needs no memory`() {
        var renderer = BodyRenderer(Layout(.ja), lineLimit: 8)
        var output: [UInt8] = []
        for _ in 0..<1_000 { renderer.append([UInt8](repeating: 0x61, count: 1_000)[...], to: &output) }
        #expect(output.count == "S: aaaaaaaa".utf8.count)
        renderer.finish(to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "S: aaaaaaaa\n   | ... この行はさらに 999,992 オクテット続きます\n")
    }

    @Test(arguments: [1, 4, .max])
    func `after so many lines nothing more is shown`(chunk: Int) {
        let rendered = render(Array("1\r\n2\r\n3\r\n4".utf8), chunk: chunk, BodyRenderer(Layout(.en), maximumLines: 2))
        #expect(rendered.text == "S: 1\nS: 2\n")
        #expect(rendered.renderer.isFull)
    }

    @Test(arguments: [1, 2, .max])
    func `nothing in a body reaches the terminal as a command`(chunk: Int) {
        #expect(Hostile.dangers(in: render(Hostile.octets + [0x0A] + Hostile.octets, chunk: chunk).text.utf8) == [])
    }
}

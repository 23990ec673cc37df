import Handbook
import POP3
import Testing

@testable import Console

@Suite("What the server announced")
struct CapabilityViewTests {
    @Test func `each capability with its meaning and source`() {
        #expect(
            CapabilityView(Layout(.en)).lines([
                Capability("SASL", ["PLAIN", "CRAM-MD5"]), Capability("STLS"), Capability("XYZ"),
            ]) == [
                "   | SASL PLAIN CRAM-MD5  login by AUTH, with these mechanisms (RFC 2449 6.3)",
                "   | STLS                before login, the connection can be encrypted by TLS (RFC 2595 4)",
                "   | XYZ                 not a registered capability",
            ])
        #expect(
            CapabilityView(Layout(.ja)).lines([Capability("stls")])
                == ["   | STLS                ログイン前なら、接続を TLS で暗号化できます (RFC 2595 4)"])
    }

    @Test func `nothing announced is not the same as never asked`() {
        #expect(CapabilityView(Layout(.en)).lines([]) == ["   | CAPA announced nothing."])
        #expect(CapabilityView(Layout(.ja)).lines(nil) == ["   | 不明です。接続または TLS の開始以降、CAPA への応答がまだありません。"])
    }

    @Test(arguments: Layout.screens)
    func `hostile capabilities are harmless and fit the screen`(layout: Layout) {
        let lines = CapabilityView(layout).lines([
            Capability(Hostile.text, [Hostile.text]), Capability("EXPIRE", ["30", "USER"]),
        ])
        #expect(Hostile.dangers(in: lines.block) == [])
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= layout.width ?? .max })
    }
}

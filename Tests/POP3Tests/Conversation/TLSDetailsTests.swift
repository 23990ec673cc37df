import POP3
import Testing

@Suite("What a handshake says")
struct TLSDetailsTests {
    @Test(arguments: [
        (0, "1970-01-01 00:00:00 UTC"),
        (-1, "1969-12-31 23:59:59 UTC"),
        (951_782_400, "2000-02-29 00:00:00 UTC"),
        (1_000_000_000, "2001-09-09 01:46:40 UTC"),
        (1_709_251_199, "2024-02-29 23:59:59 UTC"),
        (4_107_542_400, "2100-03-01 00:00:00 UTC"),
        (253_402_300_799, "9999-12-31 23:59:59 UTC"),
        (-62_167_219_200, "0-01-01 00:00:00 UTC"),
    ])
    func `a date is read in the Gregorian calendar`(seconds: Int, text: String) {
        #expect(CertificateDate(seconds: seconds).text == text)
    }

    @Test(arguments: [Int.min, .max])
    func `no number of seconds is too many`(seconds: Int) {
        #expect(CertificateDate(seconds: seconds).text.hasSuffix(" UTC"))
    }

    @Test func `versions come from the oldest to the newest`() {
        #expect(TLSVersion.allCases == TLSVersion.allCases.sorted())
        #expect(TLSVersion.allCases.map(\.rawValue) == ["TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"])
    }
}

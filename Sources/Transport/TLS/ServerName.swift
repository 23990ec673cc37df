#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The host whose certificate is expected, and whether a certificate's names are its (RFC 7817 section 3, RFC 6125).
///
/// A host name must stand among the dNSNames, an address among the iPAddresses of the certificate. The common name is
/// never looked at, and an address that matches does not help a host name that does not.
struct ServerName: Hashable, Sendable {
    /// As the user gave it.
    let text: String
    /// The address in 4 or 16 octets, when the text is one.
    let address: [UInt8]?
    private let labels: [[UInt8]]

    /// - Parameter text: a host name, which may end with a dot, or an address without brackets; an IPv6 zone is ignored.
    init(_ text: String) {
        self.text = text
        address = Self.octets(ofAddress: String(text.prefix { $0 != "%" }))
        labels = Self.labels(text)
    }

    /// What is sent as server name indication: a host name in ASCII, never an address (RFC 6066 section 3).
    var indication: String? {
        let name = text.hasSuffix(".") ? String(text.dropLast()) : text
        let isSendable = (1...253).contains(name.utf8.count) && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return address == nil && isSendable ? name : nil
    }

    /// Whether a certificate with these names is this host's.
    ///
    /// - Parameter addresses: 4 or 16 octets each.
    func matches(dnsNames: [String], addresses: [[UInt8]]) -> Bool {
        if let address { return addresses.contains(address) }
        return dnsNames.contains { matches(pattern: Self.labels($0)) }
    }

    /// `*` stands for one whole label, the leftmost, and never for a name directly below a top-level domain.
    private func matches(pattern: [[UInt8]]) -> Bool {
        guard !labels.isEmpty, pattern.count == labels.count else { return false }
        guard pattern.first == [UInt8(ascii: "*")] else { return pattern == labels }
        return pattern.count >= 3 && labels.first?.isEmpty == false && pattern.dropFirst() == labels.dropFirst()
    }

    /// The labels in small letters, without the empty one behind a last dot; none for an empty name.
    private static func labels(_ name: String) -> [[UInt8]] {
        let octets = name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let parts = octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
        return parts.last == [] ? Array(parts.dropLast()) : parts
    }

    private static func octets(ofAddress text: String) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &octets) == 1 { return Array(octets.prefix(4)) }
        return inet_pton(AF_INET6, text, &octets) == 1 ? octets : nil
    }
}

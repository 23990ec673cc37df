import Handbook
import Transport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension AddressFamily {
    /// The family of an address in numbers; `nil` for a name.
    private init?(ofAddress text: String) {
        var address = in_addr()
        if inet_pton(AF_INET, text, &address) == 1 {
            self = .v4
        } else if text.contains(":") {
            // No name of a host holds a colon.
            self = .v6
        } else {
            return nil
        }
    }

    /// Why an address cannot be reached by this family alone; `nil` when it can, or when only a look-up would tell.
    func refusal(of host: String) -> Localized? {
        switch (self, AddressFamily(ofAddress: host)) {
        case (.v6, .v4):
            Localized(
                en: "\(host) is an IPv4 address, which cannot be reached by IPv6; leave -6 out.",
                ja: "\(host) は IPv4 アドレスなので、IPv6 では接続できません。-6 を外してください。")
        case (.v4, .v6):
            Localized(
                en: "\(host) is an IPv6 address, which cannot be reached by IPv4; leave -4 out.",
                ja: "\(host) は IPv6 アドレスなので、IPv4 では接続できません。-4 を外してください。")
        case (.any, _), (.v4, .v4), (.v6, .v6), (.v4, nil), (.v6, nil), (_, .any): nil
        }
    }
}

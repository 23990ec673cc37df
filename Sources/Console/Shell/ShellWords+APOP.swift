import Authentication
import Handbook
import POP3

extension ShellWords {
    /// One step of the way to an APOP digest.
    ///
    /// - Parameter isPublic: whether anyone may know the secret, as on the practice server. The digest of another one lets
    ///   anyone log in or try passwords at leisure, and its length helps with that: neither is shown.
    static func apop(_ step: APOP.Step, isPublic: Bool) -> Localized {
        switch step {
        case .timestamp(let text, let octets):
            return Localized(
                en: "1. The timestamp of the greeting, brackets included: \(text) (\(octets) octets)",
                ja: "1. 最初の応答のタイムスタンプ (山括弧を含む): \(text) (\(octets) オクテット)")
        case .secret(let octets):
            return Localized(
                en: "2. The secret that both sides know\(isPublic ? ": \(octets) octets" : ""), no line end behind it",
                ja: "2. 双方が知っている秘密\(isPublic ? ": \(octets) オクテット" : "") (改行は含めない)")
        case .joined(let text, let octets):
            return Localized(
                en: "3. One behind the other: \(text)\(isPublic ? " (\(octets) octets)" : "")",
                ja: "3. つなげる: \(text)\(isPublic ? " (\(octets) オクテット)" : "")")
        case .hashed(let octets):
            return Localized(
                en: "4. MD5 makes \(octets.count) octets of it", ja: "4. MD5 を計算する: 結果は \(octets.count) オクテット")
        case .digest(let digest):
            let shown = isPublic ? digest : Command.mask
            return Localized(
                en: "5. Written as 32 lower-case hexadecimal digits: \(shown)", ja: "5. 小文字の 16 進 32 桁で書く: \(shown)")
        case .command(let command):
            let shown = isPublic ? command.line.text : command.displayText
            return Localized(en: "6. The line to send: \(shown)", ja: "6. 送る行: \(shown)")
        }
    }
}

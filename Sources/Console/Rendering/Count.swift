import Handbook

extension Int {
    /// The number with a comma between thousands: `1,204`.
    var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + text
    }
}

/// A number and what it counts, in both languages.
enum Count {
    static func lines(_ count: Int) -> Localized { of(count, "line", ja: "行") }
    static func octets(_ count: Int) -> Localized { of(count, "octet", ja: "オクテット") }
    static func messages(_ count: Int) -> Localized { of(count, "message", ja: "通") }
    static func exchanges(_ count: Int) -> Localized { of(count, "exchange", ja: "往復") }

    private static func of(_ count: Int, _ noun: String, ja: String) -> Localized {
        Localized(en: "\(count.grouped) \(noun)\(count == 1 ? "" : "s")", ja: "\(count.grouped) \(ja)")
    }
}

extension Duration {
    /// Milliseconds with their fraction.
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    }

    /// The time as a person reads it: `0.4 ms`, `41 ms`, `1.3 s`.
    var text: String {
        let value = milliseconds
        if value >= 999.5 { return Self.tenths(value / 1_000) + " s" }
        return (value >= 9.95 ? String(Int(value.rounded())) : Self.tenths(value)) + " ms"
    }

    /// A number with one digit behind the point, whatever the locale.
    static func tenths(_ value: Double) -> String {
        let tenths = Int((min(max(value, 0), 1e15) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

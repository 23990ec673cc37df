import POP3

extension WireText.Part {
    /// The octets; none for a placeholder.
    var octets: [UInt8] {
        switch self {
        case .octets(let octets): octets
        case .placeholder: []
        }
    }
}

extension WireText {
    /// A line of the text; what ends it, `nil` where it goes on in the next text.
    struct Piece: Hashable {
        let text: WireText
        let end: [UInt8]?
    }

    /// The lines that are in the text. Those of an exact text have their ends in it.
    var lines: [Piece] {
        var lines: [Piece] = []
        var line: [Part] = []
        for part in parts {
            guard case .octets(let octets) = part else {
                line.append(part)
                continue
            }
            var rest = octets[...]
            while let feed = rest.firstIndex(of: 0x0A) {
                let content = rest[..<feed]
                let isPair = content.last == 0x0D
                line.append(.octets(Array(isPair ? content.dropLast() : content)))
                lines.append(Piece(text: WireText(line, ending: .exact), end: isPair ? [0x0D, 0x0A] : [0x0A]))
                line = []
                rest = rest[(feed + 1)...]
            }
            line.append(.octets(Array(rest)))
        }
        let last = WireText(line, ending: .exact)
        switch ending {
        case .line: lines.append(Piece(text: last, end: []))
        case .exact: if !last.parts.isEmpty { lines.append(Piece(text: last, end: nil)) }
        }
        return lines
    }

    /// The text with its octets changed, and the names in its placeholders replaced.
    func mapped(
        _ names: inout Pseudonyms, _ change: ([UInt8], inout Pseudonyms) -> [UInt8]
    ) -> WireText {
        var changed: [Part] = []
        for part in parts {
            switch part {
            case .octets(let octets): changed.append(.octets(change(octets, &names)))
            case .placeholder(let placeholder): changed.append(.placeholder(placeholder.renamed(by: &names)))
            }
        }
        return WireText(changed, ending: ending)
    }
}

extension Placeholder {
    /// The placeholder of the same secret of somebody else: of `bob.2` the number stays.
    fileprivate func renamed(by names: inout Pseudonyms) -> Placeholder {
        switch self {
        case .secret(let name): .secret(Self.renamed(name, &names))
        case .computed(let computation, let name): .computed(computation, name: Self.renamed(name, &names))
        case .variable, .anything: self
        }
    }

    private static func renamed(_ name: String, _ names: inout Pseudonyms) -> String {
        let number = name.lastIndex(of: ".").map { name[$0...] } ?? ""
        let hasNumber = number.count > 1 && number.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        let user = hasNumber ? name.dropLast(number.count) : name[...]
        let pseudonym = String(decoding: names.of(user.utf8, .user), as: UTF8.self)
        return pseudonym + (hasNumber ? number : "")
    }
}

/// A line as a transcript expects it: known octets, placeholders, and its ending.
public struct LineTemplate: Hashable, Sendable {
    /// The pieces before the ending; no two runs of octets stand side by side, and none is empty.
    public let parts: [WireText.Part]
    /// How the line ends on the wire.
    public let ending: Line.Ending

    /// A line of these pieces; neighbouring octets become one.
    public init(_ parts: [WireText.Part], ending: Line.Ending = .crlf) {
        self.parts = WireText(parts).parts
        self.ending = ending
    }

    /// A line of known octets.
    public init(_ line: Line) {
        self.init([.octets(line.bytes)], ending: line.ending)
    }

    /// Octets that a session takes for such a line: each placeholder has something harmless in its place.
    public var standIn: Line {
        Line(bytes: parts.flatMap(\.standIn), ending: ending)
    }

    /// The line as a transcript writes it, placeholders by their names; for people, still to be sanitised.
    public var text: [UInt8] {
        parts.flatMap { part in
            switch part {
            case .octets(let octets): octets
            case .placeholder(let placeholder): Array(placeholder.text.utf8)
            }
        }
    }

    /// The same without the octets of a secret that stands in it in clear.
    ///
    /// - Parameter command: what ``standIn`` is, its secret kept.
    func text(masking command: Command) -> [UInt8] {
        let secret = command.secretRange ?? 0..<0
        var (text, start) = ([UInt8](), 0)
        for part in parts {
            let place = start..<(start + part.standIn.count)
            start = place.upperBound
            switch part {
            case .placeholder(let placeholder): text += Array(placeholder.text.utf8)
            case .octets(let octets):
                let hidden = secret.clamped(to: place)
                guard !hidden.isEmpty else {
                    text += octets
                    continue
                }
                text += octets[..<(hidden.lowerBound - place.lowerBound)] + Array(Command.mask.utf8)
                text += octets[(hidden.upperBound - place.lowerBound)...]
            }
        }
        return text
    }

    /// The words between single spaces; a placeholder never holds one.
    var words: [LineTemplate] {
        var words: [[WireText.Part]] = [[]]
        for part in parts {
            guard case .octets(let octets) = part else {
                words[words.count - 1].append(part)
                continue
            }
            for (index, piece) in octets.split(separator: Octet.space, omittingEmptySubsequences: false).enumerated() {
                if index > 0 { words.append([]) }
                words[words.count - 1].append(.octets(Array(piece)))
            }
        }
        return words.map { LineTemplate($0, ending: .missing) }
    }

    /// The same line without its first octets, as far as they are known.
    public func dropping(_ count: Int) -> LineTemplate {
        guard case .octets(let octets) = parts.first else { return self }
        return LineTemplate([.octets(Array(octets.dropFirst(count)))] + parts.dropFirst(), ending: ending)
    }
}

extension LineTemplate {
    /// Compares octets with the template.
    ///
    /// A placeholder without a value takes everything up to the next known octets, and its value is kept when the whole fits.
    /// - Returns: `nil` when they fit; else the offset of the first octet that differs, which may be their end.
    func difference(from octets: ArraySlice<UInt8>, _ variables: inout TranscriptVariables) -> Int? {
        let parts = variables.filled(self).parts
        var found: [String: [UInt8]] = [:]
        var rest = octets
        var hole: Placeholder?
        for (index, part) in parts.enumerated() {
            switch part {
            case .octets(let known):
                guard let open = hole else {
                    let common = zip(known, rest).prefix { $0 == $1 }.count
                    guard common == known.count else { return rest.startIndex - octets.startIndex + common }
                    rest = rest.dropFirst(common)
                    continue
                }
                let isLast = index == parts.count - 1
                guard let place = isLast ? rest.place(ofSuffix: known) : rest.firstRange(of: known)?.lowerBound,
                    variables.allows(Array(rest[..<place]), for: open, &found)
                else { return rest.startIndex - octets.startIndex }
                rest = rest[(place + known.count)...]
                hole = nil
            case .placeholder(let placeholder):
                if let open = hole, !variables.allows([], for: open, &found) {
                    return rest.startIndex - octets.startIndex
                }
                hole = placeholder
            }
        }
        if let open = hole {
            guard variables.allows(Array(rest), for: open, &found) else { return rest.startIndex - octets.startIndex }
        } else if !rest.isEmpty {
            return rest.startIndex - octets.startIndex
        }
        for (name, value) in found { variables.set(name, to: value) }
        return nil
    }
}

extension ArraySlice<UInt8> {
    fileprivate func place(ofSuffix suffix: [UInt8]) -> Int? {
        count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix) ? endIndex - suffix.count : nil
    }
}

extension WireText.Part {
    /// What stands in for the piece where only its form counts.
    fileprivate var standIn: [UInt8] {
        switch self {
        case .octets(let octets): octets
        case .placeholder(.variable(let name)) where name.hasPrefix("apop.stamp"):
            Array("<\(name)@transcript.invalid>".utf8)
        case .placeholder(.variable(let name)) where name.hasPrefix("challenge."):
            Array(Base64.encode(Array(name.utf8)).utf8)
        case .placeholder(.variable(let name)): Array(name.utf8)
        case .placeholder(.secret), .placeholder(.computed): Array("secret".utf8)
        case .placeholder(.anything): []
        }
    }
}

extension LineTemplate {
    /// Whether octets fit; the variables among the placeholders get their values from them.
    public func takes(_ octets: ArraySlice<UInt8>, _ variables: inout TranscriptVariables) -> Bool {
        difference(from: octets, &variables) == nil
    }

    /// The name of the secret in it; `nil` without one.
    public var secretName: String? {
        for case .placeholder(let placeholder) in parts {
            if let name = placeholder.secretName { return name }
        }
        return nil
    }
}

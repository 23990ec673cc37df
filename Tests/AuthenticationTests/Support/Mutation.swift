extension [UInt8] {
    /// These octets with one to three of them changed, removed, doubled or added.
    func mutated(using random: inout some RandomNumberGenerator) -> [UInt8] {
        var octets = self
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0...octets.count, using: &random)
            let digit = Self.digits.randomElement(using: &random) ?? 0x41
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where place < octets.count: octets[place] = digit
            case 1 where place < octets.count: octets.remove(at: place)
            case 2 where place < octets.count: octets.insert(octets[place], at: place)
            default: octets.insert(digit, at: place)
            }
        }
        return octets
    }

    private static let digits = Array(0x41...0x5A) + Array(0x61...0x7A) + Array(0x30...0x39) + [0x2B, 0x2F, 0x3D]
}

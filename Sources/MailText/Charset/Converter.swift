#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What one U+FFFD stands for where a converter stops.
///
/// A damaged character must not swallow us-ascii that follows it.
enum Malformed: Hashable, Sendable {
    /// One octet.
    case octet
    /// A lead octet and the trail octet after it, whatever that is: both were computed.
    case pair
    /// An octet above 0x80, and the next one if that is above too.
    case pairUnlessASCII
    /// As before, by the lead octets of Shift_JIS.
    case shiftJIS

    func length(at offset: Int, of octets: UnsafeRawBufferPointer) -> Int {
        let next = offset + 1
        guard next < octets.count else { return 1 }
        let isPair =
            switch self {
            case .octet: false
            case .pair: octets[offset] >= 0x80
            case .pairUnlessASCII: (0x81...0xFE).contains(octets[offset]) && octets[next] >= 0x80
            case .shiftJIS: ShiftJIS.isLead(octets[offset]) && octets[next] >= 0x80
            }
        return isPair ? 2 : 1
    }
}

/// One descriptor of the C library's iconv, from a charset to UTF-8.
///
/// Not for two tasks at once: each decoding opens its own.
final class Converter {
    private static let outputSize = 16_384
    private let descriptor: iconv_t
    private var output = [CChar](repeating: 0, count: Converter.outputSize)

    /// `nil`: the C library has no converter of this name, or lacks its module.
    init?(_ name: String) {
        guard let opened = iconv_open("UTF-8", name), opened != iconv_t(bitPattern: -1) else { return nil }
        descriptor = opened
    }

    deinit {
        iconv_close(descriptor)
    }

    /// Appends the octets as UTF-8; each malformed sequence becomes one U+FFFD.
    func convert(_ octets: [UInt8], malformed: Malformed, into decoding: inout Decoding) {
        _ = iconv(descriptor, nil, nil, nil, nil)
        octets.withUnsafeBytes { input in
            var offset = 0
            while offset < input.count {
                switch step(input, from: &offset, into: &decoding) {
                case .advanced: continue
                case .malformed:
                    offset += malformed.length(at: offset, of: input)
                    decoding.appendReplacement()
                case .cut:
                    offset = input.count
                    decoding.appendReplacement()
                    decoding.isCut = true
                }
            }
            flush(into: &decoding)
        }
    }

    private enum Step { case advanced, malformed, cut }

    /// Converts until the output is full or the input makes no sense.
    private func step(
        _ input: UnsafeRawBufferPointer, from offset: inout Int, into decoding: inout Decoding
    ) -> Step {
        var source = input.baseAddress.map {
            UnsafeMutableRawPointer(mutating: $0 + offset).assumingMemoryBound(to: CChar.self)
        }
        var left = input.count - offset
        let failure = write(to: &decoding) { target, room in
            iconv(descriptor, &source, &left, &target, &room) == -1 ? errno : 0
        }
        let isStuck = left == input.count - offset && failure.written == 0
        offset = input.count - left
        switch failure.code {
        case EILSEQ: return .malformed
        case EINVAL: return .cut
        case _ where isStuck: return .malformed
        case _: return .advanced
        }
    }

    /// What a converter still holds back, for instance a character that may yet get an accent.
    private func flush(into decoding: inout Decoding) {
        _ = write(to: &decoding) { target, room in Int32(iconv(descriptor, nil, nil, &target, &room) == -1 ? 1 : 0) }
    }

    private func write(
        to decoding: inout Decoding, _ convert: (inout UnsafeMutablePointer<CChar>?, inout Int) -> Int32
    ) -> (code: Int32, written: Int) {
        output.withUnsafeMutableBufferPointer { buffer in
            var target = buffer.baseAddress
            var room = buffer.count
            let code = convert(&target, &room)
            let written = buffer.count - room
            let octets = UnsafeRawBufferPointer(buffer)[..<written]
            decoding.utf8.append(contentsOf: UnsafeRawBufferPointer(rebasing: octets))
            return (code, written)
        }
    }
}

/// The converters of one decoding, each opened when it is first needed.
final class Converters {
    private var opened: [String: Converter?] = [:]

    func named(_ name: String) -> Converter? {
        if let known = opened[name] { return known }
        let converter = Converter(name)
        opened[name] = .some(converter)
        return converter
    }
}

extension Decoding {
    /// By iconv; without the converter us-ascii alone is shown.
    init(_ octets: [UInt8], converter name: String, malformed: Malformed, with converters: Converters) {
        append(octets, converter: name, malformed: malformed, with: converters)
    }

    mutating func append(_ octets: [UInt8], converter name: String, malformed: Malformed, with converters: Converters) {
        utf8.reserveCapacity(utf8.count + octets.count)
        if let converter = converters.named(name) {
            converter.convert(octets, malformed: malformed, into: &self)
        } else {
            isUnavailable = true
            appendASCII(of: octets)
        }
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension UnsafeRawBufferPointer {
    /// The offset of the first `octet` at or after `start`; `nil` when there is none.
    func offset(of octet: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count,
            let found = memchr(base + start, Int32(octet), count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}

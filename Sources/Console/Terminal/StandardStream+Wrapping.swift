#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension StandardStream {
    /// The columns of the terminal that it leads to; `nil` where it leads elsewhere, and lines may have any length.
    public var columns: Int? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// Writes sentences, each as a line; a terminal gets them wrapped, with further rows moved in.
    ///
    /// - Returns: false when nobody reads any more.
    @discardableResult
    public func say(_ text: String) -> Bool {
        write(Self.rows(of: text, columns: columns).block)
    }

    /// The rows of lines on a screen of so many columns; `nil` wraps nothing.
    static func rows(of text: String, columns: Int?) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let columns else { return lines }
        let indent = min(2, columns / 2)
        return lines.flatMap { line in
            let rows = TextWrapping.lines(of: line, firstWidth: columns, width: columns - indent)
            return rows.prefix(1) + rows.dropFirst().map { String(repeating: " ", count: indent) + $0 }
        }
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A reader that goes away, as `head` does, makes a write fail; it must not end the program in the middle of a session.
func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
}

/// The value of an environment variable; `nil` when it is not set.
func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}

import TestSupport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A terminal without a machine: two descriptors, each of which reads what is written to the other.
enum PseudoTerminal {
    /// Opens a new one.
    ///
    /// - Returns: the side of the person, and the line, which is the side of a program. No process inherits them unasked.
    static func open() throws(Loopback.Failure) -> (terminal: Int32, line: Int32) {
        let terminal = system("/dev/ptmx")
        guard terminal >= 0 else { throw Loopback.Failure() }
        guard let name = lineName(of: terminal) else {
            close(terminal)
            throw Loopback.Failure()
        }
        return (terminal, system(name))
    }

    private static func system(_ path: String) -> Int32 {
        #if canImport(Darwin)
        Darwin.open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        #else
        Glibc.open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        #endif
    }

    #if canImport(Darwin)
    private static func lineName(of terminal: Int32) -> String? {
        guard grantpt(terminal) == 0, unlockpt(terminal) == 0 else { return nil }
        return ptsname(terminal).map { String(cString: $0) }
    }
    #else
    /// Glibc's module does not show the functions of POSIX, so the requests of Linux are made by their numbers.
    private static func lineName(of terminal: Int32) -> String? {
        let setLock: UInt = 0x4004_5431, getNumber: UInt = 0x8004_5430
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        guard ioctl(terminal, setLock, &isLocked) == 0, ioctl(terminal, getNumber, &number) == 0 else { return nil }
        return "/dev/pts/\(number)"
    }
    #endif
}

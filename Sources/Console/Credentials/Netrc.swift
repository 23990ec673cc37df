/// A `.netrc` file: who logs in where, as curl and ftp read it.
///
/// Words stand between blanks; `machine NAME` or `default` begins an entry, `login` and `password` fill it, `account` is
/// passed over, `macdef` goes to the next empty line, and a word that begins with `#` makes the rest of its line a comment.
/// A word in double quotes may hold blanks, with `\"`, `\\`, `\n`, `\r` and `\t`.
public struct Netrc: Sendable {
    /// One entry. It holds a password: never to be shown.
    private struct Entry: Sendable {
        /// The host; `nil` for `default`.
        let machine: String?
        var login: String?
        var password: String?
    }

    private let entries: [Entry]

    /// Reads a file's text. What is no part of the format is passed over, as every program does that reads these files.
    public init(_ text: String) {
        var entries: [Entry] = []
        var words = Words(text)
        while let word = words.next() {
            switch word {
            case "machine": entries.append(Entry(machine: words.next() ?? ""))
            case "default": entries.append(Entry(machine: nil))
            case "macdef": words.skipMacro()
            case "login", "password", "account":
                guard let value = words.next(), var entry = entries.popLast() else { continue }
                if word == "login" { entry.login = value }
                if word == "password" { entry.password = value }
                entries.append(entry)
            default: break
            }
        }
        self.entries = entries
    }

    /// The first entry for a host, compared without letter case, or `default`, that has a password and fits the user.
    ///
    /// - Parameter user: who must log in; `nil` takes the user of the entry.
    public func login(to host: String, as user: String?) -> StoredLogin? {
        for entry in entries where entry.machine.map({ $0.lowercased() == host.lowercased() }) ?? true {
            guard let password = entry.password, user == nil || entry.login == nil || entry.login == user,
                let name = user ?? entry.login
            else { continue }
            return StoredLogin(user: name, secret: Array(password.utf8))
        }
        return nil
    }
}

/// The words of a `.netrc` file.
private struct Words {
    private var rest: Substring

    init(_ text: String) {
        rest = Substring(text)
    }

    mutating func next() -> String? {
        while true {
            rest = rest.drop { $0.isWhitespace }
            guard let first = rest.first else { return nil }
            switch first {
            case "#": rest = rest.drop { !$0.isNewline }
            case "\"":
                rest.removeFirst()
                return quoted()
            default:
                defer { rest = rest.drop { !$0.isWhitespace } }
                return String(rest.prefix { !$0.isWhitespace })
            }
        }
    }

    /// A word up to its closing quote, or to the end of the file.
    private mutating func quoted() -> String {
        var word = ""
        while let character = rest.popFirst(), character != "\"" {
            guard character == "\\", let escaped = rest.popFirst() else {
                word.append(character)
                continue
            }
            switch escaped {
            case "n": word.append("\n")
            case "r": word.append("\r")
            case "t": word.append("\t")
            default: word.append(escaped)
            }
        }
        return word
    }

    /// A macro ends at the next empty line.
    mutating func skipMacro() {
        while !rest.isEmpty {
            let line = rest.prefix { !$0.isNewline }
            rest = rest[line.endIndex...].dropFirst()
            if rest.first?.isNewline ?? true { return }
        }
    }
}

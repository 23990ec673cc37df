/// Where a person's own files are, by the XDG base directories.
enum Paths {
    /// `$XDG_CONFIG_HOME/popscope`; `nil` without a home.
    static var config: String? { folder("XDG_CONFIG_HOME", ".config") }

    /// `$XDG_STATE_HOME/popscope`; `nil` without a home.
    static var state: String? { folder("XDG_STATE_HOME", ".local/state") }

    /// The specification wants absolute paths; others are ignored.
    private static func folder(_ variable: String, _ fallback: String) -> String? {
        if let base = environment(variable), base.hasPrefix("/") { return base + "/popscope" }
        return environment("HOME").flatMap { $0.hasPrefix("/") ? "\($0)/\(fallback)/popscope" : nil }
    }
}

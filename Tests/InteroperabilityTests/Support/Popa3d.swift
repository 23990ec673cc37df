extension Recipe {
    /// popa3d 1.0, one process a connection as under inetd: its own daemon knows only port 110, and allows few sessions
    /// from one address.
    ///
    /// It has no TLS, and finds mail and users only where the system has them. Before it serves a user it sets that
    /// user's groups, which nobody may do in a room: the preloaded function, which `.ci/test` makes, says yes to it.
    static func popa3d(ports: Ports) -> Recipe {
        let listener = "TCP4-LISTEN:\(ports.clear),bind=127.0.0.1,reuseaddr,fork,backlog=128,nodelay"
        return Recipe(
            mail: mboxes,
            files: [:],
            command: "LD_PRELOAD=/usr/lib/setgroups.so socat \(listener) EXEC:/usr/sbin/popa3d,nofork",
            offersTLS: false
        )
    }
}

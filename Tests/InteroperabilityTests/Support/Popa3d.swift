extension Recipe {
    /// popa3d 1.0, one process a connection as under inetd: its own daemon allows few sessions from one address.
    ///
    /// It knows nothing of TLS, finds mail only in `/var/mail`, users only in the system's tables, and its daemon only
    /// port 110.
    static func popa3d(ports: Ports) -> Recipe {
        let listener = "TCP4-LISTEN:\(ports.clear),bind=127.0.0.1,reuseaddr,fork,backlog=128,nodelay"
        return Recipe(
            mail: mboxes,
            files: [:],
            command: "socat \(listener) EXEC:/usr/sbin/popa3d,nofork",
            offersTLS: false
        )
    }
}

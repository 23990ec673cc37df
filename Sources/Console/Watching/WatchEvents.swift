/// Events of the proxy that belong to no client.
public enum WatchEvents {
    /// Says where clients can connect.
    public static func listening(at urls: [String]) -> [UInt8] {
        let event = JSON.object([
            .init("v", .integer(1)), .init("type", .text("listening")), .init("urls", .array(urls.map { .text($0) })),
        ])
        return event.bytes + [0x0A]
    }
}

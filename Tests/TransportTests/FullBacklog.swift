import NIOCore
import NIOPosix

/// A port on which the system takes no more connections, so that a further one waits for an answer that does not come.
enum FullBacklog {
    @discardableResult
    static func listening<Result>(_ body: (_ port: Int) async throws -> Result) async throws -> Result {
        let group = MultiThreadedEventLoopGroup.singleton
        let server = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 0)
            .serverChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = server.localAddress?.port ?? 0
        var waiting: [any Channel] = []
        while let client = await client(of: port, group) { waiting.append(client) }
        let result = try await body(port)
        for channel in waiting { try await channel.close() }
        try await server.close()
        return result
    }

    private static func client(of port: Int, _ group: any EventLoopGroup) async -> (any Channel)? {
        try? await ClientBootstrap(group: group).connectTimeout(.milliseconds(50))
            .connect(host: "127.0.0.1", port: port).get()
    }
}

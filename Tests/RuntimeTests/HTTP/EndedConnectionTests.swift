import NIOCore
import NIOPosix
import Testing

@testable import Runtime

@Suite("a connection that ends without an answer", .timeLimit(.minutes(1)))
struct EndedConnectionTests {
    @Test(
        "a request that may have been heard leaves once more only if that does nothing more",
        arguments: [("POST", 2), ("PATCH", 2), ("GET", 3), ("PUT", 3)])
    func kept(method: String, requests: Int) async throws {
        let heard = Locked(0)
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let port = try #require(server.channel.localAddress?.port)
        try await server.executeThenClose { connections in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await connection in connections { try await Self.answer(connection, counting: heard) }
                }
                let client = try HTTPClient()
                let request = HTTPClient.Request(
                    method, "http://127.0.0.1:\(port)/", timeout: .seconds(30), allowsPrivateAddresses: true)
                #expect(try await client.send(request).status == 200)
                let second: Result<HTTPClient.Response, HTTPClient.Failure>
                do throws(HTTPClient.Failure) {
                    second = .success(try await client.send(request))
                } catch {
                    second = .failure(error)
                }
                await client.shutdown()
                group.cancelAll()
                switch second {
                case .success(let response): #expect(response.status == 200 && requests == 3)
                case .failure(let failure): #expect(failure.code == .noAnswer && requests == 2)
                }
            }
        }
        #expect(heard.withLock { $0 } == requests)
    }

    /// Ends the connection over the second of all requests, when it has been heard.
    private static func answer(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, counting heard: Locked<Int>) async throws {
        try await connection.executeThenClose { inbound, outbound in
            for try await _ in inbound {
                let number = heard.withLock { count in
                    count += 1
                    return count
                }
                if number == 2 { return }
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
            }
        }
    }
}

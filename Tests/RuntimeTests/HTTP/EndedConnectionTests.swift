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
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answerer(heard: heard))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        let client = try HTTPClient()
        let request = HTTPClient.Request(method, "http://127.0.0.1:\(port)/", timeout: .seconds(30), allowsPrivateAddresses: true)
        #expect(try await client.send(request).status == 200)
        do throws(HTTPClient.Failure) {
            #expect(try await client.send(request).status == 200)
            #expect(requests == 3)
        } catch {
            #expect(error.code == .noAnswer)
            #expect(requests == 2)
        }
        #expect(heard.withLock { $0 } == requests)
        await client.shutdown()
        try await server.close()
    }

    /// Ends the connection over the second of all requests, when it has been heard.
    private final class Answerer: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let heard: Locked<Int>

        init(heard: Locked<Int>) { self.heard = heard }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let number = heard.withLock { count in
                count += 1
                return count
            }
            guard number != 2 else { return context.close(promise: nil) }
            let answer = ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        }
    }
}

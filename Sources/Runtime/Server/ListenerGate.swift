import NIOCore

/// Closes a listening socket only when every connection that it has accepted is in the server's hands, and knows of the shutdown.
///
/// SwiftNIO sets an accepted connection up on the connection's own event loop and hands it over afterwards. When the socket closes in
/// between nobody takes the connection, and its writer, which was never finished, ends the process; and an event that tells it to end
/// comes before there is a handler for it. So a close first stops accepting, waits until what the event loops had to do by then is
/// done, and tells each connection once more.
final class ListenerGate: ChannelDuplexHandler {
    typealias InboundIn = any NIOCore.Channel
    typealias InboundOut = any NIOCore.Channel
    typealias OutboundIn = Never

    /// The connection is set up, handed to the server's handlers, and wrapped for the server's task; each goes there and back.
    private static let crossings = 3

    private var connections: [ObjectIdentifier: any NIOCore.Channel] = [:]
    private var closing: EventLoopFuture<Void>?

    /// - Parameter channel: Listens already; one that has closed since needs no gate.
    static func stand(before channel: any NIOCore.Channel) async {
        try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(ListenerGate(), position: .first)
        }.get()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let connection = unwrapInboundIn(data)
        guard closing == nil else {
            // The system had it ready before the reading stopped.
            connection.close(promise: nil)
            return
        }
        let name = ObjectIdentifier(connection)
        connections[name] = connection
        let gate = NIOLoopBound(self, eventLoop: context.eventLoop)
        connection.closeFuture.hop(to: context.eventLoop).whenComplete { _ in gate.value.connections[name] = nil }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if closing == nil { context.read() }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        let landed = closing ?? settled(crossings: Self.crossings, on: context.eventLoop)
        closing = landed
        landed.assumeIsolated().whenComplete { _ in
            for connection in self.connections.values {
                connection.eventLoop.execute { connection.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
            }
            context.close(mode: mode, promise: promise)
        }
    }

    private func settled(crossings: Int, on loop: any EventLoop) -> EventLoopFuture<Void> {
        let crossing = EventLoopFuture.andAllComplete(connections.values.map { $0.eventLoop.submit {} }, on: loop)
        guard crossings > 1 else { return crossing }
        let gate = NIOLoopBound(self, eventLoop: loop)
        return crossing.flatMap { gate.value.settled(crossings: crossings - 1, on: loop) }
    }
}

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers what is known to be stored as soon as it is read: on its way to a route and back it would cost several times as much.
///
/// Takes only a request that comes whole in one go, while its connection owes no answer and its client reads. All others go on to the
/// routes. A class, as a channel handler has to be one.
final class RepeatedDeliveryHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let webhook: WebhookRoutes
    private let longestUnseen: TimeAmount
    /// The parts of one request whose end has not been read.
    private var held: [HTTPRequestPart] = []
    /// How many requests the routes have and have not answered.
    private var unanswered = 0
    /// When the routes got their last request.
    private var handedOn = NIODeadline.uptimeNanoseconds(0)

    /// - Parameter idle: The server closes a connection after so long without a request, and does not see those that are answered here:
    ///   the first one after a quarter of that goes by. So a connection may end after three quarters of it without a request.
    init(_ webhook: WebhookRoutes, idle: Duration) {
        self.webhook = webhook
        longestUnseen = TimeAmount(idle / 4)
    }

    func handlerAdded(context: ChannelHandlerContext) { handedOn = context.eventLoop.now }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        switch part {
        case .head(let head) where isFree(in: context) && webhook.mayBeDelivery(head):
            held = [part]
        case .head:
            countHandedOn(in: context)
            context.fireChannelRead(data)
        case .body where !held.isEmpty:
            held.append(part)
        case .end where !held.isEmpty:
            if let response = answer() {
                held = []
                context.write(wrapOutboundOut(.head(response)), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            } else {
                handOn(to: context)
                context.fireChannelRead(data)
            }
        case .body, .end:
            context.fireChannelRead(data)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        handOn(to: context)
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        handOn(to: context)
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    private func isFree(in context: ChannelHandlerContext) -> Bool {
        unanswered == 0 && context.channel.isWritable && context.eventLoop.now - handedOn < longestUnseen
    }

    private func answer() -> HTTPResponse? {
        guard case .head(let head) = held.first else { return nil }
        var body: [UInt8] = []
        for case .body(let bytes) in held { body += bytes.readableBytesView }
        return webhook.answerRepeated(head, body: body)
    }

    private func handOn(to context: ChannelHandlerContext) {
        guard !held.isEmpty else { return }
        countHandedOn(in: context)
        let parts = held
        held = []
        for part in parts { context.fireChannelRead(wrapInboundOut(part)) }
    }

    private func countHandedOn(in context: ChannelHandlerContext) {
        unanswered += 1
        handedOn = context.eventLoop.now
    }
}

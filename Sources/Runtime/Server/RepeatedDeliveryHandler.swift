import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers what is known to be stored as soon as it is read: on its way to a route and back it would cost several times as much.
///
/// Takes only a request that comes whole in one read while its connection owes no answer. All others go on to the routes.
final class RepeatedDeliveryHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let webhook: WebhookRoutes
    private let rest: TimeAmount
    /// The parts of one request whose end has not been read.
    private var held: [HTTPRequestPart] = []
    private var unanswered = 0
    /// When the routes got their last request.
    private var handedOn = NIODeadline.uptimeNanoseconds(0)

    /// - Parameter idle: The server closes a connection after so long without a request, and sees none that is answered here: by then it
    ///   has to get one.
    init(_ webhook: WebhookRoutes, idle: Duration) {
        self.webhook = webhook
        rest = TimeAmount(idle / 2)
    }

    func handlerAdded(context: ChannelHandlerContext) { handedOn = context.eventLoop.now }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        switch part {
        case .head(let head) where unanswered == 0 && webhook.isDelivery(head) && context.eventLoop.now - handedOn < rest:
            held = [part]
        case .head:
            note(in: context)
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

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    private func answer() -> HTTPResponse? {
        guard case .head(let head) = held.first else { return nil }
        var body: [UInt8] = []
        for case .body(let bytes) in held { body += bytes.readableBytesView }
        return webhook.answerRepeated(head, body: body)
    }

    private func handOn(to context: ChannelHandlerContext) {
        guard !held.isEmpty else { return }
        note(in: context)
        let parts = held
        held = []
        for part in parts { context.fireChannelRead(wrapInboundOut(part)) }
    }

    /// One more request goes to the routes.
    private func note(in context: ChannelHandlerContext) {
        unanswered += 1
        handedOn = context.eventLoop.now
    }
}

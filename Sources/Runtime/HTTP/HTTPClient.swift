public import ServiceLifecycle

/// An HTTP client over libcurl: one thread drives all transfers and keeps connections alive.
///
/// It follows no redirect, reads no proxy from the environment and verifies certificates by the system's list.
/// An identity, because it owns a thread; that ends with `shutdown()` or with the client.
public final class HTTPClient: Sendable {
    public struct Limits: Sendable {
        /// Further requests to one host wait for one of these.
        public var connectionsPerHost = 32
        /// Connections kept open while nothing uses them.
        public var idleConnections = 64
        /// Requests under way or waiting; a further one fails with `overloaded`.
        public var requests = 2048

        public init() {}

        /// For conversations that may all wait for one host at the same time, as for a model.
        public init(conversations: Int) {
            connectionsPerHost = max(connectionsPerHost, conversations)
            idleConnections = max(idleConnections, conversations)
            // Beside the call that one waits for there may be a receipt, and calls of its branches.
            requests = max(requests, 4 * min(conversations, 100_000))
        }
    }

    private let mailbox: HTTPMailbox

    /// - Throws: `overloaded` when the system allows no further thread or descriptor.
    public init(limits: Limits = Limits()) throws(Failure) {
        guard let mailbox = HTTPMailbox(capacity: limits.requests), let driver = CurlDriver(mailbox: mailbox, limits: limits),
            NativeThread.start({ driver.run() })
        else { throw Failure(.overloaded, "the system allows no further thread or descriptor") }
        self.mailbox = mailbox
    }

    deinit { mailbox.stop() }

    /// - Throws: When there is no whole answer; an answer with an error status is an answer.
    public func send(_ request: Request) async throws(Failure) -> Response {
        let ticket = HTTPMailbox.Ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.submit(HTTPMailbox.Submission(ticket: ticket, request: request, continuation: continuation))
            }
        } onCancel: {
            mailbox.cancel(ticket)
        }
        return try result.get()
    }

    /// Fails what is under way with `cancelled` and returns when the thread is done. Later requests fail likewise.
    public func shutdown() async { await mailbox.stopped() }
}

extension HTTPClient: Service {
    /// Returns after a graceful shutdown, when all services that start after this one have ended.
    public func run() async throws {
        try await gracefulShutdown()
        await shutdown()
    }
}

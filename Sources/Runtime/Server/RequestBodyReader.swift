import HTTPTypes
import Hummingbird
import NIOCore

/// Reads request bodies whole, within bounds on each, on all together and on the time that they take.
///
/// A class for its identity: all requests draw on the same memory.
final class RequestBodyReader: Sendable {
    enum Refusal: Error, Equatable {
        /// The body is over the limit.
        case tooLarge
        /// Other requests take up the memory that there is for bodies.
        case busy
        /// The client went away or took too long.
        case interrupted
    }

    private let limitBytes: Int
    private let deadline: Duration
    private let freeBytes: Locked<Int>

    init(_ limits: HTTPServer.Limits) {
        limitBytes = limits.bodyBytes
        deadline = limits.bodyDeadline
        freeBytes = Locked(limits.totalBodyBytes)
    }

    /// What a client goes on sending after it was refused is thrown away until the deadline closes its connection.
    func read(_ request: Request, in context: ServerContext) async throws(Refusal) -> [UInt8] {
        let timer = context.closeConnection(after: deadline)
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= limitBytes else { throw .tooLarge }
        var body: [UInt8] = []
        var taken = 0
        defer { freeBytes.withLock { $0 += taken } }
        do {
            for try await part in request.body {
                let count = part.readableBytes
                guard count <= limitBytes - body.count else { throw Refusal.tooLarge }
                guard take(count) else { throw Refusal.busy }
                taken += count
                body += part.readableBytesView
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            timer.cancel()
            throw .interrupted
        }
        timer.cancel()
        return body
    }

    /// Memory is taken as bytes come in: who announces much and sends nothing keeps nobody out.
    private func take(_ count: Int) -> Bool {
        freeBytes.withLock { free in
            guard free >= count else { return false }
            free -= count
            return true
        }
    }
}

import Hummingbird
import NIOCore
import Synchronization

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
    private let freeBytes: Mutex<Int>

    init(_ limits: HTTPServer.Limits) {
        limitBytes = limits.bodyBytes
        deadline = limits.bodyDeadline
        freeBytes = Mutex(limits.totalBodyBytes)
    }

    func read(_ request: Request, in context: ServerContext) async throws(Refusal) -> [UInt8] {
        let timer = context.closeConnection(after: deadline)
        let expected = request.headers[.contentLength].flatMap { Int($0) } ?? limitBytes
        // What a client sends after it was refused is thrown away until the timer closes the connection.
        guard (0...limitBytes).contains(expected) else { throw .tooLarge }
        let reserved = freeBytes.withLock { free in
            guard free >= expected else { return false }
            free -= expected
            return true
        }
        guard reserved else {
            timer.cancel()
            throw .busy
        }
        defer { freeBytes.withLock { $0 += expected } }
        do {
            let body = try await request.body.collect(upTo: limitBytes)
            timer.cancel()
            return Array(body.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw .tooLarge
        } catch {
            timer.cancel()
            throw .interrupted
        }
    }
}

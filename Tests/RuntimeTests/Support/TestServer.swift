import HTTPTypes
import Hummingbird
import Logging
import NIOCore

@testable import Runtime

/// An HTTP server on 127.0.0.1 for one test.
struct TestServer: Sendable {
    struct Seen: Sendable {
        let method: String
        /// With its query, as on the wire.
        let path: String
        let headers: HTTPFields
        let body: String

        func header(_ name: String) -> String? {
            HTTPField.Name(name).flatMap { headers[$0] }
        }
    }

    struct Answer: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body = ""
    }

    let port: Int
    private let seen: Requests

    var url: String { "http://127.0.0.1:\(port)" }
    /// The requests so far, in order of their arrival.
    var requests: [Seen] { seen.all }

    /// Serves while `body` runs; `answer` is given each request and its number, from 1.
    static func serving<Result: Sendable>(
        _ answer: @escaping @Sendable (Seen, Int) async throws -> Answer,
        during body: @escaping @Sendable (TestServer) async throws -> Result
    ) async throws -> Result {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let requests = Requests()
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 1 << 22))
            let seen = Seen(method: request.method.rawValue, path: request.head.path ?? "", headers: request.headers, body: text)
            let answer = try await answer(seen, requests.append(seen))
            var headers = HTTPFields()
            for (name, value) in answer.headers { if let name = HTTPField.Name(name) { headers[name] = value } }
            return Response(
                status: HTTPResponse.Status(code: answer.status), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
        }
        let application = Application(
            responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                await ListenerGate.stand(before: channel)
                continuation.yield(channel.localAddress?.port ?? 0)
            },
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        return try await application.run(stoppingWithin: .seconds(5), logger: .silent) {
            var port = ports.makeAsyncIterator()
            return try await body(TestServer(port: await port.next() ?? 0, seen: requests))
        }
    }

    private init(port: Int, seen: Requests) {
        self.port = port
        self.seen = seen
    }

    private final class Requests: Sendable {
        private let list = Locked<[Seen]>([])
        var all: [Seen] { list.withLock { $0 } }
        func append(_ seen: Seen) -> Int {
            list.withLock {
                $0.append(seen)
                return $0.count
            }
        }
    }
}

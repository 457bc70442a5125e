import NIOCore
import NIOPosix

/// A TCP connection to a server on 127.0.0.1 on which a test says what it likes.
struct LoopbackConnection {
    struct Answer: Equatable {
        let status: Int
        /// By lower-case names.
        let headers: [String: String]
        let body: String
    }

    struct Closed: Error {}

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received = ""

    /// Runs `body` with a connection, which is closed after it.
    static func open<Result: Sendable>(
        port: Int, isolation: isolated (any Actor)? = #isolation, _ body: (inout LoopbackConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var connection = LoopbackConnection(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&connection)
        }
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound
        self.outbound = outbound
    }

    mutating func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> Answer {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if method == "POST", !headers.contains(where: { $0.0.lowercased() == "content-length" }) {
            head += "Content-Length: \(body.count)\r\n"
        }
        try await write(Array((head + "\r\n").utf8) + body)
        return try await answer()
    }

    func write(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// The next whole answer; bodies are as long as their `Content-Length`.
    mutating func answer() async throws -> Answer {
        while true {
            if let (answer, length) = LoopbackConnection.parse(received) {
                received = String(decoding: Array(received.utf8.dropFirst(length)), as: UTF8.self)
                return answer
            }
            guard let buffer = try await inbound.next() else { throw Closed() }
            received += String(buffer: buffer)
        }
    }

    /// Waits for the other side to close the connection.
    mutating func waitForEnd() async {
        do {
            while try await inbound.next() != nil {}
        } catch {
            // A reset is an end too.
        }
    }

    private static func parse(_ text: String) -> (Answer, Int)? {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let first = lines.first?.split(separator: " "), first.count >= 2, let status = Int(first[1]) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        let body = Array(text[end.upperBound...].utf8)
        guard body.count >= length else { return nil }
        let answer = Answer(status: status, headers: headers, body: String(decoding: body[..<length], as: UTF8.self))
        return (answer, text[..<end.upperBound].utf8.count + length)
    }
}

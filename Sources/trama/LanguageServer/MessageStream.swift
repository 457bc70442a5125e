import Engine
import Glibc

/// The messages of a client on standard input, and the way back on standard output.
///
/// What has come is read as far as it goes, so that a request that is taken back is known before its turn comes.
struct MessageStream {
    private var reader = MessageReader()
    private var waiting: [MessageReader.Message] = []
    private var cancelled: Set<JSON> = []
    private var hasEnded = false
    private static let waitingMessages = 1000

    /// - Returns: `nil` when the client has gone.
    mutating func next() throws(MessageReader.Broken) -> MessageReader.Message? {
        while waiting.isEmpty, !hasEnded { try read() }
        while !hasEnded, waiting.count < MessageStream.waitingMessages, MessageStream.hasInput() { try read() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// Whether a message has come that was not taken.
    mutating func hasNext() throws(MessageReader.Broken) -> Bool {
        while !hasEnded, waiting.isEmpty, MessageStream.hasInput() { try read() }
        return !waiting.isEmpty || hasEnded
    }

    /// Whether the client has taken a request back; it is forgotten then.
    mutating func wasCancelled(_ request: JSON) -> Bool { cancelled.remove(request) != nil }

    func send(_ message: JSON) { Output.write(MessageReader.frame(message)) }

    private mutating func read() throws(MessageReader.Broken) {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(STDIN_FILENO, &piece, piece.count)
        if count < 0, errno == EINTR { return }
        guard count > 0 else {
            hasEnded = true
            return
        }
        reader.add(piece[..<count])
        while let message = try reader.next() {
            if case .json(let json) = message, json["method"]?.string == "$/cancelRequest", let id = json["params"]?["id"] {
                // Only of what still waits: an answer that was given cannot be taken back.
                if waiting.contains(where: { $0.id == id }) { cancelled.insert(id) }
            } else {
                waiting.append(message)
            }
        }
    }

    private static func hasInput() -> Bool {
        var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }
}

extension MessageReader.Message {
    fileprivate var id: JSON? {
        if case .json(let json) = self { json["id"] } else { nil }
    }
}

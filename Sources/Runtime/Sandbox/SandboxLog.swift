import CEL

/// What happened at the sandbox, the latest events kept, for any number of readers who wait for more.
struct SandboxLog {
    /// How far a reader may fall behind before it misses events.
    private static let readerBuffer = 1024

    private let limit: Int
    private(set) var events: [SandboxEvent] = []
    private var count = 0
    private var readers: [Int: AsyncStream<SandboxEvent>.Continuation] = [:]
    private var readerCount = 0
    private var isClosed = false

    init(limit: Int) { self.limit = max(1, limit) }

    mutating func add(_ kind: SandboxEvent.Kind, at now: Timestamp) {
        count += 1
        let event = SandboxEvent(number: count, at: now, kind: kind)
        if events.count >= limit { events.removeFirst(events.count - limit + 1) }
        events.append(event)
        for (number, reader) in readers {
            if case .terminated = reader.yield(event) { readers[number] = nil }
        }
    }

    /// The kept events after `number`, then those that come.
    mutating func follow(after number: Int) -> AsyncStream<SandboxEvent> {
        let past = events.filter { $0.number > number }
        let (stream, continuation) = AsyncStream.makeStream(
            of: SandboxEvent.self, bufferingPolicy: .bufferingNewest(past.count + Self.readerBuffer)
        )
        for event in past { continuation.yield(event) }
        guard !isClosed else {
            continuation.finish()
            return stream
        }
        readerCount += 1
        readers[readerCount] = continuation
        return stream
    }

    /// Ends every reader; nothing more will be read.
    mutating func close() {
        isClosed = true
        for reader in readers.values { reader.finish() }
        readers = [:]
    }
}

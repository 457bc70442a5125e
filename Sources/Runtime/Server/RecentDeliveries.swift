import Engine

/// What was stored last, as it is known when it comes again: it need not go to the store for that.
struct RecentDeliveries {
    enum Mark: Hashable {
        /// A whole request, by the value of `X-Hub-Signature-256`, found to be that of the body, and by the bot whose own address it
        /// came to: what one address takes another may not.
        case request(signature: String, bot: BotID?)
        /// A message in whatever request it comes, by the digest of its identifier.
        case message([UInt8], account: String)
    }

    private let limit: Int
    private var known: Set<Mark> = []
    /// From `oldest` on in their order, and round.
    private var ring: [Mark] = []
    private var oldest = 0
    /// How often everything was forgotten.
    private(set) var age = 0

    init(limit: Int = 4096) { self.limit = limit }

    func contains(_ mark: Mark) -> Bool { known.contains(mark) }

    /// Forgets the oldest one when there are too many.
    mutating func insert(_ mark: Mark) {
        guard known.insert(mark).inserted else { return }
        guard ring.count == limit else { return ring.append(mark) }
        known.remove(ring[oldest])
        ring[oldest] = mark
        oldest = (oldest + 1) % limit
    }

    mutating func forgetAll() {
        known = []
        ring = []
        oldest = 0
        age += 1
    }
}

extension Arrival {
    /// `nil` for a status: what it tells may depend on what has become of its message since.
    var mark: RecentDeliveries.Mark? {
        switch event {
        case .message(let message, _): .message(Digest.short(of: Array(message.id.utf8)), account: account)
        case .status: nil
        }
    }
}

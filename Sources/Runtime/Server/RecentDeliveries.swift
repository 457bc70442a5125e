import Engine

/// The deliveries that were stored last. What comes again byte for byte has the same signature, and is not read again.
struct RecentDeliveries {
    struct Delivery: Hashable {
        /// The value of `X-Hub-Signature-256`, found to be that of the body.
        let signature: String
        /// The bot whose own address it came to: what one address takes another may not.
        let bot: BotID?
    }

    private let limit: Int
    private var known: Set<Delivery> = []
    /// From `oldest` on in their order, and round.
    private var ring: [Delivery] = []
    private var oldest = 0

    init(limit: Int = 2048) { self.limit = limit }

    func contains(_ delivery: Delivery) -> Bool { known.contains(delivery) }

    /// Forgets the oldest one when there are too many.
    mutating func insert(_ delivery: Delivery) {
        guard known.insert(delivery).inserted else { return }
        guard ring.count == limit else { return ring.append(delivery) }
        known.remove(ring[oldest])
        ring[oldest] = delivery
        oldest = (oldest + 1) % limit
    }
}

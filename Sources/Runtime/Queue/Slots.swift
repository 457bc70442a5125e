import Engine

/// The places in which a process works on conversations, and to whom the next ones may go. Pure.
///
/// Where there are several bots, half of the places are kept for them in equal parts, so that one whose models or tools are slow
/// cannot come to hold them all; the other half is for whoever is due. Where there are too many bots for that, none has more than half
/// of the places. No bot has more than its own limit.
struct Slots: Sendable {
    /// So many conversations of these bots may be claimed next.
    struct Offer: Sendable, Equatable {
        let limit: Int
        let bots: Set<BotID>
    }

    /// A store gives no more at once.
    static let offerLimit = 1000

    let bots: Set<BotID>
    private(set) var free: Int
    /// How many places are kept for each bot.
    private let part: Int
    private let limits: [BotID: Int]
    private var used: [BotID: Int] = [:]
    /// The bots at their own limit.
    private var full: Set<BotID> = []
    /// How many of the free places are kept for bots that have not got their part; never more than are free.
    private var kept: Int

    /// - Parameter limits: Those of the bots that have one; each is positive.
    init(_ count: Int, for bots: Set<BotID>, limits: [BotID: Int] = [:]) {
        self.bots = bots
        free = count
        part = bots.count > 1 ? count / 2 / bots.count : 0
        if bots.count > 1, part == 0 {
            let half = max(count / 2, 1)
            self.limits = Dictionary(uniqueKeysWithValues: bots.map { ($0, min(limits[$0] ?? half, half)) })
        } else {
            self.limits = limits
        }
        kept = 0
        kept = part == 0 ? 0 : bots.reduce(0) { $0 + part(of: $1) }
    }

    /// What may be claimed next of some bots; `nil`: nothing.
    func offer(to some: Set<BotID>) -> Offer? {
        let open = full.isEmpty ? some : some.subtracting(full)
        let shared = min(free - kept, Slots.offerLimit)
        guard !open.isEmpty else { return nil }
        if shared > 0 {
            // All of an offer may go to one bot: those that have not room for it get a smaller one, which comes first.
            let rooms = limits.filter { open.contains($0.key) }.map { (bot: $0.key, places: $0.value - used(by: $0.key)) }
            let narrow = rooms.filter { $0.places < shared }
            guard let least = narrow.map(\.places).min() else { return Offer(limit: shared, bots: open) }
            return Offer(limit: least, bots: Set(narrow.map(\.bot)))
        }
        guard kept > 0 else { return nil }
        let behind = open.filter { used(by: $0) < part(of: $0) }
        guard let least = behind.map({ part(of: $0) - used(by: $0) }).min() else { return nil }
        return Offer(limit: min(least, Slots.offerLimit), bots: behind)
    }

    mutating func take(for bot: BotID) {
        if used(by: bot) < part(of: bot) { kept -= 1 }
        used[bot, default: 0] += 1
        free -= 1
        if used(by: bot) == limits[bot] { full.insert(bot) }
    }

    mutating func leave(by bot: BotID) {
        used[bot, default: 0] -= 1
        free += 1
        full.remove(bot)
        if used(by: bot) < part(of: bot) { kept += 1 }
    }

    private func used(by bot: BotID) -> Int { used[bot] ?? 0 }
    private func part(of bot: BotID) -> Int { min(part, limits[bot] ?? part) }
}

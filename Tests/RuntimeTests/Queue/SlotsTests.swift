import Engine
import Testing

@testable import Runtime

@Suite("places for conversations")
struct SlotsTests {
    private static let optician = BotID(rawValue: "optics")
    private static let baker = BotID(rawValue: "bakery")
    private static let florist = BotID(rawValue: "flowers")

    /// Gives to one bot whatever it is offered, with others or alone.
    private func fill(_ slots: inout Slots, for bot: BotID, of bots: Set<BotID>) -> Int {
        var count = 0
        var asked = bots
        while let offer = slots.offer(to: asked) {
            guard offer.bots.contains(bot) else {
                asked.subtract(offer.bots)
                continue
            }
            for _ in 0..<offer.limit { slots.take(for: bot) }
            count += offer.limit
        }
        return count
    }

    @Test("a bot that is alone gets all of them at once")
    func alone() {
        var slots = Slots(64, for: [Self.optician])
        #expect(slots.offer(to: slots.bots) == Slots.Offer(limit: 64, bots: [Self.optician]))
        #expect(fill(&slots, for: Self.optician, of: slots.bots) == 64)
        #expect(slots.offer(to: slots.bots) == nil)
    }

    @Test(
        "of several bots, one gets all but the equal parts of half of them that are the others'", arguments: [(2, 48), (4, 40)])
    func parts(count: Int, places: Int) {
        let bots = Set((1...count).map { BotID(rawValue: "bot\($0)") })
        let (first, second) = (BotID(rawValue: "bot1"), BotID(rawValue: "bot2"))
        var slots = Slots(64, for: bots)
        #expect(fill(&slots, for: first, of: bots) == places)
        #expect(slots.offer(to: [first]) == nil)
        #expect(fill(&slots, for: second, of: bots) == 32 / count)
        #expect(slots.free == 64 - places - 32 / count)
    }

    @Test("a place that a bot gives back is its own again while it has less than its part, and anyone's else")
    func back() {
        let bots: Set = [Self.optician, Self.baker]
        var slots = Slots(8, for: bots)
        #expect(fill(&slots, for: Self.optician, of: bots) == 6)
        #expect(fill(&slots, for: Self.baker, of: bots) == 2)
        slots.leave(by: Self.baker)
        #expect(slots.offer(to: bots) == Slots.Offer(limit: 1, bots: [Self.baker]))
        slots.take(for: Self.baker)
        slots.leave(by: Self.optician)
        #expect(slots.offer(to: bots) == Slots.Offer(limit: 1, bots: bots))
    }

    @Test("with more bots than places to keep, one has half of them at most")
    func many() {
        let bots = Set((1...100).map { BotID(rawValue: "bot\($0)") })
        var slots = Slots(64, for: bots)
        #expect(fill(&slots, for: BotID(rawValue: "bot1"), of: bots) == 32)
        #expect(fill(&slots, for: BotID(rawValue: "bot2"), of: bots) == 32)
    }

    @Test("a bot gets no more than its own limit, and others are not held back by it")
    func limits() {
        let bots: Set = [Self.optician, Self.baker, Self.florist]
        var slots = Slots(60, for: bots, limits: [Self.optician: 3, Self.baker: 20])
        #expect(slots.offer(to: bots) == Slots.Offer(limit: 3, bots: [Self.optician, Self.baker]))
        #expect(fill(&slots, for: Self.optician, of: bots) == 3)
        #expect(fill(&slots, for: Self.baker, of: bots) == 20)
        #expect(fill(&slots, for: Self.florist, of: bots) == 37)
        slots.leave(by: Self.optician)
        #expect(slots.offer(to: [Self.optician]) == Slots.Offer(limit: 1, bots: [Self.optician]))
    }

    @Test("no more is offered than a store gives at once")
    func large() {
        var slots = Slots(10_000, for: [Self.optician])
        #expect(slots.offer(to: slots.bots)?.limit == 1000)
        #expect(fill(&slots, for: Self.optician, of: slots.bots) == 10_000)
    }
}

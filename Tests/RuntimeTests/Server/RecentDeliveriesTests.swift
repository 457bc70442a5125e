import Engine
import Testing

@testable import Runtime

@Suite("the deliveries that were stored last")
struct RecentDeliveriesTests {
    @Test("are known up to the limit, the oldest forgotten first")
    func limit() {
        var recent = RecentDeliveries(limit: 3)
        let deliveries = (0..<8).map { RecentDeliveries.Delivery(signature: "sha256=\($0)", bot: nil) }
        for (place, delivery) in deliveries.enumerated() {
            recent.insert(delivery)
            recent.insert(delivery)
            let known = deliveries.indices.filter { recent.contains(deliveries[$0]) }
            #expect(known == Array(max(0, place - 2)...place))
        }
    }

    @Test("are known at the address that they came to alone")
    func address() {
        var recent = RecentDeliveries()
        recent.insert(RecentDeliveries.Delivery(signature: "sha256=1", bot: BotID(rawValue: "optics")))
        #expect(recent.contains(RecentDeliveries.Delivery(signature: "sha256=1", bot: BotID(rawValue: "optics"))))
        #expect(!recent.contains(RecentDeliveries.Delivery(signature: "sha256=1", bot: nil)))
    }
}

import Engine
import Testing

@testable import Runtime

@Suite("the deliveries that were stored last")
struct RecentDeliveriesTests {
    @Test("are known up to the limit, the oldest forgotten first")
    func limit() {
        var recent = RecentDeliveries(limit: 3)
        let deliveries = (0..<8).map { RecentDeliveries.Mark.request(signature: "sha256=\($0)", bot: nil) }
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
        recent.insert(.request(signature: "sha256=1", bot: .optics))
        #expect(recent.contains(.request(signature: "sha256=1", bot: .optics)))
        #expect(!recent.contains(.request(signature: "sha256=1", bot: nil)))
    }

    @Test("hold messages by their account, and no statuses")
    func messages() {
        var recent = RecentDeliveries()
        let arrivals: [Arrival] = [.text("a", id: "1"), .status(.sent, of: "2")]
        recent.insert(arrivals)
        let elsewhere = Arrival.text("a", id: "1", account: "another")
        #expect(recent.unknown(of: arrivals + [elsewhere]) == [arrivals[1], elsewhere])
    }
}

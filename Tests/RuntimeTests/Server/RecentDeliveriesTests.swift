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

    @Test("are messages by their identifier and account, and no statuses")
    func marks() {
        #expect(Arrival.text("a", id: "1").mark == Arrival.text("b", id: "1", from: "bia", at: 1).mark)
        #expect(Arrival.text("a", id: "1").mark != Arrival.text("a", id: "1", account: "another").mark)
        #expect(Arrival.text("a", id: "1").mark != Arrival.text("a", id: "2").mark)
        #expect(Arrival.status(.sent, of: "1").mark == nil)
    }

    @Test("are not known any more when all is forgotten")
    func forgotten() {
        var recent = RecentDeliveries()
        let mark = RecentDeliveries.Mark.request(signature: "sha256=1", bot: nil)
        recent.insert(mark)
        let age = recent.age
        recent.forgetAll()
        #expect(!recent.contains(mark) && recent.age != age)
    }
}

import Engine
import Testing

@testable import Runtime

@Suite("the ticket desk")
struct TicketDeskTests {
    @Test("one key opens one ticket, however often it is asked")
    func idempotency() {
        var desk = TicketDesk()
        #expect(desk.open(["a": 1], key: "k1") == .opened(TicketDesk.Ticket(number: "T-00001", request: ["a": 1], calls: 1)))
        #expect(desk.open(["a": 1], key: "k1") == .repeated(TicketDesk.Ticket(number: "T-00001", request: ["a": 1], calls: 2)))
        #expect(desk.open(["a": 1], key: "k2") == .opened(TicketDesk.Ticket(number: "T-00002", request: ["a": 1], calls: 1)))
        #expect(desk.tickets.map(\.calls) == [2, 1])
    }

    @Test(
        "what cannot be a ticket is refused",
        arguments: [(nil, ["a": 1], 400), ("", ["a": 1], 400), ("k", nil, 400), ("k", [:], 400), ("k", "a", 400)]
            as [(String?, JSON?, Int)])
    func refused(key: String?, body: JSON?, status: Int) {
        var desk = TicketDesk()
        guard case .refused(status, _) = desk.open(body, key: key) else {
            Issue.record("it was opened")
            return
        }
        #expect(desk.tickets.isEmpty)
    }

    @Test("a key that comes back with another request is refused")
    func reusedKey() {
        var desk = TicketDesk()
        _ = desk.open(["a": 1], key: "k")
        guard case .refused(422, _) = desk.open(["a": 2], key: "k") else {
            Issue.record("it was taken")
            return
        }
    }
}

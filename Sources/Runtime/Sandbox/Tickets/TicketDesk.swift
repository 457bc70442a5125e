public import Engine

/// A ticket system that opens one ticket for one idempotency key, however often it is asked.
public struct TicketDesk: Sendable {
    public struct Ticket: Sendable, Equatable {
        /// Such as `T-00001`.
        public let number: String
        /// As it was sent.
        public let request: JSON
        /// Calls with this ticket's key, the first included.
        public internal(set) var calls: Int

        public var json: JSON {
            ["ticket": .string(number), "calls": .int(Int64(calls)), "request": request]
        }
    }

    /// A desk with this many tickets opens no more.
    static let limit = 10_000

    private(set) var tickets: [Ticket] = []
    private var places: [String: Int] = [:]

    enum Outcome: Equatable {
        case opened(Ticket)
        case repeated(Ticket)
        case refused(status: Int, reason: String)
    }

    mutating func open(_ request: JSON?, key: String?) -> Outcome {
        guard let key, !key.isEmpty, key.utf8.count <= 255 else {
            return .refused(status: 400, reason: "the header Idempotency-Key is required, at most 255 bytes long")
        }
        guard let request, case .object(let object) = request, !object.isEmpty else {
            return .refused(status: 400, reason: "the body must be a JSON object that is not empty")
        }
        if let place = places[key] {
            guard tickets[place].request == request else {
                return .refused(status: 422, reason: "the Idempotency-Key was used for another request")
            }
            tickets[place].calls += 1
            return .repeated(tickets[place])
        }
        guard tickets.count < Self.limit else { return .refused(status: 503, reason: "the desk is full") }
        let number = String(tickets.count + 1)
        let ticket = Ticket(
            number: "T-" + String(repeating: "0", count: max(0, 5 - number.count)) + number, request: request, calls: 1
        )
        places[key] = tickets.count
        tickets.append(ticket)
        return .opened(ticket)
    }
}

import CEL
import Engine

/// All that the stand-ins remember. An actor for its identity: every request reads and changes the same memory.
actor SandboxState {
    /// Statuses that wait to be delivered; further ones are not delivered.
    private static let deliveryLimit = 1000

    private let settings: SandboxSettings
    private var graph: GraphStandIn
    private var model: ScriptedModel
    private var tickets = TicketDesk()
    private var log: SandboxLog
    private var place = Place.starting([])
    private var serial = 0
    private(set) var webhook: WebhookDelivery?
    private let run: String
    private let delivery: AsyncStream<SandboxMessage>.Continuation
    /// Accepted messages whose statuses are to be told.
    nonisolated let accepted: AsyncStream<SandboxMessage>

    private enum Place {
        case starting([CheckedContinuation<SandboxAddress?, Never>])
        case listening(SandboxAddress)
        case stopped
    }

    init(settings: SandboxSettings) {
        self.settings = settings
        run = String(UInt64(bitPattern: settings.time.now.milliseconds), radix: 16)
        graph = GraphStandIn(rules: settings.graph, token: SandboxCredentials.accessToken, run: "SANDBOX\(run)")
        graph.refuseNext(settings.refusals)
        model = ScriptedModel(apiKey: SandboxCredentials.modelKey, script: settings.script)
        log = SandboxLog(limit: settings.eventLimit)
        (accepted, delivery) = AsyncStream.makeStream(
            of: SandboxMessage.self, bufferingPolicy: .bufferingOldest(Self.deliveryLimit))
    }

    // MARK: What is asked of the stand-ins

    func send(_ body: JSON, bearer: String?) -> SandboxAnswer {
        let now = settings.time.now
        do {
            switch try graph.take(body, bearer: bearer, at: now) {
            case .shown(let messageID, let typing):
                log.add(.shown(messageID: messageID, typing: typing), at: now)
                return SandboxAnswer(200, ["success": true])
            case .accepted(let message):
                log.add(.accepted(message), at: now)
                if settings.sendsStatuses, webhook != nil { delivery.yield(message) }
                return SandboxAnswer(200, message.receipt)
            }
        } catch {
            log.add(.refused(error, request: body), at: now)
            return SandboxAnswer(error.status, error.body)
        }
    }

    func complete(_ body: JSON, bearer: String?) -> SandboxAnswer {
        let now = settings.time.now
        do {
            let (decision, answer) = try model.complete(body, bearer: bearer)
            switch decision {
            case .say(let text): log.add(.modelSaid(text), at: now)
            case .call(let tool, let arguments): log.add(.modelCalled(tool: tool, arguments: arguments), at: now)
            }
            return SandboxAnswer(200, answer)
        } catch {
            log.add(.modelRefused(error), at: now)
            return SandboxAnswer(error.status, error.body)
        }
    }

    func openTicket(_ body: JSON?, key: String?, bearer: String?) -> SandboxAnswer {
        let now = settings.time.now
        guard bearer == SandboxCredentials.ticketToken else {
            log.add(.ticketRefused(reason: "the bearer token is missing or wrong"), at: now)
            return SandboxAnswer(401, ["error": "the bearer token is missing or wrong"])
        }
        switch tickets.open(body, key: key) {
        case .opened(let ticket):
            log.add(.ticketOpened(ticket), at: now)
            return SandboxAnswer(201, ["ticket": .string(ticket.number), "repeated": false])
        case .repeated(let ticket):
            log.add(.ticketRepeated(ticket), at: now)
            return SandboxAnswer(200, ["ticket": .string(ticket.number), "repeated": true])
        case .refused(let status, let reason):
            log.add(.ticketRefused(reason: reason), at: now)
            return SandboxAnswer(status, ["error": .string(reason)])
        }
    }

    func listTickets() -> SandboxAnswer {
        SandboxAnswer(200, ["tickets": .array(tickets.tickets.map(\.json))])
    }

    // MARK: What happened

    /// What the Graph API took and refused, oldest first.
    func messages() -> SandboxAnswer {
        let record = log.events.filter {
            switch $0.kind {
            case .accepted, .refused, .shown: true
            default: false
            }
        }
        return SandboxAnswer(200, ["messages": .array(record.map(\.json))])
    }

    func events(after number: Int) -> AsyncStream<SandboxEvent> { log.follow(after: number) }

    // MARK: What the sandbox's people do

    /// A customer's message with an identifier of its own; from now on the customer's window is open.
    func compose(_ content: CustomerMessage.Content, from customer: Customer) -> CustomerMessage {
        let now = settings.time.now
        serial += 1
        let id = "wamid.CUSTOMER\(run)\(String(serial, radix: 16))"
        let message = CustomerMessage(id: id, phone: customer.phone, name: customer.name, content: content)
        graph.noteInbound(from: customer.phone, at: now)
        log.add(.customerWrote(message), at: now)
        return message
    }

    func option(titled title: String, for customer: Customer) -> CustomerMessage.Content? {
        for event in log.events.reversed() {
            guard case .accepted(let message) = event.kind, message.to == customer.phone else { continue }
            if let option = message.options.first(where: { $0.title == title }) { return .choice(option, of: message) }
        }
        return nil
    }

    func connect(_ webhook: WebhookDelivery) { self.webhook = webhook }

    func note(_ kind: SandboxEvent.Kind) { log.add(kind, at: settings.time.now) }

    func script(_ steps: [ScriptedModel.Step]) { model.add(steps) }

    func refuseNext(_ faults: [GraphFault]) { graph.refuseNext(faults) }

    // MARK: Where it listens

    /// - Returns: `nil` when the sandbox stopped before it listened.
    func address() async -> SandboxAddress? {
        switch place {
        case .listening(let address): return address
        case .stopped: return nil
        case .starting: break
        }
        return await withCheckedContinuation { continuation in
            guard case .starting(let waiting) = place else { return continuation.resume(returning: nil) }
            place = .starting(waiting + [continuation])
        }
    }

    func listening(on port: Int) { settle(.listening(SandboxAddress(port: port)), SandboxAddress(port: port)) }

    /// Ends all readers and all who wait for the address.
    func stop() {
        settle(.stopped, nil)
        log.close()
        delivery.finish()
    }

    private func settle(_ next: Place, _ address: SandboxAddress?) {
        if case .starting(let waiting) = place {
            for continuation in waiting { continuation.resume(returning: address) }
        }
        place = next
    }
}

/// A status and a JSON body.
struct SandboxAnswer: Sendable, Equatable {
    let status: Int
    let body: JSON

    init(_ status: Int, _ body: JSON) {
        self.status = status
        self.body = body
    }
}

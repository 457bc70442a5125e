public import CEL
public import Engine

/// One thing that happened at the sandbox.
public struct SandboxEvent: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// A customer's message went to the bot's webhook.
        case customerWrote(CustomerMessage)
        /// The bot's webhook took a message's status: `sent` or `delivered`.
        case statusTold(String)
        /// The bot's webhook did not take a customer's message or a status.
        case webhookRefused(reason: String)
        case accepted(SandboxMessage)
        /// A message was marked as read, perhaps with a typing indicator.
        case shown(messageID: String, typing: Bool)
        case refused(GraphFault, request: JSON)
        case modelCalled(tool: String, arguments: JSON)
        case modelSaid(String)
        case modelRefused(ModelFault)
        case ticketOpened(TicketDesk.Ticket)
        case ticketRepeated(TicketDesk.Ticket)
        case ticketRefused(reason: String)
    }

    /// From 1, without gaps.
    public let number: Int
    public let at: Timestamp
    public let kind: Kind

    /// `{number, at, event, …}`; `at` in milliseconds since 1970.
    public var json: JSON {
        let (name, members) = kind.described
        return .object(
            JSONObject([("number", .int(Int64(number))), ("at", .int(at.milliseconds)), ("event", .string(name))] + members)
        )
    }
}

extension SandboxEvent.Kind {
    fileprivate var described: (name: String, members: [(String, JSON)]) {
        switch self {
        case .customerWrote(let message):
            ("customer_wrote", [("from", .string(message.phone)), ("id", .string(message.id)), ("text", .string(message.text))])
        case .statusTold(let stage): ("status_told", [("status", .string(stage))])
        case .webhookRefused(let reason): ("webhook_refused", [("reason", .string(reason))])
        case .accepted(let message):
            (
                "accepted",
                [
                    ("id", .string(message.id)), ("to", .string(message.to)), ("kind", .string(message.kind)),
                    ("text", .string(message.text)), ("request", message.request),
                ]
            )
        case .shown(let messageID, let typing): ("shown", [("message_id", .string(messageID)), ("typing", .bool(typing))])
        case .refused(let fault, let request):
            ("refused", [("status", .int(Int64(fault.status))), ("answer", fault.body), ("request", request)])
        case .modelCalled(let tool, let arguments): ("model_called", [("tool", .string(tool)), ("arguments", arguments)])
        case .modelSaid(let text): ("model_said", [("text", .string(text))])
        case .modelRefused(let fault): ("model_refused", [("status", .int(Int64(fault.status))), ("answer", fault.body)])
        case .ticketOpened(let ticket): ("ticket_opened", [("ticket", ticket.json)])
        case .ticketRepeated(let ticket): ("ticket_repeated", [("ticket", ticket.json)])
        case .ticketRefused(let reason): ("ticket_refused", [("reason", .string(reason))])
        }
    }
}

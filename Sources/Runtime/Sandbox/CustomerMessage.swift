import CEL
import Engine

/// What a customer of the sandbox writes or taps.
public struct CustomerMessage: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        case text(String)
        /// A tapped reply button or list row of an earlier message.
        case choice(SandboxMessage.Option, of: SandboxMessage)
    }

    /// Such as `wamid.…`, unlike every other.
    public let id: String
    /// Digits with country code.
    public let phone: String
    public let name: String
    public let content: Content

    public init(id: String, phone: String, name: String, content: Content) {
        self.id = id
        self.phone = phone
        self.name = name
        self.content = content
    }

    public var text: String {
        switch content {
        case .text(let text): text
        case .choice(let option, _): option.title
        }
    }
}

extension CustomerMessage {
    /// The webhook body in which WhatsApp would tell of this message.
    func webhook(phoneNumberID: String, at now: Timestamp) -> JSON {
        var message = JSONObject([
            ("from", .string(phone)), ("id", .string(id)), ("timestamp", .string(String(now.seconds))),
        ])
        switch content {
        case .text(let text):
            message["type"] = "text"
            message["text"] = ["body": .string(text)]
        case .choice(let option, let offer):
            let reply = offer.request["interactive"]?["type"] == "list" ? "list_reply" : "button_reply"
            message["context"] = ["from": .string(phoneNumberID), "id": .string(offer.id)]
            message["type"] = "interactive"
            let chosen: JSON = ["id": .string(option.id), "title": .string(option.title)]
            message["interactive"] = .object(JSONObject([("type", .string(reply)), (reply, chosen)]))
        }
        let contact: JSON = ["profile": ["name": .string(name)], "wa_id": .string(phone)]
        return WebhookEnvelope(phoneNumberID: phoneNumberID).body([("contacts", [contact]), ("messages", [.object(message)])])
    }
}

import CEL
import Engine
import Runtime
import Testing

@Suite("WhatsApp envelope")
struct WhatsAppEnvelopeTests {
    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    private static func read(_ body: JSON) throws -> WhatsAppEnvelope {
        try WhatsAppEnvelope(reading: body.encoded(), at: now)
    }

    private static func change(_ value: [(String, JSON)], field: JSON = "messages") -> JSON {
        let metadata: JSON = ["display_phone_number": "+1 555-078-3881", "phone_number_id": "106"]
        return ["field": field, "value": .object(JSONObject([("metadata", metadata)] + value))]
    }

    private static func envelope(_ changes: JSON...) -> JSON {
        ["object": "whatsapp_business_account", "entry": [["id": "1", "changes": .array(changes)]]]
    }

    private static func message(_ members: [(String, JSON)]) -> JSON {
        let common: [(String, JSON)] = [("from", "5511999990001"), ("id", "wamid.A"), ("timestamp", "1749416383")]
        return .object(JSONObject(common + members))
    }

    private static func inbound(_ message: JSON) throws -> InboundMessage? {
        guard case .message(let inbound, _)? = try read(envelope(change([("messages", [message])]))).parts.first?.event else {
            return nil
        }
        return inbound
    }

    static let contents: [(JSON, InboundMessage.Content)] = [
        (["type": "text", "text": ["body": "oi"]], .text("oi")),
        (["type": "text", "text": ["body": "o\u{0}i"]], .text("o\u{FFFD}i")),
        (["type": "text"], .other("text")),
        (["type": "text", "text": ["body": ""]], .other("text")),
        (["type": "button", "button": ["payload": "p", "text": "Sim"]], .choice(id: "p", title: "Sim")),
        (["type": "button", "button": ["text": "Sim"]], .choice(id: "Sim", title: "Sim")),
        (["type": "button"], .other("button")),
        (
            ["type": "interactive", "interactive": ["type": "button_reply", "button_reply": ["id": "b1", "title": "Sim"]]],
            .choice(id: "b1", title: "Sim")
        ),
        (
            [
                "type": "interactive",
                "interactive": ["type": "list_reply", "list_reply": ["id": "r1", "title": "Um", "description": "x"]],
            ],
            .choice(id: "r1", title: "Um")
        ),
        (
            [
                "type": "interactive",
                "interactive": ["type": "nfm_reply", "nfm_reply": ["name": "flow", "response_json": "{}"]],
            ],
            .other("nfm_reply")
        ),
        (["type": "interactive", "interactive": ["type": "call_permission_reply"]], .notice("call_permission_reply")),
        (["type": "interactive", "interactive": ["type": "novidade"]], .other("novidade")),
        (["type": "interactive"], .other("interactive")),
        (
            ["type": "image", "image": ["id": "1", "mime_type": "image/jpeg", "sha256": "q1", "caption": "olha"]],
            .media(.init(.image, id: "1", mimeType: "image/jpeg", caption: "olha", sha256: "q1"))
        ),
        (["type": "video", "video": ["id": "1"]], .media(.init(.video, id: "1", mimeType: ""))),
        (
            ["type": "document", "document": ["id": "1", "filename": "a.pdf"]],
            .media(.init(.document, id: "1", mimeType: "", filename: "a.pdf"))
        ),
        (["type": "sticker", "sticker": ["id": "1"]], .media(.init(.sticker, id: "1", mimeType: ""))),
        (
            ["type": "audio", "audio": ["id": "1", "voice": true]],
            .media(.init(.audio, id: "1", mimeType: "", isVoice: true))
        ),
        (["type": "voice", "voice": ["id": "1"]], .media(.init(.audio, id: "1", mimeType: ""))),
        (["type": "image", "errors": [["code": 131_052]]], .media(.init(.image, id: "", mimeType: ""))),
        (
            ["type": "location", "location": ["latitude": 1, "longitude": "-2.5", "name": "Loja", "address": ""]],
            .location(Location(latitude: 1, longitude: -2.5, name: "Loja"))
        ),
        (["type": "location", "location": ["latitude": "?"]], .other("location")),
        (["type": "contacts", "contacts": [["phones": []]]], .contacts([.init(name: nil, phones: [])])),
        (
            [
                "type": "contacts",
                "contacts": [["name": ["formatted_name": "Bia"], "phones": [["phone": "+55 11 9"], ["wa_id": "5"]]]],
            ],
            .contacts([.init(name: "Bia", phones: ["+55 11 9", "5"])])
        ),
        (["type": "order", "order": ["catalog_id": "1"]], .other("order")),
        (["type": "reaction", "reaction": ["message_id": "m"]], .notice("reaction")),
        (["type": "system", "system": ["type": "user_changed_number"]], .notice("system")),
        (["type": "edit"], .notice("edit")), (["type": "revoke"], .notice("revoke")),
        (["type": "request_welcome"], .notice("request_welcome")), (["type": "ephemeral"], .notice("ephemeral")),
        (["type": "unsupported", "errors": [["code": 131_051]]], .other("unsupported")),
        (["type": "poll_of_the_future"], .other("poll_of_the_future")),
        ([:], .other("unknown")),
    ]

    @Test("each kind of message becomes what the person did", arguments: contents)
    func content(message: JSON, content: InboundMessage.Content) throws {
        guard case .object(let object) = message else { return }
        let whole = Self.message(object.members.map { ($0.key, $0.value) })
        #expect(try Self.inbound(whole)?.content == content)
    }

    @Test("what led the person here comes with the message")
    func referral() throws {
        let message = Self.message([
            ("type", "text"), ("text", ["body": "oi"]),
            (
                "referral",
                [
                    "source_url": "https://fb.me/a", "source_id": "1", "source_type": "ad", "headline": "Lentes",
                    "body": "Com desconto", "media_type": "image", "ctwa_clid": "c1",
                ]
            ),
        ])
        let expected = InboundMessage.Referral(
            sourceType: "ad", sourceID: "1", sourceURL: "https://fb.me/a", headline: "Lentes", body: "Com desconto",
            clickID: "c1")
        #expect(try Self.inbound(message)?.referral == expected)
    }

    @Test(
        "a time is read as text or as a number, and when it is neither the time of receipt stands in",
        arguments: [("1749416383", 1_749_416_383), (1_749_416_383, 1_749_416_383), ("soon", nil), (.null, nil)]
            as [(JSON, Int64?)])
    func time(timestamp: JSON, seconds: Int64?) throws {
        let message: JSON = ["from": "1", "id": "wamid.A", "timestamp": timestamp, "type": "text", "text": ["body": "a"]]
        #expect(try Self.inbound(message)?.at == (seconds.flatMap { Timestamp(seconds: $0) } ?? Self.now))
    }

    static let senders: [(JSON, JSON, Contact?)] = [
        (
            ["from": "5511", "from_user_id": "BR.1"], [["wa_id": "5511", "profile": ["name": "Ana"]]],
            Contact(key: "5511", phone: "5511", name: "Ana")
        ),
        (
            ["from": "5511"], [["wa_id": "5522", "profile": ["name": "Bia"]], ["wa_id": "5511", "profile": ["name": "Ana"]]],
            Contact(key: "5511", phone: "5511", name: "Ana")
        ),
        (["from": "5511"], [["wa_id": "5511"]], Contact(key: "5511", phone: "5511")),
        (["from": "5511"], [], Contact(key: "5511", phone: "5511")),
        (
            ["from_user_id": "BR.1"], [["user_id": "BR.1", "profile": ["name": "Ana", "username": "@ana"]]],
            Contact(key: "BR.1", name: "Ana")
        ),
        (
            ["from": "", "from_user_id": "BR.1"], [["wa_id": "", "user_id": "BR.1", "profile": ["name": "Ana"]]],
            Contact(key: "BR.1", name: "Ana")
        ),
        (["from": "BR.1"], [["user_id": "BR.1", "profile": ["name": "Ana"]]], Contact(key: "BR.1", name: "Ana")),
        ([:], [["wa_id": "5511", "profile": ["name": "Ana"]]], Contact(key: "5511", phone: "5511", name: "Ana")),
        ([:], [["wa_id": "5511"], ["wa_id": "5522"]], nil),
        ([:], [], nil),
    ]

    @Test("the sender is found by phone number or user id, and the name by either", arguments: senders)
    func sender(from: JSON, contacts: JSON, expected: Contact?) throws {
        guard case .object(var message) = from else { return }
        message["id"] = "wamid.A"
        message["type"] = "text"
        let envelope = try Self.read(Self.envelope(Self.change([("contacts", contacts), ("messages", [.object(message)])])))
        if let expected {
            guard case .message(_, let contact)? = envelope.parts.first?.event else {
                Issue.record("there is no message")
                return
            }
            #expect(contact == expected)
        } else {
            #expect(envelope.skipped.map(\.reason) == [.unaddressed])
        }
    }

    @Test("every entry, change, message and status is read, and unreadable ones spoil none of them")
    func batch() throws {
        let text: (String) -> JSON = { ["from": "5511", "id": .string($0), "type": "text", "text": ["body": "a"]] }
        let statuses: JSON = [
            ["id": "wamid.S1", "status": "sent", "timestamp": 1], 7, ["status": "read"], ["id": "wamid.S2", "status": "deleted"],
            ["id": "wamid.S3", "status": "played", "recipient_id": "5511"],
        ]
        let body: JSON = [
            "object": "whatsapp_business_account",
            "entry": [
                "nonsense", ["changes": "none"],
                ["changes": [Self.change([("messages", [text("wamid.1"), .null, text("wamid.2")]), ("statuses", statuses)])]],
                ["changes": [["field": "messages"], 3, Self.change([("messages", [text("wamid.3")])])]],
            ],
        ]
        let envelope = try Self.read(body)
        let identifiers = envelope.parts.map { part in
            switch part.event {
            case .message(let message, _): message.id
            case .status(let status): status.messageID
            }
        }
        #expect(identifiers == ["wamid.1", "wamid.2", "wamid.S1", "wamid.S3", "wamid.3"])
        #expect(
            envelope.skipped.map(\.reason) == [
                .envelope, .envelope, .unaddressed, .unknownStatus, .unaddressed, .unknownStatus, .envelope, .envelope,
            ])
    }

    @Test("groups, echoes, other fields and account errors make no events and are set down by name")
    func skipped() throws {
        let text: [(String, JSON)] = [("type", "text"), ("text", ["body": "a"])]
        let envelope = try Self.read(
            Self.envelope(
                Self.change([("messages", [Self.message(text + [("group_id", "G")])])]),
                Self.change([("message_echoes", [Self.message(text)])], field: "smb_message_echoes"),
                Self.change([("errors", [["code": 131_035]])]),
                Self.change([("statuses", [["id": "w", "status": "read", "recipient_type": "group"]])])))
        #expect(envelope.parts.isEmpty)
        #expect(envelope.skipped.map(\.reason) == [.group, .field, .accountError, .group])
        #expect(envelope.skipped.map(\.detail) == ["text", "smb_message_echoes", "131035", "read"])
    }

    @Test("a failed status says why, and carries our tag back")
    func failedStatus() throws {
        let status: JSON = [
            "id": "wamid.S", "status": "failed", "timestamp": "1751142888", "biz_opaque_callback_data": "outbox-7",
            "errors": [["code": 131_047, "title": "Re-engagement message", "error_data": ["details": "More than 24 hours"]]],
        ]
        let envelope = try Self.read(Self.envelope(Self.change([("statuses", [status])])))
        let failure = SendFailure(.windowClosed, providerCode: 131_047, "Graph error 131047: More than 24 hours")
        let expected = DeliveryStatus(
            messageID: "wamid.S", stage: .failed, at: Timestamp(milliseconds: 1_751_142_888_000), tag: "outbox-7",
            failure: failure)
        #expect(envelope.parts.map(\.phoneNumberID) == ["106"])
        #expect(envelope.parts.map(\.event) == [.status(expected)])
    }

    @Test("a message without an identifier gets the same one each time")
    func withoutIdentifier() throws {
        let message: JSON = ["from": "5511", "timestamp": "1749416383", "type": "text", "text": ["body": "oi"]]
        let first = try #require(try Self.inbound(message))
        #expect(try Self.inbound(message)?.id == first.id)
        #expect(first.id.count == 71)
    }

    @Test(
        "a request of another product, or without entries, makes no events",
        arguments: [["object": "page"], [:], [], 1] as [JSON])
    func foreign(body: JSON) throws {
        let envelope = try Self.read(body)
        #expect(envelope.parts.isEmpty)
        #expect(envelope.skipped.map(\.reason) == [.envelope])
    }

    @Test("what is not JSON throws")
    func notJSON() {
        #expect(throws: JSONError.self) { try WhatsAppEnvelope(reading: Array("{".utf8), at: Self.now) }
    }
}

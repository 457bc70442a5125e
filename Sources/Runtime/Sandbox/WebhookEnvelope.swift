import CEL
import Engine

/// The form of WhatsApp's webhook requests.
struct WebhookEnvelope {
    let phoneNumberID: String

    func body(_ members: [(String, JSON)]) -> JSON {
        let value = JSONObject(
            [
                ("messaging_product", "whatsapp"),
                ("metadata", ["display_phone_number": "15550000000", "phone_number_id": .string(phoneNumberID)]),
            ] + members
        )
        let change: JSON = ["value": .object(value), "field": "messages"]
        return ["object": "whatsapp_business_account", "entry": [["id": "100000000000000", "changes": [change]]]]
    }

    /// Tells that a message has come as far as `stage`: `sent` or `delivered`.
    func status(_ stage: String, of message: SandboxMessage, at now: Timestamp) -> JSON {
        var status = JSONObject([
            ("id", .string(message.id)), ("status", .string(stage)), ("timestamp", .string(String(now.seconds))),
            ("recipient_id", .string(message.to)),
        ])
        if let tag = message.tag { status["biz_opaque_callback_data"] = .string(tag) }
        return body([("statuses", [.object(status)])])
    }

    /// JSON text in Meta's escaped form: `/` as `\/`, what is not ASCII as `\u` and four lower-case digits.
    ///
    /// The signature covers these bytes, so a receiver that signs its own re-encoding of the body would find another one.
    static func encoded(_ body: JSON) -> [UInt8] {
        var output: [UInt8] = []
        for scalar in body.text.unicodeScalars {
            switch scalar {
            case "/": output.append(contentsOf: #"\/"#.utf8)
            case _ where scalar.isASCII: output.append(UInt8(truncatingIfNeeded: scalar.value))
            default:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    output.append(contentsOf: (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
                }
            }
        }
        return output
    }
}

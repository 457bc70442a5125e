import Engine

/// The `interactive` part of a message with something to tap.
///
/// - SeeAlso: WhatsApp Cloud API, "Interactive reply buttons messages", "Interactive list messages" and "Interactive
///   call-to-action URL button messages".
enum GraphInteraction {
    static func buttons(_ body: OutboundMessage.Body, _ buttons: [OutboundMessage.Button]) -> JSON {
        let replies = buttons.map { button -> JSON in
            ["type": "reply", "reply": ["id": .string(button.id), "title": .string(button.title)]]
        }
        return frame("button", body, action: ["buttons": .array(replies)])
    }

    static func list(_ body: OutboundMessage.Body, _ list: OutboundMessage.List) -> JSON {
        let sections = list.sections.map { section -> JSON in
            var object = JSONObject()
            object["title"] = section.title.map(JSON.string)
            object["rows"] = .array(section.rows.map(row))
            return .object(object)
        }
        return frame("list", body, action: ["button": .string(list.button), "sections": .array(sections)])
    }

    static func link(_ body: OutboundMessage.Body, _ link: OutboundMessage.Link) -> JSON {
        frame(
            "cta_url", body,
            action: ["name": "cta_url", "parameters": ["display_text": .string(link.text), "url": .string(link.url)]])
    }

    private static func row(_ row: OutboundMessage.List.Row) -> JSON {
        var object: JSONObject = ["id": .string(row.button.id), "title": .string(row.button.title)]
        object["description"] = row.description.map(JSON.string)
        return .object(object)
    }

    private static func frame(_ type: String, _ body: OutboundMessage.Body, action: JSON) -> JSON {
        var object: JSONObject = ["type": .string(type)]
        switch body.header {
        case nil: break
        case .text(let text): object["header"] = ["type": "text", "text": .string(text)]
        case .media(let media):
            let kind = media.kind.name
            object["header"] = .object(JSONObject([("type", .string(kind)), (kind, GraphMessage.media(media))]))
        }
        object["body"] = ["text": .string(body.text)]
        if let footer = body.footer { object["footer"] = ["text": .string(footer)] }
        object["action"] = action
        return .object(object)
    }
}

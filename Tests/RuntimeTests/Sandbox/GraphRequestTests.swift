import Engine
import Testing

@testable import Runtime

@Suite("the Graph API's stand-in reads messages as Meta does")
struct GraphRequestTests {
    private static func text(_ length: Int) -> JSON { .string(String(repeating: "a", count: length)) }

    private static func message(_ kind: String, _ content: JSON, to: String = "5511999990001") -> JSON {
        .object(
            JSONObject([
                ("messaging_product", "whatsapp"), ("to", .string(to)), ("type", .string(kind)), (kind, content),
            ])
        )
    }

    private static func buttons(_ buttons: [(id: String, title: String)], body: JSON = "Escolha") -> JSON {
        let list = buttons.map { button -> JSON in
            ["type": "reply", "reply": ["id": .string(button.id), "title": .string(button.title)]]
        }
        return message("interactive", ["type": "button", "body": ["text": body], "action": ["buttons": .array(list)]])
    }

    private static func list(sections: [(title: String?, rows: Int)], button: String = "Ver", rowTitle: Int = 24) -> JSON {
        var serial = 0
        let sections = sections.map { section -> JSON in
            let rows = (0..<section.rows).map { _ -> JSON in
                serial += 1
                return ["id": .string("r\(serial)"), "title": text(rowTitle)]
            }
            var object = JSONObject([("rows", .array(rows))])
            if let title = section.title { object["title"] = .string(title) }
            return .object(object)
        }
        let action: JSON = ["button": .string(button), "sections": .array(sections)]
        return message("interactive", ["type": "list", "body": ["text": "Escolha"], "action": action])
    }

    private static func template(_ components: [JSON]) -> JSON {
        message("template", ["name": "aviso", "language": ["code": "pt_BR"], "components": .array(components)])
    }

    @Test(
        "a message at its limits is taken",
        arguments: [
            message("text", ["body": text(4096), "preview_url": true]),
            message("text", ["body": "Oi"], to: "+5511999990001"),
            ["messaging_product": "whatsapp", "recipient": "BR.13491208655302741918", "type": "text", "text": ["body": "Oi"]],
            buttons([("a", String(repeating: "a", count: 20))], body: text(1024)),
            buttons([(String(repeating: "i", count: 256), "A"), ("b", "B"), ("c", "C")]),
            list(sections: [(nil, 10)], button: String(repeating: "b", count: 20)),
            list(sections: [("Um", 5), ("Dois", 5)]),
            message("reaction", ["message_id": "wamid.A", "emoji": "👀"]),
            message("reaction", ["message_id": "wamid.A", "emoji": ""]),
            message("image", ["link": "https://example.com/a.png", "caption": text(1024)]),
            message("audio", ["id": "123", "voice": true]),
            message("location", ["latitude": "-23.5", "longitude": -46]),
            message("contacts", [["name": ["formatted_name": "Ana Souza", "first_name": "Ana"]]]),
            message("template", ["name": "retomar_atendimento", "language": ["code": "pt_BR"]]),
            message("document", ["id": "1", "filename": "a.pdf"]),
            template([
                ["type": "header", "parameters": [["type": "image", "image": ["link": "https://example.com/a.png"]]]],
                ["type": "body", "parameters": [["type": "text", "parameter_name": "nome", "text": "Ana"]]],
                [
                    "type": "button", "sub_type": "quick_reply", "index": "9",
                    "parameters": [["type": "payload", "payload": "a"]],
                ],
            ]),
        ])
    func taken(body: JSON) throws {
        _ = try GraphRequest(reading: body)
    }

    @Test(
        "a message over its limits is refused with the field and the limit in Meta's words",
        arguments: [
            (message("text", ["body": text(4097)]), 100, "Param text['body'] must be at most 4096 characters long."),
            (message("text", ["body": ""]), 100, "The parameter text['body'] is required."),
            (message("text", [:]), 100, "The parameter text['body'] is required."),
            (["to": "5511999990001"], 100, "The parameter messaging_product is required."),
            (["messaging_product": "whatsapp", "type": "text"], 100, "The parameter to is required."),
            (message("poll", [:]), 100, "Param type must be one of"),
            (message("text", ["body": "Oi"], to: "ana"), 131_009, "Recipient phone number is not valid"),
            (buttons([]), 131_009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"),
            (
                buttons([("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]), 131_009,
                "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"
            ),
            (
                buttons([("a", String(repeating: "a", count: 21))]), 131_009,
                "Button title length invalid. Min length: 1, Max length: 20"
            ),
            (
                buttons([(String(repeating: "a", count: 257), "A")]), 131_009,
                "Button id length invalid. Min length: 1, Max length: 256"
            ),
            (buttons([("a", "A"), ("a", "B")]), 131_009, "must be unique"),
            (buttons([("a", "A"), ("b", "A")]), 131_009, "must be unique"),
            (buttons([("a", "A")], body: text(1025)), 131_009, "Body text length invalid. Min length: 1, Max length: 1024"),
            (list(sections: [(nil, 6), (nil, 4)]), 100, "['title'] is required."),
            (list(sections: [("Um", 6), ("Dois", 5)]), 131_009, "Total row count exceed max allowed count: 10"),
            (list(sections: []), 131_009, "Invalid sections count. Min allowed sections: 1, Max allowed sections: 10"),
            (list(sections: [(nil, 1)], rowTitle: 25), 131_009, "Row title length invalid. Min length: 1, Max length: 24"),
            (
                list(sections: [(nil, 1)], button: String(repeating: "b", count: 21)), 131_009,
                "Button text length invalid. Min length: 1, Max length: 20"
            ),
            (message("reaction", ["message_id": "wamid.A", "emoji": "ok"]), 131_009, "is not a single emoji"),
            (message("reaction", ["message_id": "A", "emoji": "👀"]), 131_009, "begins with 'wamid.'"),
            (message("image", [:]), 131_008, "image['id'] or image['link'] is required"),
            (message("audio", ["id": "1", "caption": "a"]), 131_009, "audio does not take a caption"),
            (
                message("image", ["id": "1", "caption": text(1025)]), 131_009,
                "Caption length invalid. Min length: 0, Max length: 1024"
            ),
            (message("location", ["latitude": 91, "longitude": 0]), 131_009, "location['latitude'] must be a number"),
            (message("contacts", [["name": ["formatted_name": "Ana"]]]), 131_008, "needs one more of"),
            (message("template", ["name": "Retomar", "language": ["code": "pt_BR"]]), 131_009, "lowercase letters"),
            (message("template", ["name": "retomar"]), 100, "The parameter template['language'] is required."),
            (message("image", ["id": "1", "filename": "a.png"]), 131_009, "image does not take a filename"),
            (template([["type": "footer", "parameters": []]]), 100, "Param template['components'][0]['type'] must be one of"),
            (template([["type": "button", "index": "0"]]), 100, "['sub_type'] is required."),
            (template([["type": "button", "sub_type": "quick_reply"]]), 100, "['index'] is required."),
            (
                template([["type": "button", "sub_type": "quick_reply", "index": "10"]]), 131_009,
                "['index'] must be a number from 0 to 9"
            ),
            (template([["type": "body", "parameters": [["type": "text", "text": "a\nb"]]]]), 132_018, "new-line/tab"),
            (template([["type": "body", "parameters": [["type": "text", "text": ""]]]]), 100, "['text'] is required."),
            (
                template([["type": "header", "parameters": [["type": "document", "document": ["filename": "a.pdf"]]]]]), 131_008,
                "['id'] or"
            ),
        ] as [(JSON, Int, String)])
    func refused(body: JSON, code: Int, words: String) {
        let fault = #expect(throws: GraphFault.self) { try GraphRequest(reading: body) }
        #expect(fault?.code == code)
        #expect(fault.map { $0.message + ($0.details ?? "") }?.contains(words) == true, "\(String(describing: fault))")
    }

    @Test("an emoji counts as the two units that UTF-16 needs")
    func lengthUnit() {
        #expect(throws: GraphFault.self) {
            try GraphRequest(reading: Self.buttons([("a", String(repeating: "👀", count: 11))]))
        }
    }

    @Test("a read receipt may show typing, and needs an inbound message's id")
    func receipts() throws {
        let read: JSON = ["messaging_product": "whatsapp", "status": "read", "message_id": "wamid.A"]
        #expect(try GraphRequest(reading: read) == .receipt(messageID: "wamid.A", typing: false))
        let typing: JSON = [
            "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.A", "typing_indicator": ["type": "text"],
        ]
        #expect(try GraphRequest(reading: typing) == .receipt(messageID: "wamid.A", typing: true))
        #expect(throws: GraphFault.self) {
            try GraphRequest(reading: ["messaging_product": "whatsapp", "status": "read"])
        }
    }
}

import Engine

extension OutboundMessage {
    /// As stores keep it: an object whose member `kind` names the case.
    var record: JSON {
        switch self {
        case .text(let text, let previewURL):
            ["kind": "text", "text": .string(text), "preview_url": .bool(previewURL)]
        case .buttons(let text, let buttons):
            [
                "kind": "buttons", "text": .string(text),
                "buttons": .array(buttons.map { ["id": .string($0.id), "title": .string($0.title)] }),
            ]
        case .template(let template):
            [
                "kind": "template", "name": .string(template.name), "language": .string(template.language),
                "body": .array(template.body.map(JSON.string)),
            ]
        }
    }

    init(record: JSON) throws(RecordError) {
        switch record["kind"]?.string {
        case "text":
            self = .text(try record.required("text", \.string), previewURL: try record.required("preview_url", \.bool))
        case "buttons":
            var buttons: [Button] = []
            for button in try record.required("buttons", \.self).elements {
                buttons.append(Button(id: try button.required("id", \.string), title: try button.required("title", \.string)))
            }
            self = .buttons(try record.required("text", \.string), buttons)
        case "template":
            let body = try record.required("body", \.self).elements.compactMap(\.string)
            self = .template(
                Template(
                    name: try record.required("name", \.string), language: try record.required("language", \.string), body: body))
        default:
            throw RecordError(expected: "an outbound message")
        }
    }
}

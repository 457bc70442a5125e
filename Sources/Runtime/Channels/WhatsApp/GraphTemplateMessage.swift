import Engine

/// The `template` part of a message.
///
/// - SeeAlso: WhatsApp Cloud API, "Templates", on components and their parameters.
enum GraphTemplateMessage {
    static func body(of template: OutboundMessage.Template) -> JSON {
        var body: JSONObject = ["name": .string(template.name), "language": ["code": .string(template.language)]]
        var components: [JSON] = []
        if let header = template.header { components.append(component("header", [parameter(header)])) }
        if !template.body.isEmpty { components.append(component("body", template.body.map(parameter))) }
        components += template.buttons.map(button)
        if !components.isEmpty { body["components"] = .array(components) }
        return .object(body)
    }

    private static func component(_ type: String, _ parameters: [JSON]) -> JSON {
        ["type": .string(type), "parameters": .array(parameters)]
    }

    private static func parameter(_ header: OutboundMessage.Template.Header) -> JSON {
        switch header {
        case .text(let argument): parameter(argument)
        case .media(let media):
            .object(JSONObject([("type", .string(media.kind.name)), (media.kind.name, GraphMessage.media(media))]))
        }
    }

    private static func parameter(_ argument: OutboundMessage.Template.Argument) -> JSON {
        var object: JSONObject = ["type": "text"]
        object["parameter_name"] = argument.name.map(JSON.string)
        object["text"] = .string(inOneLine(argument.text))
        return .object(object)
    }

    private static func button(_ button: OutboundMessage.Template.ButtonArgument) -> JSON {
        let (type, parameter): (JSON, JSON) =
            switch button.kind {
            case .reply(let reply): ("quick_reply", ["type": "payload", "payload": .string(reply.id)])
            case .link(let text): ("url", ["type": "text", "text": .string(text)])
            case .code(let code): ("copy_code", ["type": "coupon_code", "coupon_code": .string(code)])
            }
        return [
            "type": "button", "sub_type": type, "index": .string(String(button.place)), "parameters": .array([parameter]),
        ]
    }

    /// Line breaks, tabs and many spaces in a row are refused in a template's parameters.
    private static func inOneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

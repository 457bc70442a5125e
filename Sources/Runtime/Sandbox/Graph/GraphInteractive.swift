import Engine

/// The limits of interactive messages.
///
/// - SeeAlso: WhatsApp Cloud API, "Interactive reply buttons messages", "Interactive list messages" and their neighbours.
enum GraphInteractive {
    /// A list's page says 4096, but sends above 1024 have been refused as too long.
    private static let bodyLength = 1...1024
    private static let productKinds = ["catalog_message", "order_details", "order_status", "product", "product_list"]
    private static let otherKinds = ["address_message", "call_permission_request", "voice_call"]

    static func read(_ interactive: GraphParameter) throws(GraphFault) -> (text: String, options: [SandboxMessage.Option]) {
        let own = ["button", "carousel", "cta_url", "flow", "list", "location_request_message", "request_contact_info"]
        let kind = try interactive.required("type").oneOf(own + productKinds + otherKinds)
        let text = try body(of: interactive, isRequired: kind != "product")
        try headerAndFooter(of: interactive, kind: kind)
        let action = try interactive.required("action")
        return (text, try options(of: action, kind: kind))
    }

    private static func options(of action: GraphParameter, kind: String) throws(GraphFault) -> [SandboxMessage.Option] {
        switch kind {
        case "button": return try buttons(action)
        case "list": return try rows(action)
        case "cta_url": try link(action)
        case "flow": try flow(action)
        case "location_request_message": _ = try action.required("name").oneOf(["send_location"])
        case "request_contact_info": _ = try action.required("name").oneOf(["request_contact_info"])
        case "carousel": try cards(action)
        default: break
        }
        return []
    }

    private static func body(of interactive: GraphParameter, isRequired: Bool) throws(GraphFault) -> String {
        guard let body = interactive.optional("body") else {
            if isRequired { throw .required("\(interactive.name)['body']") }
            return ""
        }
        return try body.required("text").string("Body text", bodyLength)
    }

    private static func headerAndFooter(of interactive: GraphParameter, kind: String) throws(GraphFault) {
        if let footer = interactive.optional("footer") { _ = try footer.required("text").string("Footer text", 0...60) }
        guard let header = interactive.optional("header") else { return }
        let type = try header.required("type").oneOf(kind == "list" ? ["text"] : ["document", "image", "text", "video"])
        let content = try header.required(type)
        if type == "text" {
            _ = try content.string("Header text", 1...60)
        } else if content.optional("id") == nil, content.optional("link") == nil {
            throw .missing("\(content.name)['id'] or \(content.name)['link'] is required")
        }
    }

    private static func buttons(_ action: GraphParameter) throws(GraphFault) -> [SandboxMessage.Option] {
        var options: [SandboxMessage.Option] = []
        for button in try action.required("buttons").elements("buttons", 1...3) {
            _ = try button.required("type").oneOf(["reply"])
            let reply = try button.required("reply")
            let id = try reply.required("id").string("Button id", 1...256)
            let title = try reply.required("title").string("Button title", 1...20)
            guard !options.contains(where: { $0.id == id || $0.title == title }) else {
                throw .invalid("Duplicate button: the ids and titles of a message's buttons must be unique")
            }
            options.append(SandboxMessage.Option(id: id, title: title))
        }
        return options
    }

    private static func rows(_ action: GraphParameter) throws(GraphFault) -> [SandboxMessage.Option] {
        _ = try action.required("button").string("Button text", 1...20)
        let sections = try action.required("sections").elements("sections", 1...10)
        var options: [SandboxMessage.Option] = []
        for section in sections {
            if let title = section.optional("title") {
                _ = try title.string("Section title", 1...24)
            } else if sections.count > 1 {
                throw .required("\(section.name)['title']")
            }
            for row in try section.required("rows").elements("rows", 1...10) {
                let id = try row.required("id").string("Row id", 1...200)
                let title = try row.required("title").string("Row title", 1...24)
                if let description = row.optional("description") { _ = try description.string("Row description", 0...72) }
                guard !options.contains(where: { $0.id == id }) else {
                    throw .invalid("Duplicate row id: the ids of a list's rows must be unique")
                }
                options.append(SandboxMessage.Option(id: id, title: title))
            }
        }
        guard options.count <= 10 else { throw .invalid("Total row count exceed max allowed count: 10") }
        return options
    }

    private static func link(_ action: GraphParameter) throws(GraphFault) {
        _ = try action.required("name").oneOf(["cta_url"])
        let parameters = try action.required("parameters")
        _ = try parameters.required("display_text").string("Display text", 1...20)
        _ = try parameters.required("url").webAddress()
    }

    private static func flow(_ action: GraphParameter) throws(GraphFault) {
        _ = try action.required("name").oneOf(["flow"])
        let parameters = try action.required("parameters")
        guard parameters.optional("flow_id") != nil || parameters.optional("flow_name") != nil else {
            throw .missing("\(parameters.name)['flow_id'] or \(parameters.name)['flow_name'] is required")
        }
        _ = try parameters.required("flow_message_version").string()
        _ = try parameters.required("flow_cta").string("Flow CTA", 1...30)
    }

    private static func cards(_ action: GraphParameter) throws(GraphFault) {
        for card in try action.required("cards").elements("cards", 2...10) {
            if let body = card.optional("body") { _ = try body.required("text").string("Card body text", 1...160) }
            if card.optional("type")?.value == "product" { continue }
            _ = try card.required("header").required("type").oneOf(["image", "video"])
        }
    }
}

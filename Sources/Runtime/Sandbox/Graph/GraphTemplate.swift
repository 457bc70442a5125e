import Engine

/// The form of a template message. What a template was approved with is not known here: any name is taken.
///
/// - SeeAlso: WhatsApp Cloud API, "Templates", on components and their parameters.
enum GraphTemplate {
    static func check(_ template: GraphParameter) throws(GraphFault) {
        let name = try template.required("name").string("Template name", 1...512)
        guard name.utf8.allSatisfy({ isNameByte($0) }) else {
            throw .invalid("\(template.name)['name'] may hold only lowercase letters, digits and underscores")
        }
        _ = try template.required("language").required("code").string("Language code", 2...16)
        guard let components = template.optional("components") else { return }
        for component in try components.elements("components", 0...16) { try check(component: component) }
    }

    private static let buttonKinds = [
        "quick_reply", "url", "flow", "copy_code", "catalog", "mpm", "voice_call", "order_details", "app",
    ]

    /// Line breaks, tabs and more than four spaces in a row are refused.
    private static func check(text: GraphParameter) throws(GraphFault) {
        let written = try text.nonEmptyString()
        guard !written.contains(where: { $0.isNewline || $0 == "\t" }), !written.contains("     ") else {
            throw GraphFault(
                code: 132_018, "There was an issue with the parameters in your template",
                details: "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func check(component: GraphParameter) throws(GraphFault) {
        let type = try component.required("type").string().lowercased()
        if type == "button" {
            let kind = try component.required("sub_type")
            guard buttonKinds.contains(try kind.nonEmptyString().lowercased()) else {
                throw .noneOf(kind.name, buttonKinds, got: try kind.string())
            }
            // A call button is the only one of its template.
            guard try kind.nonEmptyString().lowercased() != "voice_call" || component.optional("index") != nil else { return }
            let index = try component.required("index")
            let place = index.value.int ?? index.value.string.flatMap { Int64($0) }
            guard let place, (0...9).contains(place) else { throw .invalid("\(index.name) must be a number from 0 to 9") }
        } else if !["header", "body", "limited_time_offer", "carousel", "order_status", "tap_target_configuration"].contains(type)
        {
            throw .noneOf("\(component.name)['type']", ["header", "body", "button", "carousel"], got: type)
        }
        guard let parameters = component.optional("parameters") else { return }
        for parameter in try parameters.elements("parameters", 0...1024) {
            let type = try parameter.required("type").nonEmptyString()
            let content = try parameter.required(type)
            if type == "text" { try check(text: content) }
            if ["image", "video", "document"].contains(type) {
                guard content.optional("id") != nil || content.optional("link") != nil else {
                    throw .missing("\(content.name)['id'] or \(content.name)['link'] is required")
                }
            }
        }
    }
}

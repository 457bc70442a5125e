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

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func check(component: GraphParameter) throws(GraphFault) {
        let type = try component.required("type").string().lowercased()
        if type == "button" {
            _ = try component.required("sub_type").nonEmptyString()
        }
        guard let parameters = component.optional("parameters") else { return }
        for parameter in try parameters.elements("parameters", 0...1024) {
            let type = try parameter.required("type").nonEmptyString()
            let content = try parameter.required(type)
            if type == "text" { _ = try content.nonEmptyString() }
        }
    }
}

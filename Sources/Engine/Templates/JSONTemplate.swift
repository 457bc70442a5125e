import CEL

/// A JSON value written as YAML, with templates in it; evaluated to values first and encoded afterwards.
indirect enum JSONTemplate: Sendable {
    case constant(JSON)
    case template(Template)
    case array([JSONTemplate])
    /// A member whose value is absent is left out.
    case object([Member])

    struct Member: Sendable {
        let key: String
        let value: JSONTemplate
    }

    var expressions: [Expression] {
        switch self {
        case .constant: []
        case .template(let template): template.expressions
        case .array(let elements): elements.flatMap(\.expressions)
        case .object(let members): members.flatMap(\.value.expressions)
        }
    }

    func value(locals: [Value], in turn: Turn) throws(TurnError) -> JSON {
        switch self {
        case .constant(let value): return value
        case .template(let template): return JSON(try turn.value(of: template, locals: locals))
        case .array(let elements):
            var values: [JSON] = []
            for element in elements { values.append(try element.value(locals: locals, in: turn)) }
            return .array(values)
        case .object(let members):
            var object = JSONObject()
            for member in members {
                if case .template(let template) = member.value, case .optional(nil) = try turn.value(of: template, locals: locals)
                {
                    continue
                }
                object[member.key] = try member.value.value(locals: locals, in: turn)
            }
            return .object(object)
        }
    }
}

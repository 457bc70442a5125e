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
        case .template(let template): return try json(try turn.value(of: template, locals: locals), of: template)
        case .array(let elements):
            var values: [JSON] = []
            for element in elements { values.append(try element.value(locals: locals, in: turn)) }
            return .array(values)
        case .object(let members):
            var object = JSONObject()
            for member in members {
                guard case .template(let template) = member.value else {
                    object[member.key] = try member.value.value(locals: locals, in: turn)
                    continue
                }
                let value = try turn.value(of: template, locals: locals)
                if case .optional(nil) = value { continue }
                object[member.key] = try json(value, of: template)
            }
            return .object(object)
        }
    }

    private func json(_ value: Value, of template: Template) throws(TurnError) -> JSON {
        let json = JSON(value)
        guard json.isWritable else {
            throw TurnError(code: .expression, message: "\(template.span): infinity and NaN have no form in JSON")
        }
        return json
    }
}

extension JSON {
    fileprivate var isWritable: Bool {
        switch self {
        case .double(let number): number.isFinite
        case .array(let elements): elements.allSatisfy(\.isWritable)
        case .object(let object): object.members.allSatisfy(\.value.isWritable)
        case .null, .bool, .int, .string: true
        }
    }
}

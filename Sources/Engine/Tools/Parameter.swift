/// What a tool wants to be told.
struct Parameter: Sendable {
    let name: String
    let type: DataType
    let about: String?
    let initial: JSON?
    let check: ValueCheck

    var isRequired: Bool { initial == nil && !type.isOptional }

    /// The JSON Schema that a model is given.
    static func schema(of parameters: [Parameter]) -> JSON {
        var properties = JSONObject()
        for parameter in parameters { properties[parameter.name] = parameter.schema }
        return [
            "type": "object", "properties": .object(properties),
            "required": .array(parameters.filter(\.isRequired).map { .string($0.name) }), "additionalProperties": false,
        ]
    }

    private var schema: JSON {
        guard case .object(var schema) = check.constraining(type.schema, of: type) else { return type.schema }
        if let about { schema["description"] = .string(about) }
        if let initial { schema["default"] = initial }
        return .object(schema)
    }

    /// Why arguments cannot be taken, told to the model so that it can mend them.
    struct Refusal: Error {
        let message: String
    }

    /// Checks what a model wrote; defaults are filled in.
    ///
    /// - Parameter text: Anything: it comes from outside.
    static func arguments(of parameters: [Parameter], from text: String) throws(Refusal) -> JSONObject {
        var given = JSONObject()
        if !text.trimmed.isEmpty {
            guard case .object(let object)? = try? JSON(parsing: text) else {
                throw Refusal(message: "the arguments are not a JSON object")
            }
            given = object
        }
        return try arguments(of: parameters, from: given)
    }

    static func arguments(of parameters: [Parameter], from given: JSONObject) throws(Refusal) -> JSONObject {
        var arguments = JSONObject()
        var faults: [String] = []
        for member in given.members where !parameters.contains(where: { $0.name == member.key }) {
            faults.append("there is no parameter '\(member.key)'")
        }
        for parameter in parameters {
            guard let value = given[parameter.name], value != .null else {
                if let initial = parameter.initial {
                    arguments[parameter.name] = initial
                } else if parameter.isRequired {
                    faults.append("'\(parameter.name)' is missing")
                }
                continue
            }
            do throws(Refusal) {
                arguments[parameter.name] = try parameter.accept(value)
            } catch {
                faults.append(error.message)
            }
        }
        guard faults.isEmpty else { throw Refusal(message: faults.joined(separator: "; ")) }
        return arguments
    }

    private func accept(_ given: JSON) throws(Refusal) -> JSON {
        guard let value = type.coerced(given) else { throw Refusal(message: "'\(name)' must be \(type.description)") }
        if let complaint = check.complaint(about: value) { throw Refusal(message: "'\(name)' must \(complaint)") }
        return value
    }
}

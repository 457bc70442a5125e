import Engine

/// What a model host demands of a tool's parameters.
enum ToolSchema {
    private static let types = ["array", "boolean", "integer", "null", "number", "object", "string"]
    private static let depthLimit = 10

    static func check(_ schema: JSON, of tool: String) throws(ModelFault) {
        guard schema["type"] == "object" else {
            throw fault(tool, #"schema must be a JSON Schema of 'type: "object"'"#)
        }
        try check(schema, of: tool, at: "()", depth: 0)
    }

    static func parameters(of schema: JSON) -> [ChatRequest.Parameter] {
        guard case .object(let properties)? = schema["properties"] else { return [] }
        let required = Set((schema["required"]?.elements ?? []).compactMap(\.string))
        return properties.members.map {
            ChatRequest.Parameter(
                name: $0.key, description: $0.value["description"]?.string ?? "", schema: $0.value,
                isRequired: required.contains($0.key)
            )
        }
    }

    private static func fault(_ tool: String, _ reason: String) -> ModelFault {
        ModelFault("Invalid schema for function '\(tool)': \(reason)", code: "invalid_function_parameters")
    }

    private static func check(_ schema: JSON, of tool: String, at place: String, depth: Int) throws(ModelFault) {
        guard depth <= depthLimit else { throw fault(tool, "it is nested more than \(depthLimit) deep") }
        guard case .object = schema else { throw fault(tool, "In context=\(place), it is not an object") }
        try checkType(schema["type"], of: tool, at: place)
        if let values = schema["enum"] {
            guard !values.elements.isEmpty else { throw fault(tool, "In context=\(place), [] should be non-empty") }
        }
        if schema["type"] == "array" {
            guard let items = schema["items"] else { throw fault(tool, "In context=\(place), array schema missing items") }
            try check(items, of: tool, at: place + "[items]", depth: depth + 1)
        }
        guard let properties = schema["properties"] else { return }
        guard case .object(let members) = properties else {
            throw fault(tool, "In context=\(place), 'properties' is not an object")
        }
        for member in members.members {
            try check(member.value, of: tool, at: "\(place)['\(member.key)']", depth: depth + 1)
        }
        for name in schema["required"]?.elements ?? [] {
            guard let name = name.string, members[name] != nil else {
                throw fault(tool, "In context=\(place), 'required' holds a name that is not in 'properties'")
            }
        }
    }

    private static func checkType(_ type: JSON?, of tool: String, at place: String) throws(ModelFault) {
        let names: [JSON] =
            switch type {
            case nil: []
            case .array(let names)?: names
            case let name?: [name]
            }
        guard names.allSatisfy({ $0.string.map(types.contains) == true }) else {
            throw fault(tool, "In context=\(place), the type is none of \(types.joined(separator: ", "))")
        }
    }
}

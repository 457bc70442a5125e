import Engine

/// How the scripted model fills a tool's parameters from what a person said.
enum ToolArguments: Equatable {
    case complete(JSON)
    /// Nothing that was said can fill this parameter, which the tool requires.
    case missing(Parameter)

    struct Parameter: Equatable {
        let name: String
        let description: String
    }

    /// What is required is filled; of the rest only a choice that was named.
    static func fill(_ tool: ChatRequest.Tool, from said: Words) -> ToolArguments {
        var arguments = JSONObject()
        for parameter in tool.parameters {
            if let value = value(of: parameter, from: said) {
                arguments[parameter.name] = value
            } else if parameter.isRequired {
                return .missing(Parameter(name: parameter.name, description: parameter.description))
            }
        }
        return .complete(.object(arguments))
    }

    private static func value(of parameter: ChatRequest.Parameter, from said: Words) -> JSON? {
        let schema = parameter.schema
        if let choices = schema["enum"]?.elements, !choices.isEmpty {
            let named = choices.first { $0.string.map { !Words($0).set.isDisjoint(with: said.set) } == true }
            return named ?? (parameter.isRequired ? schema["default"] ?? choices[0] : nil)
        }
        guard parameter.isRequired else { return nil }
        switch schema["type"]?.string {
        case "string": return asksForNumber(parameter) ? said.number.map(JSON.string) : .string(said.text)
        case "integer", "number": return said.number.flatMap(Int64.init).map(JSON.int)
        case "boolean": return .bool(true)
        default: return nil
        }
    }

    private static func asksForNumber(_ parameter: ChatRequest.Parameter) -> Bool {
        let words = Words(parameter.name).set.union(Words(parameter.description).set)
        return !words.isDisjoint(with: ["numero", "number", "codigo", "id", "rastreio"])
    }
}

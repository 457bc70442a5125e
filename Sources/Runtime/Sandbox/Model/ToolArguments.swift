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
            if let value = value(of: parameter, from: said, among: tool.lines) {
                arguments[parameter.name] = value
            } else if parameter.isRequired {
                return .missing(Parameter(name: parameter.name, description: parameter.description))
            }
        }
        return .complete(.object(arguments))
    }

    /// - Parameter lines: What the tool's description says of single choices.
    private static func value(
        of parameter: ChatRequest.Parameter, from said: Words, among lines: [String: Words]
    ) -> JSON? {
        let schema = parameter.schema
        if let choices = schema["enum"]?.elements, !choices.isEmpty {
            let named = choices.first { $0.string.map { !Words($0).set.isDisjoint(with: said.set) } == true }
            let meant = choices.max { first, second in fit(first, lines, said) < fit(second, lines, said) }
            if named == nil, let meant, fit(meant, lines, said) > 0 { return meant }
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

    /// How many longer words of what is said of a choice were said.
    private static func fit(_ choice: JSON, _ lines: [String: Words], _ said: Words) -> Int {
        choice.string.flatMap { lines[$0] }?.set.filter { $0.count >= 4 }.intersection(said.set).count ?? 0
    }

    private static func asksForNumber(_ parameter: ChatRequest.Parameter) -> Bool {
        let words = Words(parameter.name).set.union(Words(parameter.description).set)
        return !words.isDisjoint(with: ["numero", "number", "codigo", "id", "rastreio"])
    }
}

extension ChatRequest.Tool {
    /// What lines such as `- name: words` in the description say, by name.
    fileprivate var lines: [String: Words] {
        var lines: [String: Words] = [:]
        for line in description.split(separator: "\n") where line.hasPrefix("- ") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            lines[String(line[line.index(line.startIndex, offsetBy: 2)..<colon])] = Words(String(line[colon...]))
        }
        return lines
    }
}

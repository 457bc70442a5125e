extension Issue {
    /// What is wrong, for the author of the expression: a lower-case sentence without a full stop, names in single quotes.
    public var message: String {
        switch kind {
        case .syntax(let message): message
        case .unknownName(let name, let candidates): "'\(name)' is not known here" + Issue.list(candidates, after: "; there are ")
        case .unknownField(let name, let owner, let candidates):
            "'\(owner)' has no field '\(name)'" + Issue.list(candidates, after: ", it has ")
        case .unknownFunction(let name, candidates: _): "there is no function '\(name)'"
        case .noOverload(let function, let arguments): Issue.noOverload(function, arguments)
        case .noFields(let field, let type): "'\(field)' cannot be read of \(type), which has no fields"
        case .notIterable(let type): "a list or a map is needed here, not \(type)"
        case .notCondition(let type): "a condition is needed here, which is true or false, not \(type)"
        case .tooDeep(let limit): "the expression is nested deeper than \(limit) levels"
        case .tooLong(let limit): "the expression is longer than \(limit) characters"
        }
    }

    private static func noOverload(_ function: String, _ arguments: [Type]) -> String {
        let types = arguments.map(\.description)
        if function == "?:", types.count == 3 {
            guard arguments[0] == .bool || arguments[0] == .dyn else {
                return "a condition is needed before '?', which is true or false, not \(types[0])"
            }
            return "both values of '? :' need the same type, these are \(types[1]) and \(types[2])"
        }
        if function == "{}", let type = types.first { return "\(type) cannot be a key of a map" }
        if function == "?", let type = types.first { return "after '?' an optional value is needed, not \(type)" }
        if function == "[]", types.count == 2 { return "\(types[0]) cannot be read by a key of type \(types[1])" }
        if Symbol(rawValue: function) != nil || function == "in", let first = types.first {
            guard types.count == 2 else { return "'\(function)' does not work with \(first)" }
            return "'\(function)' does not work between \(first) and \(types[1])"
        }
        return types.isEmpty ? "'\(function)' needs arguments" : "'\(function)' does not take (\(types.joined(separator: ", ")))"
    }

    /// Up to eight names and how many more there are; nothing when there are none.
    private static func list(_ names: [String], after opening: String) -> String {
        guard !names.isEmpty else { return "" }
        let shown = names.prefix(8).map { "'\($0)'" }
        let rest = names.count - shown.count
        if rest > 0 { return "\(opening)\(shown.joined(separator: ", ")) and \(rest) more" }
        guard let last = shown.last, shown.count > 1 else { return opening + shown.joined() }
        return "\(opening)\(shown.dropLast().joined(separator: ", ")) and \(last)"
    }
}

/// Calls that are no calls: they name variables, or do not evaluate what stands in them.
extension Parser {
    /// - Returns: nil when the name, the target or the number of arguments is none of a macro.
    /// - Throws: An issue when it is a macro, but not well written.
    mutating func macro(
        _ name: String, on target: Expression?, _ arguments: [Expression], from start: Int, anchor: Range<Int>
    ) throws(Issue) -> Expression? {
        guard let target else {
            guard name == "has", arguments.count == 1 else { return nil }
            return try presence(arguments[0], from: start, anchor: anchor)
        }
        if case .name(let space, _) = target.kind {
            switch (space, name) {
            case ("cel", "bind") where arguments.count == 3:
                let variable = try variable(arguments[0])
                return node(
                    .bind(variable, arguments[1], body: arguments[2]), from: start, anchor: anchor,
                    over: arguments[1], arguments[2]
                )
            case ("math", "greatest") where arguments.count > 2, ("math", "least") where arguments.count > 2:
                let elements = arguments.map { Expression.ListElement(value: $0, isOptional: false) }
                let list = node(.list(elements), from: arguments[0].range.lowerBound, anchor: anchor, over: arguments)
                return node(.method(target, name, [list]), from: start, anchor: anchor, over: target, list)
            default: break
            }
        }
        switch (name, arguments.count) {
        case ("all", 2), ("exists", 2), ("existsOne", 2), ("exists_one", 2), ("map", 2), ("map", 3), ("filter", 2),
            ("sortBy", 2):
            return try fold(name, over: target, variables: 1, arguments, from: start, anchor: anchor)
        case ("all", 3), ("exists", 3), ("existsOne", 3), ("exists_one", 3), ("transformList", 3), ("transformList", 4),
            ("transformMap", 3), ("transformMap", 4), ("transformMapEntry", 3), ("transformMapEntry", 4):
            return try fold(name, over: target, variables: 2, arguments, from: start, anchor: anchor)
        case ("optMap", 2), ("optFlatMap", 2):
            let variable = try variable(arguments[0])
            return node(
                .optionalMap(target, name: variable, body: arguments[1], isFlat: name == "optFlatMap"), from: start,
                anchor: anchor, over: target, arguments[1]
            )
        default: return nil
        }
    }

    private mutating func presence(
        _ argument: Expression, from start: Int, anchor: Range<Int>
    ) throws(Issue) -> Expression {
        guard case .select(let operand, let field, isOptional: false) = argument.kind else {
            var edits: [Edit] = []
            if case .name = argument.kind {
                edits = [
                    Edit(start..<argument.range.lowerBound, ""), Edit(argument.range.upperBound..<previousEnd, ".hasValue()"),
                ]
            }
            throw Issue(argument.range, .syntax("'has' takes the path of a field, as in has(order.total)"), edits: edits)
        }
        return node(.presence(operand, field: field), from: start, anchor: argument.anchor, over: operand)
    }

    private mutating func fold(
        _ name: String, over range: Expression, variables count: Int, _ arguments: [Expression], from start: Int,
        anchor: Range<Int>
    ) throws(Issue) -> Expression {
        var variables: [String] = []
        for argument in arguments.prefix(count) {
            let variable = try variable(argument)
            guard !variables.contains(variable) else {
                throw Issue(argument.range, .syntax("the two variables of '\(name)' need different names"))
            }
            variables.append(variable)
        }
        let rest = Array(arguments.dropFirst(count))
        guard let body = rest.last else { return node(.literal(.null), from: start, anchor: anchor) }
        let filter = rest.count > 1 ? rest[0] : nil
        let kind: Fold.Kind =
            switch name {
            case "exists_one": .existsOne
            case "transformList": .map
            default: Fold.Kind(rawValue: name) ?? .map
            }
        return node(
            .fold(
                Fold(
                    kind: kind, range: range, variables: variables, places: arguments.prefix(count).map(\.range), filter: filter,
                    body: body)), from: start,
            anchor: anchor, over: [range] + rest
        )
    }

    /// The name that a macro gives to a variable.
    private func variable(_ argument: Expression) throws(Issue) -> String {
        guard case .name(let name, isAbsolute: false) = argument.kind else {
            let edits = argument.text.map { [Edit(argument.range, $0)] } ?? []
            throw Issue(
                argument.range, .syntax("a simple name is needed here, for the element that the rest speaks of"), edits: edits,
                hint: "as in list.map(x, x.name)")
        }
        guard name != "__result__" else {
            throw Issue(argument.range, .syntax("'__result__' is a reserved word and cannot be a name"))
        }
        return name
    }
}

/// What would mend an operator or a function between types that it does not take.
extension Checker {
    func mending(of name: String, _ operands: [(Expression, Type)], at place: Range<Int>) -> Mending {
        guard operands.count == 2 else { return operands.count == 1 ? unary(name, operands[0]) : branches(name, operands) }
        let (left, right) = (operands[0], operands[1])
        switch name {
        case "+": return sum(left, right)
        case "in" where right.1.plain == .string: return contains(left.0, right.0, at: place)
        case "==", "!=", "<", "<=", ">", ">=": return comparison(name, left, right, at: place)
        case "-" where left.1.plain == .timestamp || left.1.plain == .duration:
            return ([], "a length of time is written duration('72h')")
        case "-", "*", "/": return (asNumber(left) + asNumber(right), nil)
        case "[]": return element(left, right)
        case "contains":
            guard case .list = left.1.plain else { break }
            return (isIn(left.0, right.0), nil)
        case "join": return joining(left)
        case "format" where left.1.plain == .timestamp: return ([], "a day is written by date(x, 'dd/MM/yyyy')")
        case "format" where left.1.plain.isNumber: return ([], "a number is written by number(x, 2) or money(x)")
        case "orValue", "or":
            if case .optional = left.1 { return ([], "what stands in its place has the same type") }
            return ([Edit(left.0.range.upperBound..<right.0.range.upperBound + 1, "")], "this is never missing")
        default: break
        }
        return ([], nil)
    }

    /// `list.join(…)` over what are no texts.
    private func joining(_ list: (Expression, Type)) -> Mending {
        guard case .fold(let loop) = list.0.kind, loop.kind == .map else {
            return (
                [Edit(list.0.range.upperBound..<list.0.range.upperBound, ".map(x, string(x))")],
                "texts are joined, as in list.map(x, x.name).join(', ')"
            )
        }
        return (wrapped(loop.body, "string"), nil)
    }

    private func unary(_ name: String, _ operand: (Expression, Type)) -> Mending {
        guard name == "!", operand.0.isMember else { return ([], nil) }
        let (start, end) = (operand.0.range.lowerBound, operand.0.range.upperBound)
        let sign = Edit(start - 1..<start, "")
        switch operand.1.plain {
        case .string: return ([sign, Edit(end..<end, " == ''")], nil)
        case .int, .double: return ([sign, Edit(end..<end, " == 0")], nil)
        case .list, .map: return ([Edit(start - 1..<start, "size("), Edit(end..<end, ") == 0")], nil)
        case .optional: return ([Edit(end..<end, ".hasValue()")], nil)
        default: return ([], nil)
        }
    }

    /// The two values of `? :`.
    private func branches(_ name: String, _ operands: [(Expression, Type)]) -> Mending {
        guard name == "?:", operands.count == 3 else { return ([], nil) }
        return (asText(operands[1], beside: operands[2]) + asText(operands[2], beside: operands[1]), nil)
    }

    private func sum(_ left: (Expression, Type), _ right: (Expression, Type)) -> Mending {
        switch (left.1.plain, right.1.plain) {
        case (.list(let element), let other) where element == other:
            return (
                [
                    Edit(right.0.range.lowerBound..<right.0.range.lowerBound, "["),
                    Edit(right.0.range.upperBound..<right.0.range.upperBound, "]"),
                ], nil
            )
        case (.string, _), (_, .string):
            return (
                asText(left, beside: right) + asText(right, beside: left),
                "string(x) makes a text of a number, int(x) and double(x) a number of a text"
            )
        case (.timestamp, .int), (.int, .timestamp): return ([], "a length of time is written duration('72h')")
        default: return ([], nil)
        }
    }

    /// `string(…)` around what has one way to be written, beside a text.
    private func asText(_ operand: (Expression, Type), beside other: (Expression, Type)) -> [Edit] {
        guard other.1.plain == .string else { return [] }
        return switch operand.1.plain {
        case .double where environment.functions(named: "number") != nil: wrapped(operand.0, "number")
        case .timestamp where environment.functions(named: "date") != nil: wrapped(operand.0, "date")
        case .int, .uint, .double, .bool, .timestamp, .duration: wrapped(operand.0, "string")
        default: []
        }
    }

    /// A text read as a number.
    private func asNumber(_ operand: (Expression, Type)) -> [Edit] {
        guard operand.1.plain == .string else { return [] }
        if let number = operand.0.text.flatMap(Double.init), number.isFinite, let text = operand.0.text {
            return [Edit(operand.0.range, text)]
        }
        return operand.0.text == nil ? wrapped(operand.0, "int") : []
    }

    private func wrapped(_ operand: Expression, _ function: String) -> [Edit] {
        [
            Edit(operand.range.lowerBound..<operand.range.lowerBound, "\(function)("),
            Edit(operand.range.upperBound..<operand.range.upperBound, ")"),
        ]
    }

    /// `'a' in text` as `text.contains('a')`, where both are short enough to be moved.
    private func contains(_ part: Expression, _ whole: Expression, at place: Range<Int>) -> Mending {
        if let text = part.text, whole.isMember {
            return (
                [
                    Edit(part.range.lowerBound..<whole.range.lowerBound, ""),
                    Edit(whole.range.upperBound..<whole.range.upperBound, ".contains(\(CELText.quoted(text)))"),
                ], nil
            )
        }
        guard let path = part.path, whole.isMember else { return ([], "a part of a text is found by text.contains(part)") }
        return (
            [
                Edit(part.range.lowerBound..<whole.range.lowerBound, ""),
                Edit(whole.range.upperBound..<whole.range.upperBound, ".contains(\(path.names.joined(separator: ".")))"),
            ], nil
        )
    }

    /// `list.contains(x)` as `x in list`.
    func isIn(_ list: Expression, _ element: Expression) -> [Edit] {
        guard let path = list.path else { return [] }
        return [
            Edit(list.range.lowerBound..<element.range.lowerBound, ""),
            Edit(element.range.upperBound..<element.range.upperBound + 1, " in \(path.names.joined(separator: "."))"),
        ]
    }

    private func comparison(
        _ sign: String, _ left: (Expression, Type), _ right: (Expression, Type), at place: Range<Int>
    ) -> Mending {
        // `1 < x < 5`
        if left.1 == .bool, case .binary(_, _, let middle) = left.0.kind, let path = middle.path, right.1.plain.isNumber {
            return ([Edit(left.0.range.upperBound..<left.0.range.upperBound, " && \(path.names.joined(separator: "."))")], nil)
        }
        for (operand, other) in [(left, right), (right, left)] {
            let type = other.1.plain
            if operand.1 == .null {
                return (type == .string ? [Edit(operand.0.range, "''")] : [], "this always has a value and is never null")
            }
            if case .object(let object) = type, !object.fields.isEmpty {
                return ([], "compare one of its fields: \(object.fields.prefix(8).map(\.name).joined(separator: ", "))")
            }
            if let text = operand.0.text {
                if type.isNumber, let number = Double(text), number.isFinite { return ([Edit(operand.0.range, text)], nil) }
                if type == .bool, let truth = Self.truths[text.lowercased()] { return ([Edit(operand.0.range, truth)], nil) }
                if type == .timestamp, text.isDate { return ([Edit(operand.0.range, "timestamp('\(text)T00:00:00Z')")], nil) }
                if type == .timestamp { return (wrapped(operand.0, "timestamp"), nil) }
                if type == .duration { return (wrapped(operand.0, "duration"), nil) }
            }
            if type == .bool, case .literal(.int(let number)) = operand.0.kind, number == 0 || number == 1 {
                return ([Edit(operand.0.range, number == 1 ? "true" : "false")], nil)
            }
            if type.isCollection, operand.1.plain.isNumber { return (wrapped(other.0, "size"), nil) }
            if type == .string, case .literal(.int(let number)) = operand.0.kind {
                return sign == "==" || sign == "!=" ? ([Edit(operand.0.range, "'\(number)'")], nil) : (asNumber(other), nil)
            }
            if type == .string, operand.1.plain.isNumber { return (asNumber(other), nil) }
            if type == .duration, operand.1.plain == .int { return ([], "a length of time is written duration('72h')") }
            if type == .list(operand.1.plain), sign == "==", let path = other.0.path, let text = operand.0.text {
                let list = path.names.joined(separator: ".")
                return ([Edit(left.0.range, CELText.quoted(text)), Edit(place, "in"), Edit(right.0.range, list)], nil)
            }
        }
        return ([], nil)
    }

    static let truths = [
        "true": "true", "false": "false", "sim": "true", "yes": "true", "não": "false", "nao": "false", "no": "false",
    ]

    private func element(_ operand: (Expression, Type), _ key: (Expression, Type)) -> Mending {
        switch (operand.1.plain, key.0.kind) {
        case (.list, .literal(.string(let name))): ([], "a list is read by the place of an element, as in list[0].\(name)")
        case (.map(.string, _), .literal(.int(let number))): ([Edit(key.0.range, "'\(number)'")], "the keys are texts")
        case (.string, _): ([], "a part of a text is read by text.substring(from, to)")
        case (.object, _): ([], "a field is read by its name, as in order.total")
        default: ([], nil)
        }
    }
}

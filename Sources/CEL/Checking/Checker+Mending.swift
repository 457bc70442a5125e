/// What would mend a fault of types. All are guesses: whoever shows them compiles them first.
extension Checker {
    typealias Mending = (edits: [Edit], hint: Wording?)

    /// Words of other languages for `null`, `true` and `false`.
    func constant(_ names: [String], at range: Range<Int>) -> [Edit] {
        let words = [
            "nil": "null", "None": "null", "none": "null", "NULL": "null", "Null": "null", "undefined": "null", "nulo": "null",
            "True": "true", "TRUE": "true", "verdadeiro": "true", "False": "false", "FALSE": "false", "falso": "false",
            "on": "true", "off": "false", "agora": "now",
        ]
        guard names.count == 1, let word = words[names[0]] ?? Self.truths[names[0]] else { return [] }
        return [Edit(range, word)]
    }

    /// A name that is none, compared with a text, is likely a text without its quotes.
    mutating func quoteUnknownNames(_ operands: [(Expression, Type)], around sign: BinaryOperator) {
        guard [.equal, .notEqual, .isIn].contains(sign) else { return }
        for (place, (operand, _)) in operands.enumerated() {
            let other = types.resolve(operands[1 - place].1, closing: true).plain
            var names = [operand]
            if sign == .isIn, place == 1, case .list(let elements) = operand.kind { names = elements.map(\.value) }
            guard other == .string || other == .list(.string) else { continue }
            for name in names {
                guard case .name = name.kind,
                    let index = issues.firstIndex(where: { $0.range == name.range })
                else { continue }
                guard case .unknownName(let word, _) = issues[index].kind else { continue }
                issues[index] = Issue(
                    name.range, issues[index].kind, edits: [Edit(name.range, "'\(word)'")],
                    hint: "a text stands in quotes")
            }
        }
    }

    /// The operand with a value for when it is missing.
    func fallback(for operand: Expression, _ type: Type) -> [Edit] {
        guard let value = type.substitute, operand.isMember else { return [] }
        return [Edit(operand.range.upperBound..<operand.range.upperBound, ".orValue(\(value))")]
    }

    /// What asks something of a value that is no condition.
    func asCondition(_ expression: Expression, _ type: Type, behind before: ArraySlice<Expression>) -> Mending {
        let end = expression.range.upperBound
        if case .literal(.string(let text)) = expression.kind {
            // `x == 'a' || 'b'`
            if case .binary(.equal, let left, let right)? = before.last?.kind, right.text != nil, left.path != nil {
                return (
                    [
                        Edit(left.range.upperBound..<right.range.lowerBound, " in ["),
                        Edit(right.range.upperBound..<expression.range.lowerBound, ", "), Edit(end..<end, "]"),
                    ], nil
                )
            }
            switch text {
            case "true", "false": return ([Edit(expression.range, text)], nil)
            default: return ([], "compare it with something, as in … == '\(text)'")
            }
        }
        guard expression.isMember else { return ([], "compare it with something, as in … == …") }
        if case .wrapper = type, case .select = expression.kind {
            return ([Edit(expression.range.lowerBound..<expression.range.lowerBound, "has("), Edit(end..<end, ")")], nil)
        }
        switch type.plain {
        case .string: return ([Edit(end..<end, " != ''")], nil)
        case .int, .double, .uint: return ([Edit(end..<end, " != 0")], nil)
        case .list, .map:
            return ([Edit(expression.range.lowerBound..<expression.range.lowerBound, "size("), Edit(end..<end, ") > 0")], nil)
        case .optional: return ([Edit(end..<end, ".hasValue()")], nil)
        default: return ([], "ask something of it, as in … == … or … > …")
        }
    }

    /// A member that is read of what has none.
    func fieldOfNone(_ name: String, of type: Type, read operand: Expression, at place: Range<Int>) -> Mending {
        let list = operand.path?.names.joined(separator: ".") ?? "list"
        let size = size(name, of: type, at: place)
        if !size.isEmpty { return (size, nil) }
        if case .list(let element) = type {
            guard case .object(let object) = element, object.field(named: name) != nil else {
                return ([], "a list has elements: \(list)[0] is the first")
            }
            return (
                [Edit(place, "map(x, x.\(name))")],
                "\(list)[0].\(name) is that of the first element, \(list).exists(x, x.\(name) == …) asks all"
            )
        }
        if type == .timestamp {
            return (
                [],
                "its parts are read by getFullYear(), getMonth(), which is 0 in January, getDate(), getHours() and getMinutes()"
            )
        }
        return ([], nil)
    }

    /// `.length` and its like.
    func size(_ name: String, of type: Type, at place: Range<Int>) -> [Edit] {
        let names: Set<String> = ["length", "size", "count", "len", "tamanho"]
        guard names.contains(name) else { return [] }
        switch type {
        case .list, .string, .bytes, .map: return [Edit(place, "size()")]
        default: return []
        }
    }

    /// A date or a length of time as people write it.
    func mendedTime(_ argument: Expression, of function: String) -> [Edit] {
        guard case .literal(.string(let text)) = argument.kind else { return [] }
        if function == "timestamp", text.isDate { return [Edit(argument.range, "'\(text)T00:00:00Z'")] }
        guard function == "duration" else { return [] }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).trimmed
        return ForeignSigns.duration(String(digits), unit).map { [Edit(argument.range, "'\($0)'")] } ?? []
    }
}

extension Type {
    /// Without what says that it may be missing.
    var plain: Type {
        if case .wrapper(let inner) = self { inner.plain } else { self }
    }

    var isCollection: Bool {
        switch self {
        case .list, .map: true
        default: false
        }
    }

    var isNumber: Bool { self == .int || self == .double || self == .uint }
}

/// Texts as expressions write them.
enum CELText {
    static func quoted(_ text: String) -> String {
        text.contains("'") && !text.contains("\"")
            ? "\"\(text)\"" : "'\(text.unicodeScalars.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined())'"
    }
}

extension String {
    /// Whether it is a day as in 2026-12-31.
    var isDate: Bool { Timestamp(rfc3339: self + "T00:00:00Z") != nil }
}

extension Substring {
    fileprivate var trimmed: String { String(self).trimmed }
}

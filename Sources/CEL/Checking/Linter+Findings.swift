extension Linter {
    /// The field that may be missing is the first such of the path.
    mutating func reportMissing(_ expression: Expression) {
        var first = expression
        var part = expression
        while case .select(let operand, _, isOptional: false) = part.kind {
            if case .wrapper = type(of: part) { first = part }
            part = operand
        }
        let place = first.anchor.lowerBound
        let end = expression.range.upperBound
        guard case .wrapper(let type) = type(of: expression) else { return }
        let edits = type.substitute.map { [Edit(place..<place, "?"), Edit(end..<end, ".orValue(\($0))")] } ?? []
        report(.mayBeMissing, at: expression.range, edits: edits)
    }

    /// What a comparison and a division may hide.
    mutating func compare(_ sign: BinaryOperator, _ left: Expression, _ right: Expression, at whole: Expression) {
        switch sign {
        case .equal, .notEqual:
            if let text = right.text { compare(left, with: [(text, right.range)]) }
            if let text = left.text { compare(right, with: [(text, left.range)]) }
        case .isIn:
            guard case .list(let elements) = right.kind else { break }
            compare(left, with: elements.compactMap { element in element.value.text.map { ($0, element.value.range) } })
        case .divide:
            guard type(of: left) == .int, type(of: right) == .int else { break }
            if let divisor = right.integer, divisor != 0, let dividend = left.integer, dividend.isMultiple(of: divisor) { break }
            let end = right.range.upperBound
            let edits: [Edit] =
                right.integer != nil
                ? [Edit(end..<end, ".0")]
                : [Edit(right.range.lowerBound..<right.range.lowerBound, "double("), Edit(end..<end, ")")]
            report(.integerDivision, at: whole.anchor, edits: edits)
        case .add, .subtract, .multiply, .remainder, .less, .lessOrEqual, .greater, .greaterOrEqual: break
        }
    }

    private mutating func compare(_ expression: Expression, with texts: [(text: String, place: Range<Int>)]) {
        guard var choices = choices(of: expression) else { return }
        if case .method(_, "orValue", let others) = expression.kind { choices += others.compactMap(\.text) }
        for (text, place) in texts where !choices.contains(where: { $0.hasSameScalars(as: text) }) {
            report(.unknownChoice(text, choices: choices), at: place)
        }
    }

    /// The only texts that it can be; `nil` where it may be any.
    private func choices(of expression: Expression) -> [String]? {
        let found: [String]?
        switch expression.kind {
        case .method(let target, "orValue", _): return choices(of: target)
        case .name(let name, isAbsolute: false):
            found = isLocal(name) ? nil : environment.slots[name].map { environment.variables[$0].choices }
        case .select(let operand, let field, isOptional: _):
            var owner = type(of: operand)
            while true {
                switch owner {
                case .wrapper(let inner), .optional(let inner): owner = inner
                case .object(let object):
                    let choices = object.field(named: field)?.choices ?? []
                    return choices.isEmpty ? nil : choices
                default: return nil
                }
            }
        default: return nil
        }
        return found.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `x == 'a' && x == 'b'` never holds, and `x != 'a' || x != 'b'` always does.
    mutating func contradictions(in operands: [Expression], _ joint: LogicalOperator) {
        var seen: [[String]: Expression] = [:]
        for operand in operands {
            guard case .binary(let sign, let left, let right) = operand.kind, sign == (joint == .and ? .equal : .notEqual),
                let names = left.path?.names, case .literal(let value) = right.kind
            else { continue }
            guard let other = seen[names] else {
                seen[names] = right
                continue
            }
            if case .literal(let first) = other.kind, first != value {
                report(.constantCondition(joint == .or), at: operand.range)
            }
        }
    }

    /// What a condition comes out as whatever the data; `nil` where that depends on them.
    func constant(_ expression: Expression) -> Bool? {
        if case .binary(let sign, let left, let right) = expression.kind, let path = left.path, let other = right.path,
            path.names == other.names, type(of: left) != .dyn, type(of: left) != .double
        {
            switch sign {
            case .equal, .lessOrEqual, .greaterOrEqual: return true
            case .notEqual, .less, .greater: return false
            default: return nil
            }
        }
        guard expression.isConstant else { return nil }
        let program = Planner.program(for: expression, as: .value, text: "", type: .bool, in: environment)
        guard case .bool(let truth)? = try? program.evaluate([]) else { return nil }
        return truth
    }

    /// A comment behind the expression on its only line, such as the second slash of `a // 2` begins.
    func comment(in text: String) -> Range<Int>? {
        let scalars = Array(text.unicodeScalars)
        guard !scalars.contains("\n") else { return nil }
        var lexer = Lexer(scalars)
        var end = 0
        while let token = try? lexer.next(), token.kind != .end { end = token.range.upperBound }
        let start = scalars[end...].firstIndex { !$0.isBlank } ?? scalars.count
        return start < scalars.count ? start..<scalars.count : nil
    }
}

extension Expression {
    /// Whether it reads nothing, not even the clock.
    fileprivate var isConstant: Bool {
        switch kind {
        case .literal: true
        case .name, .presence, .message, .fold, .bind, .optionalMap: false
        case .call(_, let arguments): !arguments.isEmpty && arguments.allSatisfy(\.isConstant)
        case .select, .index, .unary, .binary, .logical, .conditional, .method, .list, .map: parts.allSatisfy(\.isConstant)
        }
    }

    fileprivate var integer: Int64? {
        if case .literal(.int(let number)) = kind { number } else { nil }
    }
}

extension Type {
    /// What stands in the place of a missing value of the type, as an expression writes it.
    var substitute: String? {
        switch self {
        case .string: "''"
        case .int: "0"
        case .double: "0.0"
        case .bool: "false"
        case .list: "[]"
        case .map: "{}"
        default: nil
        }
    }
}

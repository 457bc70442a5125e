import CEL

/// What expressions and texts come to at this point of a turn.
extension Turn {
    /// - Parameter locals: The values of the scope's own names, in their order; left out: the state.
    func value(of expression: Expression, locals: [Value]? = nil) throws(TurnError) -> Value {
        do {
            var values = locals.map { self.values[..<FixedNames.count] + $0 } ?? self.values
            if expression.readsState { values[FixedNames.stateSlot] = FixedNames.state(in: self) }
            return try expression.program.evaluate(values)
        } catch {
            throw TurnError(code: .expression, message: "\(expression.span): \(error.message)")
        }
    }

    func holds(_ condition: Expression, locals: [Value]? = nil) throws(TurnError) -> Bool {
        guard case .bool(let truth) = try value(of: condition, locals: locals) else {
            throw TurnError(code: .expression, message: "\(condition.span): the condition is neither true nor false")
        }
        return truth
    }

    func text(of template: Template, locals: [Value]? = nil) throws(TurnError) -> String {
        var text = ""
        for part in template.parts {
            switch part {
            case .text(let piece): text += piece
            case .expression(let expression): text += try self.text(of: expression, locals: locals)
            }
        }
        return text
    }

    func text(of expression: Expression, locals: [Value]? = nil) throws(TurnError) -> String {
        guard let text = try value(of: expression, locals: locals).plainText else {
            throw TurnError(code: .expression, message: "\(expression.span): the value is missing or cannot stand in a text")
        }
        return text
    }

    /// The value of a template that is one expression, else its text.
    func value(of template: Template, locals: [Value]? = nil) throws(TurnError) -> Value {
        if let expression = template.wholeValue { return try value(of: expression, locals: locals) }
        return .string(try text(of: template, locals: locals))
    }

    var stateValues: ArraySlice<Value> { values[FixedNames.count...] }
}

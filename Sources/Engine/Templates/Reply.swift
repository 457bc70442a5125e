import CEL

/// What a person is sent: parts, each on a line of its own.
struct Reply: Sendable {
    enum Part: Sendable {
        case text(Template, if: Expression?)
        case list(List, if: Expression?)
    }

    /// A line for each element.
    struct List: Sendable {
        let elements: Expression
        /// Over the names of the place and the element.
        let text: Template
        let maximum: Int?
        /// Over the names of the place and `rest`.
        let more: Template?
        let empty: Template?
    }

    /// How many elements are lines; what comes behind them is over every channel's limit.
    static let largestList = 1000

    let parts: [Part]
    let span: SourceSpan

    var expressions: [Expression] {
        parts.flatMap { part in
            switch part {
            case .text(let text, let condition): text.expressions + [condition].compactMap(\.self)
            case .list(let list, let condition):
                [list.elements] + [list.text, list.more, list.empty].compactMap(\.self).flatMap(\.expressions)
                    + [condition].compactMap(\.self)
            }
        }
    }

    /// The characters that every such reply has, in UTF-16 units.
    var leastSize: Int {
        parts.reduce(0) { size, part in
            if case .text(let text, nil) = part { size + text.fixedSize } else { size }
        }
    }
}

extension Template {
    /// The characters outside of its expressions, in UTF-16 units.
    var fixedSize: Int {
        parts.reduce(0) { size, part in
            if case .text(let text) = part { size + text.utf16.count } else { size }
        }
    }
}

extension Turn {
    /// - Throws: When one of the values is missing: half a reply is none.
    func text(of reply: Reply) throws(TurnError) -> String {
        var lines: [String] = []
        for part in reply.parts {
            switch part {
            case .text(let text, let condition):
                if let condition, try !holds(condition) { continue }
                lines.append(try self.text(of: text))
            case .list(let list, let condition):
                if let condition, try !holds(condition) { continue }
                lines += try self.lines(of: list)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func lines(of list: Reply.List) throws(TurnError) -> [String] {
        guard case .list(let elements) = try value(of: list.elements) else {
            throw TurnError(code: .expression, message: "\(list.elements.span): the value is no list")
        }
        if elements.isEmpty {
            guard let empty = list.empty else { return [] }
            return [try text(of: empty)]
        }
        var lines: [String] = []
        for element in elements.prefix(list.maximum ?? Reply.largestList) {
            lines.append(try text(of: list.text, locals: stateValues + [element]))
        }
        let rest = elements.count - lines.count
        if rest > 0, let more = list.more { lines.append(try text(of: more, locals: stateValues + [.int(Int64(rest))])) }
        return lines
    }
}

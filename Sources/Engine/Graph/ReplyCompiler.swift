import CEL

extension NodeCompiler {
    /// How many elements 'max' has left out, in 'more'.
    private static let rest = Variable("rest", .int)

    func reply(_ source: ReplySource, _ map: inout MapReader) throws(Unreadable) -> Reply {
        switch source {
        case .text(let text):
            return Reply(parts: [.text(try template(text, for: .reply, &map), if: nil)], span: text.span)
        case .parts(let written):
            var parts: [Reply.Part] = []
            for part in written.value {
                if let part = try? self.part(part, &map) { parts.append(part) }
            }
            guard parts.count == written.value.count else { throw Unreadable() }
            return Reply(parts: parts, span: written.span)
        }
    }

    private func part(_ source: ReplyPartSource, _ map: inout MapReader) throws(Unreadable) -> Reply.Part {
        switch source {
        case .text(let written):
            let condition = Result { () throws(Unreadable) in try self.condition(written.condition, &map) }
            return .text(try template(written.text, for: .reply, &map), if: try condition.get())
        case .list(let written):
            let condition = Result { () throws(Unreadable) in try self.condition(written.condition, &map) }
            return .list(try list(written, &map), if: try condition.get())
        }
    }

    private func condition(_ source: ExpressionSource?, _ map: inout MapReader) throws(Unreadable) -> Expression? {
        guard let source else { return nil }
        return try expression(source, as: .condition, &map)
    }

    private func list(_ written: ReplyListSource, _ map: inout MapReader) throws(Unreadable) -> Reply.List {
        if scope.names.contains(written.name.value) { map.report(.takenName(written.name)) }
        let elements = try expression(written.list, as: .value(.list(.dyn)), &map)
        let element: Type = if case .list(let element) = elements.program.type { element } else { .dyn }
        let line = adding(Variable(written.name.value, element))
        let text = Result { () throws(Unreadable) in try line.template(written.text, for: .reply, &map) }
        let more = Result { () throws(Unreadable) in
            try adding(Self.rest).optionalTemplate(written.more, &map)
        }
        let empty = Result { () throws(Unreadable) in try optionalTemplate(written.empty, &map) }
        return Reply.List(
            elements: elements, text: try text.get(), maximum: written.maximum, more: try more.get(), empty: try empty.get())
    }

    private func optionalTemplate(_ source: TemplateSource?, _ map: inout MapReader) throws(Unreadable) -> Template? {
        guard let source else { return nil }
        return try template(source, for: .reply, &map)
    }
}

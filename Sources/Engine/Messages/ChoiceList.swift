import CEL

/// The list of a `say`: rows of which the person taps one.
struct ChoiceList: Sendable {
    struct Row: Sendable {
        let title: Template
        let description: Template?
        /// `nil`: by the node's `next`.
        let target: NodeID?
    }

    struct Section: Sendable {
        let title: Template?
        let rows: [Row]
    }

    /// A row for each element of a list.
    struct Each: Sendable {
        let elements: Expression
        /// Over the names of the place and the element, as are those of `row`.
        let id: Template?
        let row: Row
        /// Takes the element that was chosen.
        let save: StateLayout.Entry?
        /// Where to go when there is no element; `nil`: by the node's `next`.
        let empty: NodeID?
    }

    enum Content: Sendable {
        case sections([Section])
        case each(Each)
    }

    let button: Template
    let content: Content

    /// Where its rows lead.
    var targets: [NodeID?] {
        switch content {
        case .sections(let sections): sections.flatMap(\.rows).map(\.target)
        case .each(let each): [each.row.target, each.empty]
        }
    }

    var expressions: [Expression] {
        var templates = [button]
        var own: [Expression] = []
        switch content {
        case .sections(let sections):
            templates += sections.compactMap(\.title)
            templates += sections.flatMap(\.rows).flatMap(\.templates)
        case .each(let each):
            own = [each.elements]
            templates += [each.id].compactMap(\.self) + each.row.templates
        }
        return own + templates.flatMap(\.expressions)
    }
}

extension ChoiceList.Row {
    fileprivate var templates: [Template] { [title] + [description].compactMap(\.self) }
}

/// A list as it is offered at this moment.
struct OfferedList {
    struct Choice {
        let target: NodeID?
        /// What was chosen, of a list with a row for each element.
        let element: Value?
    }

    let list: OutboundMessage.List
    /// One for each row, in order.
    let choices: [Choice]
}

extension Turn {
    /// The same in every turn in which the expressions have the same values, so that a choice finds its row again.
    mutating func offer(_ list: ChoiceList, of node: NodeID) throws(TurnError) -> OfferedList {
        let button = try text(of: list.button, as: .listButton)
        switch list.content {
        case .sections(let written):
            var sections: [OutboundMessage.List.Section] = []
            var choices: [OfferedList.Choice] = []
            for section in written {
                var rows: [OutboundMessage.List.Row] = []
                for row in section.rows {
                    rows.append(try self.row(row) { _ in TappedChoice.id("\(choices.count)", of: node) })
                    choices.append(.init(target: row.target, element: nil))
                }
                sections.append(.init(title: try optionalText(of: section.title, as: .sectionTitle), rows: rows))
            }
            return OfferedList(list: .init(button: button, sections: sections), choices: choices)
        case .each(let each):
            var rows: [OutboundMessage.List.Row] = []
            var choices: [OfferedList.Choice] = []
            for element in try elements(of: each.elements) {
                let locals = stateValues + [element]
                let key = try each.id.map { (id) throws(TurnError) in "=" + (try text(of: id, locals: Array(locals))) }
                let row = try self.row(each.row, locals: Array(locals)) { title in
                    TappedChoice.id(key ?? "\(choices.count):\(title)", of: node)
                }
                let isNew = !rows.contains { $0.button.id == row.button.id }
                guard isNew, rows.count < ChannelLimits.rows else {
                    trace.note(cut: .rows)
                    continue
                }
                rows.append(row)
                choices.append(.init(target: each.row.target, element: element))
            }
            return OfferedList(list: .init(button: button, sections: [.init(title: nil, rows: rows)]), choices: choices)
        }
    }

    private func elements(of expression: Expression) throws(TurnError) -> ArraySlice<Value> {
        guard case .list(let elements) = try value(of: expression) else {
            throw TurnError(code: .expression, message: "\(expression.span): the value is no list")
        }
        return elements.prefix(Reply.largestList)
    }

    private mutating func row(
        _ row: ChoiceList.Row, locals: [Value]? = nil, id: (String) -> String
    ) throws(TurnError) -> OutboundMessage.List.Row {
        let title = try text(of: row.title, as: .rowTitle, locals: locals)
        let description = try optionalText(of: row.description, as: .rowDescription, locals: locals)
        return .init(.init(id: id(title), title: title), description: description)
    }
}

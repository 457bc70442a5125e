import CEL

/// The template of a `say`, which a person may answer by its quick replies.
struct TemplateMessage: Sendable {
    enum Header: Sendable {
        /// With the name of its variable, unless it is numbered.
        case text(Template, name: String?)
        case media(MediaTemplate)
    }

    struct Argument: Sendable {
        /// `nil` where variables are numbered.
        let name: String?
        let text: Template
    }

    struct Button: Sendable {
        enum Kind: Sendable {
            case reply(label: String, target: NodeID)
            case link(Template)
            case code(Template)
        }

        /// Among all buttons of the template, from 0.
        let place: Int
        let kind: Kind
    }

    let name: String
    let language: String
    let header: Header?
    let body: [Argument]
    let buttons: [Button]
    /// As it is declared; `nil` when it is not.
    let form: MessageTemplateDefinition?

    var replies: [(label: String, target: NodeID)] {
        buttons.compactMap { button in
            if case .reply(let label, let target) = button.kind { (label, target) } else { nil }
        }
    }

    var expressions: [Expression] {
        var templates = body.map(\.text)
        switch header {
        case nil: break
        case .text(let text, _): templates.append(text)
        case .media(let media): templates += media.templates
        }
        for button in buttons {
            switch button.kind {
            case .reply: break
            case .link(let text), .code(let text): templates.append(text)
            }
        }
        return templates.flatMap(\.expressions)
    }
}

extension Turn {
    func template(_ message: TemplateMessage, of node: NodeID) throws(TurnError) -> OutboundMessage.Template {
        var header: OutboundMessage.Template.Header?
        var title: OutboundMessage.Template.Argument?
        switch message.header {
        case nil: break
        case .text(let text, let name):
            let argument = OutboundMessage.Template.Argument(try filling(text), for: name)
            title = argument
            header = .text(argument)
        case .media(let media): header = .media(try self.media(media))
        }
        var body: [OutboundMessage.Template.Argument] = []
        for argument in message.body { body.append(.init(try filling(argument.text), for: argument.name)) }
        var replies = TappedChoice.buttons(message.replies.map(\.label), of: node).makeIterator()
        var buttons: [OutboundMessage.Template.ButtonArgument] = []
        for button in message.buttons {
            switch button.kind {
            case .reply: if let reply = replies.next() { buttons.append(.init(at: button.place, .reply(reply))) }
            case .link(let text): buttons.append(.init(at: button.place, .link(try filling(text))))
            case .code(let text): buttons.append(.init(at: button.place, .code(try filling(text))))
            }
        }
        return OutboundMessage.Template(
            name: message.name, language: message.language, header: header, body: body, buttons: buttons,
            filled: message.form?.filled(title: title, body: body))
    }

    /// What fills a variable is never empty, and stands on one line.
    private func filling(_ template: Template) throws(TurnError) -> String {
        let text = try text(of: template).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else {
            throw TurnError(code: .expression, message: "\(template.span): a variable of a template is empty")
        }
        return text
    }
}

extension MessageTemplateDefinition {
    /// What the person reads: title and text.
    fileprivate func filled(
        title: OutboundMessage.Template.Argument?, body arguments: [OutboundMessage.Template.Argument]
    ) -> String {
        func values(_ arguments: [OutboundMessage.Template.Argument]) -> [String: String] {
            Dictionary(
                arguments.enumerated().map { ($1.name ?? "\($0 + 1)", $1.text) }, uniquingKeysWith: { first, _ in first })
        }
        let text = body.filled(with: values(arguments))
        guard case .text(let form)? = header else { return text }
        return form.filled(with: values([title].compactMap(\.self))) + "\n" + text
    }
}

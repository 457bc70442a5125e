import CEL

/// Holds a template that is sent against the one that was approved.
extension NodeCompiler {
    func templateMessage(
        _ written: TemplateMessageDefinition, _ map: inout MapReader
    ) throws(Unreadable) -> TemplateMessage {
        let name = written.name
        let form = templates[name.value]
        if form == nil, !templates.entries.contains(where: { $0.name.value == name.value }), templates.isComplete {
            if NameSuggestion.nearest(to: name.value, in: templates.names) != nil {
                map.report(.unknownTemplate(name, templates: templates.names))
            } else {
                map.report(.undeclaredTemplate(name))
                if written.language == nil { map.report(.missingTemplateLanguage(name)) }
            }
        }
        if let language = written.language, let form, language.value != form.language.value {
            map.report(.otherLanguage(language, of: name.value, declared: form.language.value))
        }
        let header = Result { () throws(Unreadable) in try self.header(written, form, &map) }
        let body = Result { () throws(Unreadable) in try self.body(written, form, &map) }
        let buttons = try self.buttons(written, form, &map)
        return TemplateMessage(
            name: name.value, language: written.language?.value ?? form?.language.value ?? "", header: try header.get(),
            body: try body.get(), buttons: buttons, form: form)
    }

    private func header(
        _ written: TemplateMessageDefinition, _ form: MessageTemplateDefinition?, _ map: inout MapReader
    ) throws(Unreadable) -> TemplateMessage.Header? {
        let place = written.header?.span ?? written.name.span
        if let form {
            var wanted: Wording?
            var fits = written.header == nil
            switch form.header {
            case nil: break
            case .text(let title):
                guard !title.variables.isEmpty else { break }
                wanted = "a text with a variable"
                if case .text? = written.header?.value { fits = true } else { fits = false }
            case .media(let kind):
                wanted = Wording(verbatim: "'\(kind.rawValue)'")
                if case .media(kind, _)? = written.header?.value { fits = true } else { fits = false }
            }
            if !fits { map.report(.templateHeader(of: written.name.value, wanted: wanted, at: place)) }
        }
        switch written.header?.value {
        case nil: return nil
        case .text(let text):
            var name: String?
            if case .text(let title)? = form?.header, !title.isNumbered { name = title.variables.first }
            return .text(try template(text, for: .reply, &map), name: name)
        case .media(let kind, let media): return .media(try self.media(kind, media, &map))
        }
    }

    private func body(
        _ written: TemplateMessageDefinition, _ form: MessageTemplateDefinition?, _ map: inout MapReader
    ) throws(Unreadable) -> [TemplateMessage.Argument] {
        let place = written.body.span ?? written.name.span
        if let form {
            let variables = form.body.variables
            let template = written.name.value
            switch written.body {
            case .list(let values):
                if !form.body.isNumbered, !variables.isEmpty {
                    map.report(.listForNames(of: template, variables: variables, at: place))
                } else if values.count != variables.count {
                    map.report(.variableCount(values.count, of: template, wanted: variables.count, at: place))
                }
            case .names where form.body.isNumbered: map.report(.namesForList(of: template, at: place))
            case .names(let values):
                for value in values where !variables.contains(value.name.value) {
                    map.report(.unknownVariable(value.name, of: template, variables: variables))
                }
                let missing = variables.filter { name in !values.contains { $0.name.value == name } }
                if !missing.isEmpty { map.report(.missingVariables(missing, of: template, at: place)) }
            }
        }
        var arguments: [TemplateMessage.Argument] = []
        switch written.body {
        case .list(let values):
            for value in values { arguments.append(.init(name: nil, text: try template(value, for: .reply, &map))) }
        case .names(let values):
            for value in values {
                arguments.append(.init(name: value.name.value, text: try template(value.value, for: .reply, &map)))
            }
        }
        return arguments
    }

    private func buttons(
        _ written: TemplateMessageDefinition, _ form: MessageTemplateDefinition?, _ map: inout MapReader
    ) throws(Unreadable) -> [TemplateMessage.Button] {
        let labels = form?.buttons.map(\.label.value) ?? written.buttons.map(\.name.value)
        var buttons: [TemplateMessage.Button] = []
        for button in written.buttons {
            if form == nil, let fault = ChannelLimits.fault(of: button.name, as: .templateLabel) { map.report(fault) }
            let kind = try self.kind(of: button, &map)
            guard let place = labels.firstIndex(of: button.name.value) else {
                map.report(.unknownButton(button.name, of: written.name.value, buttons: labels))
                continue
            }
            if let wanted = form?.buttons[place].kind.wanted, wanted != kind.given {
                map.report(.wrongButton(button.name, wanted: wanted))
            }
            buttons.append(.init(place: place, kind: kind))
        }
        for button in form?.buttons ?? [] where !written.buttons.contains(where: { $0.name.value == button.label.value }) {
            guard let wanted = button.kind.needed else { continue }
            map.report(
                .missingButton(button.label.value, of: written.name.value, wanted: wanted, at: written.name.span))
        }
        return buttons.sorted { $0.place < $1.place }
    }

    private func kind(
        of button: Named<TemplateMessageDefinition.Button>, _ map: inout MapReader
    ) throws(Unreadable) -> TemplateMessage.Button.Kind {
        switch button.value {
        case .reply(let target): .reply(label: button.name.value, target: try node(target, &map))
        case .link(let text): .link(try template(text, for: .reply, &map))
        case .code(let text): .code(try template(text, for: .reply, &map))
        }
    }
}

extension MessageTemplateDefinition.Button.Kind {
    /// What a message may give for it.
    fileprivate var wanted: Wording {
        switch self {
        case .reply: "the node that it leads to"
        case .link(let form): form.variables.isEmpty ? "nothing: its address has no variable" : "'{url: …}'"
        case .phone: "nothing: it calls a number"
        case .code: "'{code: …}'"
        }
    }

    /// What no message may leave out.
    fileprivate var needed: Wording? {
        switch self {
        case .reply, .phone: nil
        case .link(let form): form.variables.isEmpty ? nil : wanted
        case .code: wanted
        }
    }
}

extension TemplateMessage.Button.Kind {
    fileprivate var given: Wording {
        switch self {
        case .reply: "the node that it leads to"
        case .link: "'{url: …}'"
        case .code: "'{code: …}'"
        }
    }
}

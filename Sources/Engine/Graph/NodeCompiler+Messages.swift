import CEL

/// From the parts of a message as they are written to what is sent.
extension NodeCompiler {
    /// A text within a limit.
    func template(
        _ source: TemplateSource, as part: ChannelLimits.Part, _ map: inout MapReader
    ) throws(Unreadable) -> Template {
        let template = try template(source, for: .reply, &map)
        ChannelLimits.check(template, as: part, &map)
        return template
    }

    func optionalTemplate(
        _ source: TemplateSource?, as part: ChannelLimits.Part, _ map: inout MapReader
    ) throws(Unreadable) -> Template? {
        guard let source else { return nil }
        return try template(source, as: part, &map)
    }

    /// An address, as far as it does not depend on expressions.
    func webAddress(_ source: TemplateSource, _ map: inout MapReader) throws(Unreadable) -> Template {
        let template = try template(source, for: .reply, &map)
        let isFine: Bool
        if let literal = template.literal {
            isFine = WebAddress.isValid(literal.trimmed)
        } else if case .text(let start)? = template.parts.first {
            isFine = WebAddress.mayBegin(with: start)
        } else {
            isFine = true
        }
        if !isFine { map.report(.wrongAddress(source.text, at: source.span)) }
        return template
    }

    // MARK: Parts

    func choiceList(_ written: ChoiceListDefinition, _ map: inout MapReader) throws(Unreadable) -> ChoiceList {
        let button = Result { () throws(Unreadable) in try template(written.button, as: .listButton, &map) }
        let content: ChoiceList.Content
        switch written.content {
        case .sections(let sections): content = .sections(try self.sections(sections, of: written, &map))
        case .each(let each): content = .each(try self.each(each, &map))
        }
        return ChoiceList(button: try button.get(), content: content)
    }

    private func sections(
        _ written: [SectionDefinition], of list: ChoiceListDefinition, _ map: inout MapReader
    ) throws(Unreadable) -> [ChoiceList.Section] {
        let rows = written.flatMap(\.rows)
        if rows.isEmpty {
            map.report(.missingKey(SectionDefinition.rows.name, about: SectionDefinition.rows.about, at: list.span))
        }
        let titles = rows.map { Located($0.title.text, at: $0.title.span) }
        ChannelLimits.check(titles.filter { !$0.value.contains("{{") }, as: .rowTitle, &map)
        if rows.count > ChannelLimits.rows, titles.contains(where: { $0.value.contains("{{") }) {
            map.report(.tooManyRows(rows.count, limit: ChannelLimits.rows, at: titles[ChannelLimits.rows].span))
        }
        var sections: [ChoiceList.Section] = []
        for section in written {
            if written.count > 1, section.title == nil { map.report(.untitledSection(at: section.span)) }
            let title = Result { () throws(Unreadable) in try optionalTemplate(section.title, as: .sectionTitle, &map) }
            var compiled: [ChoiceList.Row] = []
            for row in section.rows {
                if let row = try? self.row(row, &map) { compiled.append(row) }
            }
            guard compiled.count == section.rows.count, case .success(let title) = title else { continue }
            sections.append(.init(title: title, rows: compiled))
        }
        guard sections.count == written.count, !rows.isEmpty else { throw Unreadable() }
        return sections
    }

    private func row(_ written: RowDefinition, _ map: inout MapReader) throws(Unreadable) -> ChoiceList.Row {
        // The lengths of fixed titles are judged together.
        let title = Result { () throws(Unreadable) in try template(written.title, for: .reply, &map) }
        let description = Result { () throws(Unreadable) in
            try optionalTemplate(written.description, as: .rowDescription, &map)
        }
        let target = try optionalNode(written.target, &map)
        return ChoiceList.Row(title: try title.get(), description: try description.get(), target: target)
    }

    private func each(_ written: EachRowDefinition, _ map: inout MapReader) throws(Unreadable) -> ChoiceList.Each {
        if scope.names.contains(written.name.value) { map.report(.takenName(written.name)) }
        let options = written.options
        let target = Result { () throws(Unreadable) in try optionalNode(options.target, &map) }
        let empty = Result { () throws(Unreadable) in try optionalNode(options.empty, &map) }
        let save = Result { () throws(Unreadable) in
            try options.save.map { (name) throws(Unreadable) in try stateEntry(name, &map) }
        }
        let elements = try expression(written.elements, as: .value(.list(.dyn)), &map)
        let element: Type = if case .list(let element) = elements.program.type { element } else { .dyn }
        let place = adding(Variable(written.name.value, element))
        let id = Result { () throws(Unreadable) in
            try options.id.map { (id) throws(Unreadable) in try place.template(id, for: .reply, &map) }
        }
        let title = Result { () throws(Unreadable) in try place.template(written.title, as: .rowTitle, &map) }
        let description = Result { () throws(Unreadable) in
            try place.optionalTemplate(options.description, as: .rowDescription, &map)
        }
        if let entry = try save.get(), let name = options.save, !element.fits(entry.type) {
            map.report(.elementDoesNotFit(element, entry, at: name.span))
        }
        return ChoiceList.Each(
            elements: elements, id: try id.get(),
            row: .init(title: try title.get(), description: try description.get(), target: try target.get()),
            save: try save.get(), empty: try empty.get())
    }

    func media(
        _ kind: MediaDefinition.Kind, _ written: MediaDefinition, _ map: inout MapReader
    ) throws(Unreadable) -> MediaTemplate {
        let caption = Result { () throws(Unreadable) in try optionalTemplate(written.caption, as: .caption, &map) }
        let filename = Result { () throws(Unreadable) in
            try written.filename.map { (name) throws(Unreadable) in try template(name, for: .reply, &map) }
        }
        let source: MediaTemplate.Source =
            switch written.source {
            case .url(let url): .url(try webAddress(url, &map))
            case .id(let id): .id(try template(id, for: .reply, &map))
            }
        let compiled: MediaTemplate.Kind =
            switch kind {
            case .image: .image
            case .video: .video
            case .audio: .audio
            case .document: .document(filename: try filename.get())
            }
        return MediaTemplate(kind: compiled, source: source, caption: try caption.get())
    }

    func location(_ written: LocationDefinition, _ map: inout MapReader) throws(Unreadable) -> LocationTemplate {
        let latitude = Result { () throws(Unreadable) in try degrees(written.latitude, &map) }
        let longitude = Result { () throws(Unreadable) in try degrees(written.longitude, &map) }
        let name = Result { () throws(Unreadable) in
            try written.name.map { (text) throws(Unreadable) in try template(text, for: .reply, &map) }
        }
        let address = try written.address.map { (text) throws(Unreadable) in try template(text, for: .reply, &map) }
        return LocationTemplate(
            latitude: try latitude.get(), longitude: try longitude.get(), name: try name.get(), address: address)
    }

    private func degrees(
        _ written: LocationDefinition.Degrees, _ map: inout MapReader
    ) throws(Unreadable) -> LocationTemplate.Degrees {
        switch written {
        case .fixed(let number): return .fixed(number)
        case .template(let source):
            let inner = ExpressionSource(source.scalar)
            guard inner.isInBraces else {
                map.report(.wrongExpressionType(.string, wanted: .double, at: source.span, help: "write one '{{ expression }}'"))
                throw Unreadable()
            }
            return .expression(try expression(inner, as: .value(.double), &map))
        }
    }

    func frame(
        header: HeaderDefinition?, footer: TemplateSource?, _ map: inout MapReader
    ) throws(Unreadable) -> MessageFrame {
        let footer = Result { () throws(Unreadable) in try optionalTemplate(footer, as: .footer, &map) }
        let above: MessageFrame.Header? =
            switch header {
            case nil: nil
            case .text(let text)?: .text(try template(text, as: .header, &map))
            case .media(let kind, let media)?: .media(try self.media(kind, media, &map))
            }
        return MessageFrame(header: above, footer: try footer.get())
    }
}

extension Diagnostic {
    fileprivate static func elementDoesNotFit(_ type: Type, _ entry: StateLayout.Entry, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .answerType,
            "'\(entry.name)' is declared as \(entry.declared.description) and cannot take an element of this list", at: span,
            help: "change its declaration under 'state', or make a list of what fits by 'map'")
    }
}

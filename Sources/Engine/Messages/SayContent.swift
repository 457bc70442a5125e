import CEL

/// What a `say` sends beside its text, or in its place.
enum SayContent: Sendable {
    struct Choice: Sendable {
        let label: String
        let target: NodeID
    }

    struct Link: Sendable {
        let text: Template
        let url: Template
    }

    /// `previewURL`: in the place of the policy's.
    case text(previewURL: Bool?)
    case buttons([Choice], MessageFrame)
    case list(ChoiceList, MessageFrame)
    case link(Link, MessageFrame)
    case media(MediaTemplate)
    case location(LocationTemplate)
    case template(TemplateMessage)

    /// Whether the conversation waits for a choice.
    var waits: Bool {
        switch self {
        case .buttons(let choices, _): !choices.isEmpty
        case .list: true
        case .template(let template): !template.replies.isEmpty
        case .text, .link, .media, .location: false
        }
    }

    var needsText: Bool {
        switch self {
        case .text, .buttons, .list, .link: true
        case .media, .location, .template: false
        }
    }

    /// Which limit its text has.
    var part: ChannelLimits.Part {
        switch self {
        case .text, .location, .template: .text
        case .buttons, .list, .link: .body
        case .media(let media): media.takesCaption && media.caption == nil ? .caption : .text
        }
    }

    /// Where its choices lead; `nil`: by the node's `next`.
    var targets: [NodeID?] {
        switch self {
        case .buttons(let choices, _): choices.map(\.target)
        case .list(let list, _): list.targets
        case .template(let template): template.replies.map(\.target)
        case .text, .link, .media, .location: []
        }
    }

    var expressions: [Expression] {
        switch self {
        case .text: []
        case .buttons(_, let frame): frame.templates.flatMap(\.expressions)
        case .list(let list, let frame): list.expressions + frame.templates.flatMap(\.expressions)
        case .link(let link, let frame): ([link.text, link.url] + frame.templates).flatMap(\.expressions)
        case .media(let media): media.templates.flatMap(\.expressions)
        case .location(let place): place.expressions
        case .template(let template): template.expressions
        }
    }
}

// MARK: - Reading

extension SayContent {
    private static var mediaFields: [(kind: MediaDefinition.Kind, field: Field<MediaDefinition?>)] {
        [
            (.image, SayNode.image), (.video, SayNode.video), (.audio, SayNode.audio), (.document, SayNode.document),
        ]
    }

    /// - Throws: After all that is written has been judged.
    init(reading map: inout MapReader, in compiler: NodeCompiler) throws(Unreadable) {
        let choices = Result { () throws(Unreadable) in try Self.choices(&map, compiler) }
        let list = Result { () throws(Unreadable) in
            try map.read(SayNode.list).map { (list) throws(Unreadable) in try compiler.choiceList(list, &map) }
        }
        let link = Result { () throws(Unreadable) in
            try map.read(SayNode.link).map { (link) throws(Unreadable) in
                Link(text: try compiler.template(link.text, as: .linkLabel, &map), url: try compiler.webAddress(link.url, &map))
            }
        }
        var files: [MediaTemplate] = []
        var areFilesFine = true
        for (kind, field) in Self.mediaFields where map.has(field) {
            do {
                guard let written = try map.read(field) else { continue }
                files.append(try compiler.media(kind, written, &map))
            } catch {
                areFilesFine = false
            }
        }
        let location = Result { () throws(Unreadable) in
            try map.read(SayNode.location).map { (place) throws(Unreadable) in try compiler.location(place, &map) }
        }
        let template = Result { () throws(Unreadable) in
            try map.read(SayNode.template).map { (template) throws(Unreadable) in try compiler.templateMessage(template, &map) }
        }
        let isFramed = map.has(SayNode.buttons) || map.has(SayNode.list) || map.has(SayNode.link)
        var frame = try? compiler.frame(
            header: (map.attempt(SayNode.header) ?? nil).map { .text($0) },
            footer: map.attempt(SayNode.footer) ?? nil, &map)
        let preview = try map.read(SayNode.preview)
        Self.checkCompany(&map, isFramed: isFramed)
        guard areFilesFine else { throw Unreadable() }
        if isFramed, let file = files.first, frame?.header == nil {
            frame = MessageFrame(header: .media(file), footer: frame?.footer)
        }
        if let choices = try choices.get() {
            guard let frame else { throw Unreadable() }
            self = .buttons(choices, frame)
        } else if let list = try list.get() {
            guard let frame else { throw Unreadable() }
            self = .list(list, frame)
        } else if let link = try link.get() {
            guard let frame else { throw Unreadable() }
            self = .link(link, frame)
        } else if let file = files.first {
            self = .media(file)
        } else if let place = try location.get() {
            self = .location(place)
        } else if let template = try template.get() {
            self = .template(template)
        } else {
            self = .text(previewURL: preview)
        }
    }

    private static func choices(_ map: inout MapReader, _ compiler: NodeCompiler) throws(Unreadable) -> [Choice]? {
        guard let written = try map.read(SayNode.buttons), !written.isEmpty else { return nil }
        ChannelLimits.check(written.map(\.name), as: .label, &map)
        let choices = written.compactMap { button in
            (try? compiler.node(button.value, &map)).map { Choice(label: button.name.value, target: $0) }
        }
        guard choices.count == written.count else { throw Unreadable() }
        return choices
    }

    /// What does not go together in one message.
    private static func checkCompany(_ map: inout MapReader, isFramed: Bool) {
        let media = mediaFields.map { $0.field as any FieldDeclaration }
        let taps: [any FieldDeclaration] = [SayNode.buttons, SayNode.list, SayNode.link]
        let alone: [any FieldDeclaration] = [SayNode.location, SayNode.template]
        let contents = (taps + media + alone).compactMap { map.key(of: $0) }.sorted { $0.span.start < $1.span.start }
        // A picture, a film or a file may stand above buttons or a link.
        let headers = [SayNode.image.name, SayNode.video.name, SayNode.document.name]
        let framed = [SayNode.buttons.name, SayNode.link.name]
        let isHeader =
            contents.count == 2 && contents.contains { headers.contains($0.value) }
            && contents.contains { framed.contains($0.value) }
        if contents.count > 1, !isHeader, let last = contents.last {
            map.report(.mixedMessage(last, with: contents.dropLast().map(\.value)))
        }
        for field in [SayNode.header, SayNode.footer] {
            guard let key = map.key(of: field) else { continue }
            if !isFramed { map.report(.lonelyKey(key, without: taps.map(\.name))) }
        }
        if isHeader, let key = map.key(of: SayNode.header) {
            map.report(.mixedMessage(key, with: contents.map(\.value).filter(headers.contains)))
        }
        if let key = map.key(of: SayNode.preview), !contents.isEmpty {
            map.report(.mixedMessage(key, with: contents.map(\.value)))
        }
    }
}

extension Diagnostic {
    static func textBesideTemplate(_ key: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .mixedMessage, "a template is all of its message, and 'say' has a text too", at: key.span,
            help: "leave the text of 'say' out, or send it with a 'say' of its own")
    }

    static func missingText(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongType, "expected a text, found nothing", at: span,
            help: "write the text; only beside a file, a location or a template may it be left out")
    }
}

import CEL

/// `say:` sends a message and goes on; with something to tap it waits for the choice.
struct SayNode: NodeKind {
    static let keyword = "say"
    static let about = "sends a message, then goes on; with something to tap it waits for the choice"
    static let role = NodeRole.message
    static let text = Field.required(
        keyword, .replyOrNothing,
        "what the person is sent: a text, or a list of texts, each on a line of its own; nothing beside what needs no text")
    static let buttons = Field.optional(
        "buttons", Shape<[Named<Located<NodeID>>]>.map(of: .node), "one to three labels, each with the node that it leads to",
        examples: ["{Sim: pagar, Não: menu}"])
    static let list = Field.optional(
        "list", .object(ChoiceListDefinition.self),
        "up to ten rows behind a button, written out or one for each element of a list",
        examples: ["{button: Ver opções, sections: [{rows: [{title: Rastrear, goto: rastrear}]}]}"])
    static let link = Field.optional(
        "link", .object(LinkDefinition.self), "a button that opens a page",
        examples: ["{text: Abrir o site, url: https://exemplo.com}"])
    static let image = MediaDefinition.field(.image, "a picture, with the text below it; beside buttons or a link above the text")
    static let video = MediaDefinition.field(.video, "a film, with the text below it; beside buttons or a link above the text")
    static let audio = MediaDefinition.field(.audio, "a sound, after the text")
    static let document = MediaDefinition.field(
        .document, "a file, with the text below it; beside buttons or a link above the text")
    static let location = Field.optional(
        "location", .object(LocationDefinition.self), "a place on the map, after the text",
        examples: ["{latitude: -23.5614, longitude: -46.6559, name: Loja Paulista}"])
    static let template = Field.optional(
        "template", .object(TemplateMessageDefinition.self),
        "an approved message template, in the place of the text: all that may be sent 24 hours after the person last wrote",
        examples: ["{name: lembrete, language: pt_BR, body: [Ana]}"])
    static let header = Field.optional(
        "header", .template, "a line above the text, beside buttons, a list or a link", examples: ["Pedidos"])
    static let footer = Field.optional("footer", .template, "a line below the text, beside buttons, a list or a link")
    static let preview = Field.optional(
        "preview_url", .boolean, "whether the first link of the text is shown with a picture; left out: as 'policies' say")
    static let otherwise = Field.optional(
        "otherwise", .node, "where to go when the person writes something else; left out: the question is asked again")
    static let fields = Fields(
        text, buttons, list, link, image, video, audio, document, location, template, header, footer, preview, otherwise,
        AnswerTimeout.field)

    let id: NodeID
    /// `nil`: there is none, and none is needed.
    let text: Reply?
    let content: SayContent
    let otherwise: NodeID?
    let onTimeout: AnswerTimeout?

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        id = compiler.id
        let place = map.span(of: Self.text) ?? map.span
        let text = Result { () throws(Unreadable) in
            try map.read(Self.text).map { (text) throws(Unreadable) in try compiler.reply(text, &map) }
        }
        let otherwise = Result { () throws(Unreadable) in try compiler.optionalNode(try map.read(Self.otherwise), &map) }
        let content = Result { () throws(Unreadable) in try SayContent(reading: &map, in: compiler) }
        self.text = try text.get()
        self.content = try content.get()
        self.otherwise = try otherwise.get()
        onTimeout = try AnswerTimeout(reading: &map, compiler)
        if !self.content.waits, let key = map.key(of: AnswerTimeout.field) { map.report(.nothingToAnswer(at: key.span)) }
        if !self.content.waits, let key = map.key(of: Self.otherwise) {
            map.report(.lonelyKey(key, without: [Self.buttons.name, Self.list.name, Self.template.name]))
        }
        switch self.text {
        case nil where self.content.needsText:
            map.report(.missingText(at: place))
            throw Unreadable()
        case nil: break
        case let text?:
            if case .template = self.content, let key = map.key(of: Self.text) {
                map.report(.textBesideTemplate(key))
            }
            ChannelLimits.check(text, as: self.content.part, &map)
        }
    }

    var exits: [NodeID] { content.targets.compactMap(\.self) + [otherwise, onTimeout?.target].compactMap(\.self) }
    var goesOn: Bool { !content.waits || content.targets.contains(nil) }
    var rests: Bool { content.waits && (each.map { $0.empty != nil } ?? true) }
    /// When there is no element to choose.
    var exitsAtOnce: [NodeID] { [each?.empty].compactMap(\.self) }
    var isQuestion: Bool { content.waits }
    var expressions: [Expression] { (text?.expressions ?? []) + content.expressions }
    /// When there may be no element, nothing is surely written.
    var exitWrites: [NodeID: [String]] {
        guard let each, let save = each.save, let target = each.row.target, target != otherwise, target != each.empty else {
            return [:]
        }
        return [target: [save.name]]
    }
    var writes: [String] {
        guard let each, let save = each.save, each.row.target == nil, each.empty != nil else { return [] }
        return [save.name]
    }

    /// Of a list with a row for each element.
    private var each: ChoiceList.Each? {
        if case .list(let list, _) = content, case .each(let each) = list.content { each } else { nil }
    }

    func takes(_ message: InboundMessage, in turn: Turn) -> Bool {
        if otherwise != nil { return true }
        var turn = turn
        return (try? choice(in: message, &turn)) != nil
    }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        let text = try self.text.map { (text) throws(TurnError) in try turn.text(of: text) } ?? ""
        switch content {
        case .text(let preview): turn.say(text, previewURL: preview)
        case .buttons(let choices, let frame):
            let buttons = TappedChoice.buttons(choices.map(\.label), of: id)
            turn.send(.buttons(try turn.body(try shown(text, turn: &turn), in: frame), buttons))
        case .list(let list, let frame):
            let offer = try turn.offer(list, of: id)
            guard !offer.choices.isEmpty else {
                return each?.empty.map(Step.go) ?? .next
            }
            turn.send(.list(try turn.body(try shown(text, turn: &turn), in: frame), offer.list))
        case .link(let link, let frame):
            let button = OutboundMessage.Link(
                text: try turn.text(of: link.text, as: .linkLabel), url: try turn.webAddress(link.url))
            turn.send(.link(try turn.body(try shown(text, turn: &turn), in: frame), button))
        case .media(let media):
            let file = try turn.media(media)
            var caption = try media.caption.map { (caption) throws(TurnError) in try turn.text(of: caption) }
            if caption != nil || !media.takesCaption { turn.say(text) } else { caption = text }
            let below = turn.shortened(caption ?? "")
            turn.send(.media(file, caption: below.isEmpty ? nil : below))
        case .location(let place):
            let place = try turn.location(place)
            turn.say(text)
            turn.send(.location(place))
        case .template(let template): turn.send(.template(try turn.template(template, of: id)))
        }
        guard content.waits else { return .next }
        turn.await(onTimeout)
        return .wait
    }

    func wake(_ turn: inout Turn) throws(TurnError) -> Step { onTimeout.map { .timeOut($0.target) } ?? .wait }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        if let choice = try choice(in: message, &turn) {
            if turn.isNoting { turn.note(.read(.string(message.words ?? ""), by: id)) }
            if let save = each?.save, let element = choice.element { turn.write(element, to: save.name) }
            turn.result = choice.element ?? turn.result
            return choice.target.map(Step.go) ?? .next
        }
        if turn.isNoting { turn.note(.unread(nil, by: id)) }
        if let otherwise { return .go(otherwise) }
        return try enter(&turn)
    }

    /// - Throws: When nothing is left of a text without which there is no message.
    private func shown(_ text: String, turn: inout Turn) throws(TurnError) -> String {
        let text = turn.shortened(text)
        guard !text.isEmpty else {
            throw TurnError(code: .expression, message: "\(self.text?.span.description ?? ""): the text is empty")
        }
        return text
    }

    private func choice(in message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> OfferedList.Choice? {
        switch content {
        case .buttons(let choices, _):
            return TappedChoice.place(of: message, among: choices.map(\.label), of: id).map {
                .init(target: choices[$0].target, element: nil)
            }
        case .template(let template):
            let replies = template.replies
            return TappedChoice.place(of: message, among: replies.map(\.label), of: id).map {
                .init(target: replies[$0].target, element: nil)
            }
        case .list(let list, _):
            let offer = try turn.offer(list, of: id)
            return TappedChoice.place(of: message, among: offer.list.rows.map(\.button)).map { offer.choices[$0] }
        case .text, .link, .media, .location: return nil
        }
    }
}

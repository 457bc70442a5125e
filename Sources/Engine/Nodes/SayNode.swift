/// `say:` sends a text and goes on; with buttons it waits for the choice.
struct SayNode: NodeKind {
    static let keyword = "say"
    static let about = "sends a text, then goes on; with buttons it waits for the choice"
    static let role = NodeRole.message
    static let text = Field.required(
        keyword, .reply, "what the person is sent: a text, or a list of texts, each on a line of its own")
    static let buttons = Field.optional(
        "buttons", Shape<[Named<Located<NodeID>>]>.map(of: .node), "one to three labels, each with the node that it leads to",
        examples: ["{Sim: pagar, Não: menu}"])
    static let otherwise = Field.optional(
        "otherwise", .node, "where to go when the person writes something else; left out: the question is asked again")
    static let fields = Fields(text, buttons, otherwise, AnswerTimeout.field)

    let id: NodeID
    let text: Reply
    let buttons: [Choice]
    let otherwise: NodeID?
    let onTimeout: AnswerTimeout?

    struct Choice: Sendable {
        let label: String
        let target: NodeID
    }

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        id = compiler.id
        let text = Result { () throws(Unreadable) in try compiler.reply(try map.read(Self.text), &map) }
        let otherwise = Result { () throws(Unreadable) in try compiler.optionalNode(try map.read(Self.otherwise), &map) }
        let written = try map.read(Self.buttons) ?? []
        ButtonLimits.check(written.map(\.name), &map)
        let buttons = written.compactMap { button in
            (try? compiler.node(button.value, &map)).map { Choice(label: button.name.value, target: $0) }
        }
        self.text = try text.get()
        self.otherwise = try otherwise.get()
        self.buttons = buttons
        onTimeout = try AnswerTimeout(reading: &map, compiler)
        if written.isEmpty, let key = map.key(of: AnswerTimeout.field) { map.report(.nothingToAnswer(at: key.span)) }
        ButtonLimits.check(self.text, hasButtons: !buttons.isEmpty, &map)
        guard buttons.count == written.count else { throw Unreadable() }
    }

    var exits: [NodeID] { buttons.map(\.target) + [otherwise, onTimeout?.target].compactMap(\.self) }
    var goesOn: Bool { buttons.isEmpty }
    var rests: Bool { !buttons.isEmpty }
    var isQuestion: Bool { !buttons.isEmpty }
    var expressions: [Expression] { text.expressions }

    func takes(_ message: InboundMessage) -> Bool {
        otherwise != nil || TappedChoice.place(of: message, among: buttons.map(\.label), of: id) != nil
    }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        turn.say(try turn.text(of: text), buttons: TappedChoice.buttons(buttons.map(\.label), of: id))
        guard !buttons.isEmpty else { return .next }
        turn.await(onTimeout)
        return .wait
    }

    func wake(_ turn: inout Turn) throws(TurnError) -> Step { onTimeout.map { .timeOut($0.target) } ?? .wait }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        if let place = TappedChoice.place(of: message, among: buttons.map(\.label), of: id) { return .go(buttons[place].target) }
        if let otherwise { return .go(otherwise) }
        return try enter(&turn)
    }
}

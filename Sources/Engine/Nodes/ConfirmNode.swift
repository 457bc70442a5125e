import CEL

/// `confirm:` asks for a yes or a no.
struct ConfirmNode: NodeKind {
    static let keyword = "confirm"
    static let about = "asks for a yes or a no, which a button or words can say"
    static let role = NodeRole.question
    static let text = Field.required(
        keyword, .reply, "the question: a text, or a list of texts, each on a line of its own",
        examples: ["Posso cancelar o pedido {{ pedido.numero }}?"])
    static let accept = Field.optional(
        "accept", .located(.text), "the button that says yes; left out: 'Sim' or 'Yes'", examples: ["Sim, cancelar"])
    static let refuse = Field.optional(
        "refuse", .located(.text), "the button that says no; left out: 'Não' or 'No'", examples: ["Agora não"])
    static let onYes = Field.optional(
        "on_yes", .node, "where a yes leads; left out: by 'next', where 'result' is true", examples: ["cancelar"])
    static let onNo = Field.optional(
        "on_no", .node, "where a no leads; left out: by 'next', where 'result' is false", examples: ["menu"])
    static let expires = Field.defaulted(
        "expires", .duration, default: .seconds(900), "after how long a yes is too late, so that the question is put again")
    static let fields = Fields(text, accept, refuse, onYes, onNo, expires, AnswerTimeout.field)

    let text: Reply
    let labels: ConfirmationLabels
    let onYes: NodeID?
    let onNo: NodeID?
    let expires: Duration
    let onTimeout: AnswerTimeout?

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        text = try compiler.reply(try map.read(Self.text), &map)
        let accept = try map.read(Self.accept)
        let refuse = try map.read(Self.refuse)
        ChannelLimits.check([accept, refuse].compactMap(\.self), as: .label, &map)
        ChannelLimits.check(text, as: .body, &map)
        labels = ConfirmationLabels(
            accept: accept?.value ?? compiler.phrases.yes, refuse: refuse?.value ?? compiler.phrases.no)
        if let only = accept ?? refuse, accept == nil || refuse == nil, labels.accept.folded == labels.refuse.folded {
            map.report(.sameLabel(only.value, .label, at: only.span, first: nil))
        }
        onYes = try compiler.optionalNode(try map.read(Self.onYes), &map)
        onNo = try compiler.optionalNode(try map.read(Self.onNo), &map)
        expires = try map.read(Self.expires)
        onTimeout = try AnswerTimeout(reading: &map, compiler, usual: expires)
    }

    var exits: [NodeID] { [onYes, onNo, onTimeout?.target].compactMap(\.self) }
    var goesOn: Bool { onYes == nil || onNo == nil }
    var rests: Bool { true }
    var isQuestion: Bool { true }
    var expressions: [Expression] { text.expressions }

    func takes(_ message: InboundMessage, in turn: Turn) -> Bool {
        guard let words = message.words else { return false }
        return [labels.accept.folded, labels.refuse.folded].contains(words.folded) || YesNo.value(of: words) != nil
    }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        let id = turn.newCallID()
        turn.say(try turn.text(of: text), buttons: labels.buttons(for: id))
        turn.memo = ["id": id.encoded(), "asked_until": .int(turn.at.milliseconds + expires.milliseconds)]
        turn.await(onTimeout)
        return .wait
    }

    func wake(_ turn: inout Turn) throws(TurnError) -> Step { onTimeout.map { .timeOut($0.target) } ?? .wait }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        let memo = turn.memo
        guard let id = memo["id"].flatMap(CallID.init(decoding:)), let until = memo["asked_until"]?.int else {
            return try enter(&turn)
        }
        let answer = ConfirmationAnswer(message, to: id, labels, isExpired: turn.at.milliseconds > until)
        if turn.isNoting { turn.note(.confirmation(answer)) }
        switch answer {
        case .accepted:
            turn.result = .bool(true)
            return onYes.map(Step.go) ?? .next
        case .refused:
            turn.result = .bool(false)
            return onNo.map(Step.go) ?? .next
        case .expired, .other: return try enter(&turn)
        }
    }
}

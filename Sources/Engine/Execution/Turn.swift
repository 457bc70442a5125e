import CEL

/// A turn under way: the conversation as it changes, and what is to be done outside because of it.
struct Turn {
    let graph: StateGraph
    let at: Timestamp
    let id: ConversationID
    let startedAt: Timestamp
    let contact: Contact
    let history: [HistoryEntry]
    let tokensToday: Int
    var checkpoint: Checkpoint
    private(set) var said: [HistoryEntry] = []
    private(set) var effects: [Effect] = []
    var path: [NodeID] = []
    var trace = Trace()
    /// What the node that just ran brought, and why it failed: `result` and `error` of expressions.
    var result = Value.null { didSet { renewValues() } }
    var error = Value.null { didSet { renewValues() } }
    /// `hours` of expressions.
    let hours: Value
    /// The policy because of which a model was not asked.
    var exhausted: String?
    /// Whether the template of the `window` policy was sent.
    var hasKnocked = false
    /// Of the fixed names and the state, by slot: made when one changes, and not for each expression.
    private(set) var values: [Value] = []

    init(_ conversation: Conversation, at: Timestamp, in graph: StateGraph) {
        self.graph = graph
        self.at = at
        id = conversation.id
        startedAt = conversation.startedAt
        contact = conversation.contact
        history = conversation.history
        tokensToday = conversation.tokensToday
        checkpoint = conversation.checkpoint
        hours = graph.policies.hours?.value(at: at) ?? .map(MapValue([(String, Value)]()))
        renewValues()
    }

    mutating func begin(with message: InboundMessage) {
        checkpoint.turn += 1
        checkpoint.calls = 0
        checkpoint.message = message
        checkpoint.rest = nil
        renewValues()
    }

    /// What the person wrote or tapped in this turn; `nil` where a message has no words.
    var words: String? { checkpoint.message?.words }

    /// What was said in this turn so far, oldest first.
    var exchange: [HistoryEntry] { history.filter { $0.turn == checkpoint.turn } + said }

    mutating func hear(_ text: String) {
        said.append(HistoryEntry(turn: checkpoint.turn, role: .customer, text: text, at: at))
    }

    mutating func receive(_ receipt: Receipt) {
        if receipt.markRead { trace.note(policy: "receive.mark_read") }
        if receipt.typing { trace.note(policy: "receive.typing") }
        if receipt.reaction != nil { trace.note(policy: "receive.react") }
        effects.append(.receipt(receipt))
    }

    /// Sends a text within the reply policy; the buttons stand below its last message.
    ///
    /// - Parameter isFinal: Whether a model answers with it.
    mutating func say(_ text: String, buttons: [OutboundMessage.Button] = [], isFinal: Bool = false) {
        let policy = graph.policies.reply
        let reply = policy.divided(text, isFinal: isFinal)
        if reply.isLong { trace.note(policy: "reply.max_chars") }
        if reply.isLong, policy.maximumMessages > 1 { trace.note(policy: "reply.split") }
        if reply.messages.count > 1 { trace.note(policy: "reply.max_messages") }
        if reply.isClosed { trace.note(policy: "reply.closing") }
        for (place, text) in reply.messages.enumerated() {
            if !buttons.isEmpty, place == reply.messages.count - 1 {
                send(.buttons(text, buttons))
            } else {
                trace.note(policy: "reply.preview_url")
                send(.text(text, previewURL: policy.previewsLinks))
            }
        }
    }

    private mutating func send(_ message: OutboundMessage) {
        guard let message = allowed(message) else { return }
        effects.append(.send(message))
        said.append(HistoryEntry(turn: checkpoint.turn, role: .bot, text: message.text, at: at))
    }

    /// Gives out the next call number of this turn.
    mutating func newCallID() -> CallID {
        checkpoint.calls += 1
        return CallID(turn: checkpoint.turn, number: checkpoint.calls)
    }

    mutating func call(_ call: Call) {
        // What is done outside stays done: nobody goes back over it.
        switch call.work {
        case .action(let request):
            if request.isWrite { checkpoint.answers = [] }
            effects.append(.call(call))
        case .model(let request):
            exhausted = exhaustedBudget
            guard exhausted == nil else { return }
            if graph.policies.budget != nil { checkpoint.policies.modelCalls += 1 }
            let masking = masking(request)
            if !masking.isEmpty { trace.note(policy: "privacy.mask") }
            effects.append(.call(Call(id: call.id, work: .model(masking.masked(request)))))
        }
    }

    /// Takes back the calls that nobody will wait for.
    mutating func dropCalls() {
        effects.removeAll { effect in
            if case .call = effect { true } else { false }
        }
    }

    /// The next message begins at the start, with the state as it is declared, save what is to be kept.
    mutating func endConversation() {
        checkpoint.activity = .resting
        checkpoint.memo = .null
        checkpoint.answers = []
        checkpoint.ahead = []
        checkpoint.detour = nil
        checkpoint.state = checkpoint.state.filter { name, _ in graph.state.entry(name)?.isKept ?? false }
        renewValues()
    }

    // MARK: Expressions

    /// - Parameter locals: The values of the scope's own names, in their order; left out: the state.
    func value(of expression: Expression, locals: [Value]? = nil) throws(TurnError) -> Value {
        do {
            return try expression.program.evaluate(locals.map { values[..<FixedNames.count] + $0 } ?? values)
        } catch {
            throw TurnError(code: .expression, message: "\(expression.span): \(error.message)")
        }
    }

    func holds(_ condition: Expression, locals: [Value]? = nil) throws(TurnError) -> Bool {
        guard case .bool(let truth) = try value(of: condition, locals: locals) else {
            throw TurnError(code: .expression, message: "\(condition.span): the condition is neither true nor false")
        }
        return truth
    }

    func text(of template: Template, locals: [Value]? = nil) throws(TurnError) -> String {
        var text = ""
        for part in template.parts {
            switch part {
            case .text(let piece): text += piece
            case .expression(let expression): text += try self.text(of: expression, locals: locals)
            }
        }
        return text
    }

    func text(of expression: Expression, locals: [Value]? = nil) throws(TurnError) -> String {
        guard let text = try value(of: expression, locals: locals).plainText else {
            throw TurnError(code: .expression, message: "\(expression.span): the value is missing or cannot stand in a text")
        }
        return text
    }

    /// The value of a template that is one expression, else its text.
    func value(of template: Template, locals: [Value]? = nil) throws(TurnError) -> Value {
        if let expression = template.wholeValue { return try value(of: expression, locals: locals) }
        return .string(try text(of: template, locals: locals))
    }

    var stateValues: ArraySlice<Value> { values[FixedNames.count...] }

    private mutating func renewValues() {
        values = FixedNames.values(in: self) + graph.state.values(in: checkpoint.state)
    }

    /// An answer that was given before is given again.
    mutating func hearAgain(_ message: InboundMessage) {
        checkpoint.message = message
        renewValues()
    }

    mutating func takeBack(from place: Int) {
        checkpoint.takeBack(from: place)
        renewValues()
    }

    /// What is absent takes the name's value away.
    mutating func write(_ value: Value, to name: String) {
        defer { renewValues() }
        if let last = checkpoint.answers.indices.last, checkpoint.answers[last].undo[name] == nil {
            checkpoint.answers[last].undo[name] = checkpoint.state[name].map(JSON.init(saving:)) ?? .null
        }
        guard let value = value.present else {
            checkpoint.state[name] = nil
            return
        }
        checkpoint.state[name] = graph.state.entry(name)?.merged(value, into: checkpoint.state[name]) ?? value
    }
}

extension InboundMessage {
    /// The text, the label of what was tapped, or the caption of media.
    var words: String? {
        switch content {
        case .text(let text): text
        case .choice(_, let title): title
        case .media(_, let caption): caption
        case .other, .notice: nil
        }
    }

    /// By the name that `message.type` has in expressions.
    var typeName: String {
        switch content {
        case .text: "text"
        case .choice: "choice"
        case .media(let kind, _): kind.rawValue
        case .other(let kind), .notice(let kind): kind
        }
    }
}

extension Value {
    /// What an optional holds, or the value itself; `nil` for what is absent.
    fileprivate var present: Value? {
        switch self {
        case .null: nil
        case .optional(let inner): inner?.present
        default: self
        }
    }
}

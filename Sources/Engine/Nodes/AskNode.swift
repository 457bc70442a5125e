import CEL

/// `ask:` sends a question and waits for an answer that fits.
struct AskNode: NodeKind {
    static let keyword = "ask"
    static let about = "asks, waits for the answer and checks it"
    static let role = NodeRole.question
    static let question = Field.required(keyword, .reply, "the question: a text, or a list of texts, each on a line of its own")
    static let save = Field.optional("save", .name(of: .state), "the state name that takes the answer")
    static let type = Field.optional(
        "type", .oneOf(AnswerType.self), "what the answer is read as; left out: the type of 'save'",
        examples: ["date", "cpf", "money"])
    static let choicesField = Field.optional(
        "choices", .list(of: .located(.text)), "the answers that are taken: up to three become buttons, four to ten a list")
    static let button = Field.optional(
        "button", .located(.text), "what opens the list of four to ten choices; left out: 'Escolher' or 'Choose'",
        examples: ["Ver cores"])
    static let invalid = Field.optional(
        "invalid", .reply, "what is said to an answer that does not fit; left out: the question again")
    static let retry = Field.optional("retry", .object(Retry.self), "how often to ask again, and where to go then")
    static let fields = Fields(question, save, type, choicesField, button, invalid, retry, AnswerTimeout.field)

    let id: NodeID
    let question: Reply
    let save: StateLayout.Entry?
    let type: AnswerType
    let choices: [String]
    let button: String
    let invalid: Reply?
    let retry: Retry.Compiled?
    let onTimeout: AnswerTimeout?
    private let region: Region

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        id = compiler.id
        question = try compiler.reply(try map.read(Self.question), &map)
        save = try map.read(Self.save).map { (name) throws(Unreadable) in try compiler.stateEntry(name, &map) }
        let choices = try map.read(Self.choicesField) ?? []
        let isList = choices.count > ChannelLimits.buttons
        ChannelLimits.check(choices, as: isList ? .rowTitle : .label, &map)
        ChannelLimits.check(question, as: choices.isEmpty ? .text : .body, &map)
        let button = try map.read(Self.button)
        if let button, let fault = ChannelLimits.fault(of: button, as: .listButton) { map.report(fault) }
        if !isList, let key = map.key(of: Self.button) { map.report(.listAlone(key)) }
        self.button = button?.value ?? compiler.phrases.choose
        self.choices = choices.map(\.value)
        region = compiler.scope.region
        type = try map.read(Self.type) ?? save.flatMap { AnswerType(storing: $0.written) } ?? .string
        invalid = try map.read(Self.invalid).map { (source) throws(Unreadable) in try compiler.reply(source, &map) }
        retry = try map.read(Self.retry).map { (retry) throws(Unreadable) in
            Retry.Compiled(times: retry.times, then: try compiler.node(retry.then, &map))
        }
        onTimeout = try AnswerTimeout(reading: &map, compiler)
        if let save, !type.fits(save.written) { map.report(.answerDoesNotFit(type, save, at: map.span)) }
        let (type, region) = (type, region)
        for choice in choices where type.value(of: choice.value, at: Timestamp(milliseconds: 0), in: region) == nil {
            map.report(.choiceDoesNotFit(choice, type))
        }
    }

    var exits: [NodeID] { [retry?.then, onTimeout?.target].compactMap(\.self) }
    var rests: Bool { true }
    var isQuestion: Bool { true }
    var expressions: [Expression] { question.expressions + (invalid?.expressions ?? []) }
    var writes: [String] { save.map { [$0.name] } ?? [] }

    func takes(_ message: InboundMessage, in turn: Turn) -> Bool {
        TappedChoice.place(of: message, among: choices, of: id) != nil
    }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        pose(try turn.text(of: question), &turn)
        return .wait
    }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        if let answer = answer(in: message) {
            turn.result = answer
            if turn.isNoting { turn.note(.read(JSON(answer), by: id)) }
            if let save { turn.write(answer, to: save.name) }
            return .next
        }
        if turn.isNoting { turn.note(.unread(choices.isEmpty ? type : nil, by: id)) }
        let failures = (turn.memo["failures"]?.int ?? 0) + 1
        if let retry, failures > retry.times { return .go(retry.then) }
        turn.memo = ["failures": .int(failures)]
        pose(try turn.text(of: invalid ?? question), &turn)
        return .wait
    }

    func wake(_ turn: inout Turn) throws(TurnError) -> Step { onTimeout.map { .timeOut($0.target) } ?? .wait }

    private func pose(_ text: String, _ turn: inout Turn) {
        turn.await(onTimeout)
        let buttons = TappedChoice.buttons(choices, of: id)
        guard choices.count > ChannelLimits.buttons else { return turn.say(text, buttons: buttons) }
        let text = turn.shortened(text)
        guard !text.isEmpty else { return }
        let section = OutboundMessage.List.Section(title: nil, rows: buttons.map { OutboundMessage.List.Row($0) })
        turn.send(.list(OutboundMessage.Body(text), OutboundMessage.List(button: button, sections: [section])))
    }

    private func answer(in message: InboundMessage) -> Value? {
        guard choices.isEmpty else {
            let place = TappedChoice.place(of: message, among: choices, of: id)
            return place.flatMap { type.value(of: choices[$0], at: message.at, in: region) }
        }
        guard let answer = message.words.flatMap({ type.value(of: $0, at: message.at, in: region) }) else { return nil }
        return save?.check.complaint(about: JSON(answer)) == nil ? answer : nil
    }

    /// `retry:` of a question.
    struct Retry: MapReadable {
        static let times = Field.required("times", .integer(0...20), "how often the question is asked again")
        static let then = Field.required("then", .node, "where to go after that")
        static let fields = Fields(times, then)

        let times: Int
        let then: Located<NodeID>

        init(reading map: inout MapReader) throws(Unreadable) {
            times = try map.read(Self.times)
            then = try map.read(Self.then)
        }

        struct Compiled: Sendable {
            let times: Int
            let then: NodeID
        }
    }
}

extension Diagnostic {
    fileprivate static func listAlone(_ key: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .mixedMessage, "'\(key.value)' opens a list, and fewer than four 'choices' are buttons", at: key.span,
            help: "remove it")
    }
}

import CEL

/// One step of a test: what the customer does, and what is expected then.
struct TalkStepDefinition: MapReadable {
    enum Act: Sendable {
        /// Several come one right after the other.
        case write([String])
        case tap(Located<String>)
        case send(InboundMessage.Content)
    }

    /// `nil`: the customer does nothing.
    let act: Act?
    /// What a person does in place of the bot.
    let operated: OperatorAct?
    /// What led the customer here.
    let referral: InboundMessage.Referral?
    /// How much later than it was written what the customer does reaches the bot.
    let lag: Duration?
    /// Passes before anybody does anything; the timers on the way fire, each when it is due.
    let delay: Duration?
    /// Over those of the whole test, in this step alone.
    let tools: [Named<StubDefinition>]
    /// In the place of the test's, in this step alone.
    let model: [ModelStepDefinition]?
    let expectation: ExpectationDefinition?
    let span: SourceSpan

    static let user = Field.optional(
        "user",
        Shape<[String]>.oneOrMany(of: .text).limited(to: "a text, or a list of texts that is not empty") { !$0.isEmpty },
        "what the customer writes; a list is several messages, one right after the other",
        examples: ["Cadê meu pedido 12345?", "[Oi, Cadê meu pedido?]"])
    static let tap = Field.optional(
        "tap", .located(.text), "the label of the button or the row that the customer taps", examples: ["Sim"])
    static let send = Field.optional(
        "send", .sent, "what the customer sends that is no text",
        examples: ["audio", "{image: 'a legenda'}", "{document: {filename: boleto.pdf}}"])
    static let referral = Field.optional(
        "referral", .object(ReferralDefinition.self), "the advertisement or post that the customer came from",
        examples: ["{source_type: ad, headline: Lentes com 20% de desconto}"])
    static let delay = Field.optional(
        "after", .duration, "how much time passes before this; what waits for a time goes on when it has come",
        examples: ["2h"])
    static let lag = Field.optional(
        "late", .duration, "how much later than it was written this reaches the bot, as after an outage", examples: ["2h"])
    static let `operator` = Field.optional(
        "operator", .operatorAct, "what a person does who has taken the conversation over: 'gives back', or what they write",
        examples: ["gives back", "{writes: 'Bom dia, aqui é a Rita.'}"])
    static let tools = Field.defaulted(
        "tools", .naming(.tool, of: .stub), default: [], "what tools answer in this step, over what the test says")
    static let model = Field.optional(
        "model", .list(of: .modelStep), "what the model says in this step, in the place of the test's 'model'")
    static let expectation = Field.optional("expect", .object(ExpectationDefinition.self), "what is to come of it")
    static let fields = Fields(user, tap, send, referral, `operator`, delay, lag, tools, model, expectation)

    init(reading map: inout MapReader) throws(Unreadable) {
        let acts: [any FieldDeclaration] = [Self.user, Self.tap, Self.send, Self.operator]
        let written = acts.compactMap { map.key(of: $0) }
        if let last = written.dropFirst().last { map.report(.severalKinds("a step", written, at: last.span)) }
        if written.isEmpty, !map.has(Self.delay) {
            map.report(.noKind("a step", among: acts.map(\.name) + [Self.delay.name], written: [], at: map.span))
        }
        span = map.span
        if let texts = try map.read(Self.user) {
            act = .write(texts)
        } else if let label = try map.read(Self.tap) {
            act = .tap(label)
        } else {
            act = try map.read(Self.send).map { .send($0.content) }
        }
        operated = try map.read(Self.operator)
        referral = try map.read(Self.referral)?.referral
        delay = try map.read(Self.delay)
        lag = try map.read(Self.lag)
        tools = try map.read(Self.tools)
        model = try map.read(Self.model)
        expectation = try map.read(Self.expectation)
    }
}

extension Shape where Value == OperatorAct {
    /// `gives back`, or `{writes: text}`.
    static var operatorAct: Shape<OperatorAct> {
        let words = Field.required("writes", .text, "what the person writes to the customer")
        let writes = Shape<OperatorAct>.object(Fields(words)) { (map) throws(Unreadable) in .wrote(try map.read(words)) }
        return .either(Shape<String>.oneOf(["gives back"]).map { _ in .giveBack }, writes)
    }
}

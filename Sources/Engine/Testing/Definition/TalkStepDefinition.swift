import CEL

/// One step of a test: what the customer does, and what is expected then.
struct TalkStepDefinition: MapReadable {
    enum Act: Sendable {
        case write(String)
        case tap(Located<String>)
        case send(InboundMessage.Content)
    }

    /// `nil`: only time passes.
    let act: Act?
    /// What led the customer here.
    let referral: InboundMessage.Referral?
    /// Passes before the customer does anything.
    let delay: Duration?
    /// Over those of the whole test, in this step alone.
    let tools: [Named<StubDefinition>]
    /// In the place of the test's, in this step alone.
    let model: [ModelStepDefinition]?
    let expectation: ExpectationDefinition?
    let span: SourceSpan

    static let user = Field.optional("user", .text, "what the customer writes", examples: ["Cadê meu pedido 12345?"])
    static let tap = Field.optional(
        "tap", .located(.text), "the label of the button or the row that the customer taps", examples: ["Sim"])
    static let send = Field.optional(
        "send", .sent, "what the customer sends that is no text",
        examples: ["audio", "{image: 'a legenda'}", "{document: {filename: boleto.pdf}}"])
    static let referral = Field.optional(
        "referral", .object(ReferralDefinition.self), "the advertisement or post that the customer came from",
        examples: ["{source_type: ad, headline: Lentes com 20% de desconto}"])
    static let delay = Field.optional("after", .duration, "how much time passes before this", examples: ["2h"])
    static let tools = Field.defaulted(
        "tools", .naming(.tool, of: .stub), default: [], "what tools answer in this step, over what the test says")
    static let model = Field.optional(
        "model", .list(of: .modelStep), "what the model says in this step, in the place of the test's 'model'")
    static let expectation = Field.optional("expect", .object(ExpectationDefinition.self), "what is to come of it")
    static let fields = Fields(user, tap, send, referral, delay, tools, model, expectation)

    init(reading map: inout MapReader) throws(Unreadable) {
        let acts: [any FieldDeclaration] = [Self.user, Self.tap, Self.send]
        let written = acts.compactMap { map.key(of: $0) }
        if let last = written.dropFirst().last { map.report(.severalKinds("a step", written, at: last.span)) }
        if written.isEmpty, !map.has(Self.delay) {
            map.report(.noKind("a step", among: acts.map(\.name) + [Self.delay.name], written: [], at: map.span))
        }
        span = map.span
        if let text = try map.read(Self.user) {
            act = .write(text)
        } else if let label = try map.read(Self.tap) {
            act = .tap(label)
        } else {
            act = try map.read(Self.send).map { .send($0.content) }
        }
        referral = try map.read(Self.referral)?.referral
        delay = try map.read(Self.delay)
        tools = try map.read(Self.tools)
        model = try map.read(Self.model)
        expectation = try map.read(Self.expectation)
    }
}

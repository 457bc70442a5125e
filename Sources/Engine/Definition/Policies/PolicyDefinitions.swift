/// `policies:`, what the engine holds to at every node and on every channel.
public struct PolicyDefinitions: MapReadable {
    public let receive: ReceivePolicy
    let turns: TurnPolicy
    let reply: ReplyPolicy
    let media: MediaPolicy
    public let errors: ErrorPolicy
    let hours: HoursPolicy?
    /// Whether hours are written, also when they cannot be read.
    let hasHours: Bool
    let window: WindowPolicy?
    let claims: [ClaimDefinition]
    let budget: BudgetPolicy?
    let rate: RatePolicy?
    let optOut: OptOutPolicy?
    let privacy: PrivacyPolicy

    static let receive = Field.defaulted(
        "receive", .object(ReceivePolicy.self), default: ReceivePolicy(), "what is done when a message comes")
    static let turns = Field.defaulted(
        "turns", .object(TurnPolicy.self), default: TurnPolicy(),
        "how messages in quick succession are taken, and those that come late")
    static let reply = Field.defaulted("reply", .object(ReplyPolicy.self), default: ReplyPolicy(), "what replies must be like")
    static let media = Field.defaulted(
        "media", .object(MediaPolicy.self), default: MediaPolicy(), "what is said to messages that are no text")
    static let errors = Field.defaulted(
        "errors", .object(ErrorPolicy.self), default: ErrorPolicy(), "what is done when something fails")
    static let hours = Field.optional(
        "hours", .object(HoursPolicy.self), "when people answer, by the clock of the bot's time zone; in expressions 'hours.open'"
    )
    static let window = Field.optional(
        "window", .object(WindowPolicy.self), "what is sent when the service window has closed")
    static let claims = Field.defaulted(
        "claims", .list(of: .object(ClaimDefinition.self)), default: [], "what may be said only after a tool has run")
    static let budget = Field.optional("budget", .object(BudgetPolicy.self), "how much models may be used")
    static let rate = Field.optional("rate", .object(RatePolicy.self), "how many messages one person may send")
    static let optOut = Field.optional(
        "opt_out", .object(OptOutPolicy.self), "the words by which a person wants no more messages")
    static let privacy = Field.defaulted(
        "privacy", .object(PrivacyPolicy.self), default: PrivacyPolicy(),
        "what is masked, how long data is kept, and the words by which a person has it deleted")
    static let fields = Fields(
        receive, turns, reply, media, errors, hours, window, claims, budget, rate, optOut, privacy)

    /// The fields of each policy that is a mapping.
    static let parts = [
        receive.name: ReceivePolicy.fields, turns.name: TurnPolicy.fields, reply.name: ReplyPolicy.fields,
        media.name: MediaPolicy.fields,
        errors.name: ErrorPolicy.fields, hours.name: HoursPolicy.fields, window.name: WindowPolicy.fields,
        budget.name: BudgetPolicy.fields, rate.name: RatePolicy.fields, optOut.name: OptOutPolicy.fields,
        privacy.name: PrivacyPolicy.fields,
    ]

    /// What is said as it is written, without expressions.
    var fixedTexts: [Located<String>] {
        ([errors.written, reply.otherwise, reply.closing] + claims.map(\.otherwise)).compactMap(\.self)
    }

    init() {
        receive = ReceivePolicy()
        turns = TurnPolicy()
        reply = ReplyPolicy()
        media = MediaPolicy()
        errors = ErrorPolicy()
        hours = nil
        hasHours = false
        window = nil
        claims = []
        budget = nil
        rate = nil
        optOut = nil
        privacy = PrivacyPolicy()
    }

    /// What cannot be read is left out, so that the others are judged.
    init(reading map: inout MapReader) throws(Unreadable) {
        receive = map.attempt(Self.receive) ?? ReceivePolicy()
        turns = map.attempt(Self.turns) ?? TurnPolicy()
        reply = map.attempt(Self.reply) ?? ReplyPolicy()
        media = map.attempt(Self.media) ?? MediaPolicy()
        errors = map.attempt(Self.errors) ?? ErrorPolicy()
        hours = map.attempt(Self.hours) ?? nil
        hasHours = map.has(Self.hours)
        window = map.attempt(Self.window) ?? nil
        claims = map.attempt(Self.claims) ?? []
        budget = map.attempt(Self.budget) ?? nil
        rate = map.attempt(Self.rate) ?? nil
        optOut = map.attempt(Self.optOut) ?? nil
        privacy = map.attempt(Self.privacy) ?? PrivacyPolicy()
    }
}

import CEL

/// What the engine enforces for every node and every channel.
struct Policies: Sendable {
    let receive: ReceivePolicy
    let turns: TurnRules
    let reply: ReplyPolicy
    let media: MediaAnswers
    let errors: ErrorPolicy
    let hours: OpeningHours?
    let window: WindowTemplate?
    let claims: [Claim]
    let budget: BudgetPolicy?
    let rate: RateLimit?
    let optOut: OptOut?
    let masked: [PersonalData]
    let keep: Duration?
    /// By which a person has their data deleted, folded.
    let forgetWords: Set<String>
    /// Where days begin and end.
    let zone: Zone

    /// The nodes that policies lead to.
    var targets: [NodeID] { [budget?.over?.value, hours?.closed].compactMap(\.self) }

    /// What policies say, and what they fill in.
    var templates: [Template] {
        [media.other, turns.answer, rate?.answer, optOut?.answer].compactMap(\.self) + media.answers.values + (window?.body ?? [])
    }
}

extension ReceivePolicy {
    /// What a person is shown when their message is taken up; `nil` when nothing is.
    func receipt(for message: InboundMessage) -> Receipt? {
        guard marksRead || showsTyping || reaction != nil else { return nil }
        return Receipt(messageID: message.id, markRead: marksRead || showsTyping, typing: showsTyping, reaction: reaction)
    }
}

/// The `turns` policy.
struct TurnRules: Sendable {
    let policy: TurnPolicy
    /// To a message that is too old.
    let answer: Template?
}

/// The answers to messages that carry no words.
struct MediaAnswers: Sendable {
    /// By `InboundMessage.typeName`.
    let answers: [String: Template]
    /// For kinds that have no answer of their own.
    let other: Template?

    /// With the key of the policy; `nil`: the message goes to the graph.
    func answer(to message: InboundMessage) -> (policy: String, answer: Template)? {
        switch message.content {
        case .media, .location, .contacts:
            let kind = message.typeName
            return answers[kind].map { ("media.\(kind)", $0) } ?? other.map { ("media.other", $0) }
        case .other: return other.map { ("media.other", $0) }
        case .text, .choice, .notice: return nil
        }
    }
}

/// The `window` policy.
struct WindowTemplate: Sendable {
    let name: String
    let language: String
    /// Whether it is not the bot's.
    let isLanguageWritten: Bool
    let body: [Template]
}

/// One of the `claims`.
struct Claim: Sendable {
    let says: [SaidPattern]
    let needs: ToolName
    let lifetime: Duration
    let otherwise: String?
}

/// The `rate` policy.
struct RateLimit: Sendable {
    static let span = Duration.seconds(60)

    let messages: Int
    let answer: Template?
}

/// The `opt_out` policy.
struct OptOut: Sendable {
    /// Folded.
    let words: Set<String>
    let back: Set<String>
    let answer: Template?
    let replies: Bool

    struct Settings: Equatable {
        let words: Set<String>
        let back: Set<String>
        let answer: SourceSpan?
        let replies: Bool
    }

    /// All of it, with the answer's place for the answer.
    var settings: Settings { Settings(words: words, back: back, answer: answer?.span, replies: replies) }
}

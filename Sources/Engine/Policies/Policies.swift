/// What the engine enforces for every node and every channel.
struct Policies: Sendable {
    let receive: ReceivePolicy
    let reply: ReplyPolicy
    let media: MediaAnswers
    let errors: ErrorPolicy
}

extension ReceivePolicy {
    /// What a person is shown when their message is taken up; `nil` when nothing is.
    func receipt(for message: InboundMessage) -> Receipt? {
        guard marksRead || showsTyping || reaction != nil else { return nil }
        return Receipt(messageID: message.id, markRead: marksRead || showsTyping, typing: showsTyping, reaction: reaction)
    }
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

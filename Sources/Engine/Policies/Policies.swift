/// What the engine enforces for every node and every channel.
struct Policies: Sendable {
    let receive: ReceivePolicy
    let reply: ReplyPolicy
    let media: MediaPolicy
    let errors: ErrorPolicy
    /// The apology; `nil` leaves the person without an answer when a turn fails.
    let apology: Template?
}

/// `receive:` of a bot's policies: what a person is shown when their message is taken up.
struct ReceivePolicy: Sendable {
    let markRead: Bool
    let typing: Bool
    let reaction: String?

    func receipt(for message: InboundMessage, replyFollows: Bool) -> Receipt? {
        guard markRead || reaction != nil else { return nil }
        return Receipt(messageID: message.id, markRead: markRead, typing: markRead && typing && replyFollows, reaction: reaction)
    }
}

/// `media:` of a bot's policies: the answer to messages that carry no words.
struct MediaPolicy: Sendable {
    let answers: [InboundMessage.MediaKind: Template]
    /// For kinds that have no answer of their own.
    let other: Template?

    /// `nil`: the message goes to the graph.
    func answer(to message: InboundMessage) -> Template? {
        switch message.content {
        case .media(let kind, _): answers[kind] ?? other
        case .other: other
        case .text, .choice, .notice: nil
        }
    }
}

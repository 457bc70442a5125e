public import CEL
public import Engine

/// One turn as it was and as it would be.
public struct ReplayedTurn: Sendable, Equatable {
    /// A channel may have sent a longer text in parts.
    private static let partSize = 1000

    /// What began it; `nil` when that is not recorded.
    public let began: Event.Kind?
    /// The inbox number of what began it.
    public let event: Int64
    public let at: Timestamp
    /// What was sent when it was recorded, in the parts in which it was sent.
    public let recorded: [OutboundMessage]
    /// What the bot sends now, in whole messages.
    public let sent: [OutboundMessage]
    /// The nodes that ran now, in order.
    public let path: [NodeID]
    /// Why the turn could not be played to its end: what is not recorded.
    public let gap: String?

    init(of turn: RecordedTurn, sent: [OutboundMessage], path: [NodeID], gap: String?) {
        began = turn.told.first?.event.kind
        event = turn.event
        at = turn.told.first?.event.at ?? turn.endedAt
        recorded = turn.sent
        self.sent = sent
        self.path = path
        self.gap = gap
    }

    /// Whether a customer would have read or been offered something else. A turn that was not played to its end is no such difference.
    public var differs: Bool {
        guard gap == nil, lines(of: recorded) != lines(of: sent) else { return false }
        let mayBeInParts = recorded.count > sent.count && sent.contains { $0.text.count > ReplayedTurn.partSize }
        return !mayBeInParts || letters(of: recorded) != letters(of: sent)
    }

    private func lines(of messages: [OutboundMessage]) -> [String] {
        var dialogue = ConsoleDialogue(name: "")
        return messages.flatMap { dialogue.show($0) }
    }

    /// Without white space, at which texts are divided where they can be.
    private func letters(of messages: [OutboundMessage]) -> [Unicode.Scalar] {
        messages.flatMap { $0.text.unicodeScalars.filter { !$0.properties.isWhitespace } }
    }
}

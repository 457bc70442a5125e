public import CEL
public import Engine

/// A recorded turn of a conversation, played again for one who asks why it went as it did.
public struct TurnStory: Sendable {
    /// From 1, as the history counts.
    public let number: Int
    public let at: Timestamp
    public let story: Story
    public let caveats: [Explainer.Caveat]

    /// Nothing leaves: models and tools answer what they answered then.
    ///
    /// - Throws: When the checkpoint before the turn is not one of this engine's.
    public init(of turn: RecordedTurn, in stored: StoredConversation, on bot: Bot) throws(CheckpointError) {
        var replay = TurnReplay(
            of: turn, from: try ConversationCopy(of: stored, before: turn).conversation, on: bot, noting: true)
        let gap = replay.play()
        let played = ReplayedTurn(of: turn, sent: replay.sent, path: replay.path, gap: gap)
        number = turn.number
        at = played.at
        story = replay.story
        caveats = gap.map { [.gap($0)] } ?? (played.differs ? [.differs(sent: turn.sent)] : [])
    }
}

extension RecordedTurn {
    /// Whether it came of something that asks for nothing, such as a reaction: the bot counts no turn for it.
    public var isOfNotice: Bool {
        guard case .message(let message)? = told.first?.event.kind, case .notice = message.content else { return false }
        return true
    }

    /// From 1, as the history counts.
    public var number: Int {
        let (next, isTooLarge) = (checkpoint?["turn"]?.int ?? 0).addingReportingOverflow(1)
        return isTooLarge ? .max : Int(clamping: next)
    }
}

extension Discretion {
    /// What is hidden of one conversation: the values that its state has, and had in the turns that are recorded.
    ///
    /// - Parameter bot: `nil` where its files are not at hand.
    public init(for bot: Bot?, in stored: StoredConversation, turns: [RecordedTurn]) {
        self.init(for: bot)
        learn(stored.summary.contact)
        let checkpoints = [stored.checkpoint, stored.working?.checkpoint] + turns.map(\.checkpoint)
        for checkpoint in checkpoints.compactMap(\.self) { learn(checkpoint: checkpoint) }
        for turn in turns {
            guard case .message(let message)? = turn.told.first?.event.kind, let node = turn.checkpoint?["waiting"]?.string else {
                continue
            }
            learn(message, to: node)
        }
    }
}

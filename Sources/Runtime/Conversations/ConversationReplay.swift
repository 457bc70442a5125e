public import Engine

/// Plays the recorded turns of a conversation on a bot, which may be another version of the one that it was with, and compares what
/// the bot sends.
///
/// Nothing leaves: a call is answered by what the same call brought when it was recorded. The bot goes on from where its own last turn
/// led it, as customers would have; after a turn that could not be played to its end, from the checkpoint that was recorded.
public struct ConversationReplay {
    /// More transitions in one turn than this are a loop in the bot.
    static let transitionLimit = 1000

    private let bot: Bot
    private let stored: StoredConversation
    private var conversation: Conversation?

    /// - Parameter stored: With all of its history.
    public init(of stored: StoredConversation, on bot: Bot) {
        self.bot = bot
        self.stored = stored
    }

    /// Plays the conversation's next recorded turn.
    public mutating func play(_ turn: RecordedTurn) -> ReplayedTurn {
        let start: Conversation
        do throws(CheckpointError) {
            if let conversation {
                start = conversation
            } else {
                start = try ConversationCopy(of: stored, before: turn).conversation
            }
        } catch {
            return ReplayedTurn(of: turn, sent: [], path: [], gap: "its checkpoint cannot be read: \(error.message)")
        }
        var playing = TurnReplay(of: turn, from: start, on: bot)
        let gap = playing.play()
        conversation = gap == nil ? playing.conversation : nil
        return ReplayedTurn(of: turn, sent: playing.sent, path: playing.path, gap: gap)
    }
}

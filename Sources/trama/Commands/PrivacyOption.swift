import ArgumentParser
import Engine
import Runtime

/// Whether people's data are shown.
struct PrivacyOption: ParsableArguments {
    @Flag(help: "Show people's data: telephone numbers, what looks like personal data, and state that is marked 'pii'.")
    var unmasked = false

    /// Where nothing is known of a bot.
    var discretion: Discretion { unmasked ? .none : Discretion(for: nil) }

    /// - Parameter bot: `nil` where its files are not at hand.
    func discretion(for bot: Bot?, in stored: StoredConversation, turns: [RecordedTurn]) -> Discretion {
        unmasked ? .none : Discretion(for: bot, in: stored, turns: turns)
    }
}

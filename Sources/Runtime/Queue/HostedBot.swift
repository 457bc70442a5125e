public import Engine

/// A bot with all that it needs to act.
public struct HostedBot: Sendable {
    public let bot: Bot
    public let channel: any Channel
    public let models: any ModelClient
    public let actions: any ActionRunner

    public init(bot: Bot, channel: any Channel, models: any ModelClient, actions: any ActionRunner) {
        self.bot = bot
        self.channel = channel
        self.models = models
        self.actions = actions
    }
}

public import Engine

/// A bot with all that it needs to act. A class for identity: all that it sends goes at one pace.
public final class HostedBot: Sendable {
    public let bot: Bot
    public let channel: any Channel
    public let models: any ModelClient
    public let actions: any ActionRunner
    /// How fast this process sends for the channel's account.
    let pace: Locked<SendingPace>

    /// - Parameter messagesPerSecond: What this process sends at most for the channel's account; `nil`: as fast as the channel takes it.
    public init(
        bot: Bot, channel: any Channel, models: any ModelClient, actions: any ActionRunner, messagesPerSecond: Int? = nil
    ) {
        self.bot = bot
        self.channel = channel
        self.models = models
        self.actions = actions
        pace = Locked(SendingPace(limit: messagesPerSecond))
    }
}

extension HostedBot {
    /// A bot on its number of WhatsApp, within the limits that its files set.
    convenience init(
        _ bot: Bot, on number: WhatsAppSettings, models settings: [String: ModelSettings], actions: any ActionRunner,
        client: HTTPClient, time: any TimeSource
    ) throws(CallFailure) {
        var models: any ModelClient = try Models(settings, client: client, time: time)
        if let limit = bot.limits.modelCalls { models = LimitedModels(models, limit: limit, settings: settings, time: time) }
        self.init(
            bot: bot, channel: WhatsAppChannel(number, client: client), models: models, actions: actions,
            messagesPerSecond: number.messagesPerSecond)
    }
}

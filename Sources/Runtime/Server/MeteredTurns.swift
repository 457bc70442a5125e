import Engine
import Logging

/// Counts what the workers do, and tells of what an operator should see.
struct MeteredTurns: TurnObserver {
    let metrics: Metrics
    let logger: Logger

    func turnEnded(of bot: BotID, as end: TurnEnd, after duration: Duration) {
        metrics.turns.add(end)
        switch end {
        case .finished:
            record(turn: duration)
        case .tooOld:
            record(turn: duration)
            logger.warning("a message was too old to be answered", metadata: ["bot": "\(bot.rawValue)"])
        case .begunAnew:
            logger.info("a turn begins anew with what was written meanwhile", metadata: ["bot": "\(bot.rawValue)"])
        case .failed, .givenUp:
            record(turn: duration)
            metrics.errors.add(.turn)
            logger.error("a turn failed", metadata: ["bot": "\(bot.rawValue)", "end": "\(end)"])
        case .suspended:
            logger.notice("a turn is put off", metadata: ["bot": "\(bot.rawValue)"])
        }
    }

    private func record(turn duration: Duration) {
        metrics.processing.record(duration)
        metrics.turnDuration.record(duration)
    }

    func suspectTaken(_ conversation: ConversationID, by bot: BotID, after crashes: Int) {
        logger.notice(
            "the work on this conversation was cut off before: others like it wait until it is given back",
            metadata: ["bot": "\(bot.rawValue)", "conversation": "\(conversation.rawValue)", "times": "\(crashes)"])
    }

    func handedOver(_ conversation: ConversationID, by bot: BotID, to queue: String) {
        metrics.handOvers.add()
        logger.notice(
            "a conversation was handed over",
            metadata: ["bot": "\(bot.rawValue)", "conversation": "\(conversation.rawValue)", "queue": "\(queue)"])
    }

    func messageSent(by bot: BotID, after duration: Duration) {
        metrics.messagesSent.add()
        metrics.sendDuration.record(duration)
    }

    func messageNotSent(by bot: BotID, because failure: SendFailure) {
        metrics.sendFailures.add(failure.code)
        metrics.errors.add(.send)
        logger.warning(
            "a message was not taken",
            metadata: [
                "bot": "\(bot.rawValue)", "code": "\(failure.code)", "reason": "\(failure.message)",
                "provider_code": "\(failure.providerCode.map(String.init) ?? "none")",
            ])
    }

    func messageHeldBack(by bot: BotID) { metrics.sendsHeldBack.add() }

    func receiptNotShown(by bot: BotID, because failure: SendFailure) {
        metrics.receiptFailures.add(failure.code)
        logger.info(
            "a receipt was not shown",
            metadata: ["bot": "\(bot.rawValue)", "code": "\(failure.code)", "reason": "\(failure.message)"])
    }

    func modelCalled(_ model: String, by bot: BotID, after duration: Duration, _ result: Result<ModelReply.Usage, CallFailure>) {
        metrics.modelCalls.add(CallOutcome(result))
        metrics.modelDuration.record(duration)
        switch result {
        case .success(let usage):
            metrics.modelTokens.add(.prompt, UInt64(clamping: usage.promptTokens))
            metrics.modelTokens.add(.completion, UInt64(clamping: usage.completionTokens))
        case .failure(let failure):
            metrics.errors.add(.model)
            warn("a model call failed", of: bot, ["model": "\(model)"], failure)
        }
    }

    func toolCalled(_ tool: ToolName, by bot: BotID, after duration: Duration, _ result: Result<Void, CallFailure>) {
        metrics.toolCalls.add(CallOutcome(result))
        metrics.toolDuration.record(duration)
        guard case .failure(let failure) = result else { return }
        metrics.errors.add(.tool)
        warn("a tool call failed", of: bot, ["tool": "\(tool.rawValue)"], failure)
    }

    func storeFailed(_ error: StoreError) {
        metrics.storeErrors.add(error.code)
        metrics.errors.add(.store)
        // Somebody else has the conversation, or it was deleted: an end of work and no harm.
        logger.log(
            level: error.code == .leaseLost ? .notice : .error, "the store refused a call",
            metadata: ["code": "\(error.code)", "reason": "\(error.message)"])
    }

    private func warn(_ event: Logger.Message, of bot: BotID, _ subject: Logger.Metadata, _ failure: CallFailure) {
        let metadata: Logger.Metadata = [
            "bot": "\(bot.rawValue)", "code": "\(failure.code)", "reason": "\(failure.message)",
        ]
        logger.warning(event, metadata: metadata.merging(subject) { own, _ in own })
    }
}

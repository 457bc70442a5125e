import CEL
import Engine

/// Hands a conversation's messages to its channel, in order, under its lease.
struct OutboxSender {
    let host: HostedBot
    let lease: Lease
    let account: String
    let contact: Contact
    let context: WorkContext

    enum End: Equatable {
        case settled
        /// This message must wait until then, and all after it with it: the conversation is to be given back.
        case waits(OutboxMessage, until: Timestamp)
    }

    /// - Parameter areFresh: Whether the messages were just written by this worker, so that none of them can be with the channel.
    func send(_ messages: [OutboxMessage], areFresh: Bool) async throws(StoreError) -> End {
        for message in messages {
            var decision = areFresh ? SendPolicy.Decision.send : SendPolicy().decide(beforeSending: message, at: context.time.now)
            if case .send = decision {
                if !areFresh { try await context.store.resend(message: message.number, under: lease) }
                guard context.store.mayAct(under: lease) else { throw StoreError(stale: lease, "send") }
                decision = await send(message)
            }
            switch decision {
            case .send:
                continue
            case .settle(let delivery):
                try await context.store.settle(message: message.number, as: delivery, under: lease)
            case .wait(let message, let delay):
                return .waits(message, until: context.time.now.advanced(by: delay))
            case .pause(let message, let delay, let failure):
                let end = context.time.now.advanced(by: delay)
                try await context.store.pause(account: account, of: lease.bot, until: end, because: failure.summary)
                return .waits(message, until: end)
            }
        }
        return .settled
    }

    /// - Returns: What to do now; never `send`.
    private func send(_ message: OutboxMessage) async -> SendPolicy.Decision {
        let start = context.time.uptime
        do throws(SendFailure) {
            let providerID = try await host.channel.send(message.message, to: contact, tag: message.tag.description)
            context.observer.messageSent(by: lease.bot, after: context.time.uptime - start)
            return .settle(.sent(providerID: providerID))
        } catch {
            var message = message
            guard !Task.isCancelled else {
                // The end of this process is no fault of the message's: it is looked for after the restart.
                message.state = .handedOver(context.time.now)
                return .wait(message, SendPolicy.doubt)
            }
            context.observer.messageNotSent(by: lease.bot, because: error)
            return SendPolicy().decide(after: error, of: message, at: context.time.now, chance: context.chance())
        }
    }
}

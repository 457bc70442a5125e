import CEL
import Engine

/// Hands a conversation's messages to its channel, in order, under its lease.
struct OutboxSender {
    let host: HostedBot
    let lease: Lease
    let account: String
    let contact: Contact
    let context: WorkContext

    indirect enum End: Equatable {
        case settled
        /// This message must wait until then, and all after it with it: the conversation is to be given back.
        case waits(OutboxMessage, until: Timestamp)
    }

    /// - Parameter areFresh: Whether the messages were just written by this worker, so that none of them can be with the channel.
    func send(_ messages: [OutboxMessage], areFresh: Bool) async throws(StoreError) -> End {
        for (place, stored) in messages.enumerated() {
            var message = stored
            var decision = SendPolicy.Decision.send
            if !areFresh {
                decision = SendPolicy().decide(beforeSending: message, at: context.time.now, listeningSince: context.startedAt)
            }
            if case .send = decision { decision = await wait(for: message, of: messages.count - place, isFresh: areFresh) }
            if case .send = decision {
                if !areFresh {
                    // A status may have told of it since it was loaded.
                    guard try await context.store.resend(message: message.number, under: lease) else { continue }
                    if case .handedOver = message.state { message.unknownOutcomes += 1 }
                }
                guard context.store.mayAct(under: lease) else { throw StoreError(stale: lease, "send") }
                decision = await send(message)
            }
            switch decision {
            case .send:
                continue
            case .settle(let delivery):
                try await context.insist { () throws(StoreError) in
                    try await context.store.settle(message: message.number, as: delivery, under: lease)
                }
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

    /// Waits until the account may send one more message, unless that takes too long.
    ///
    /// - Parameter count: How many messages are to leave with this one.
    /// - Returns: `send`, or `wait` with the message as it is: it has not been handed over.
    private func wait(for message: OutboxMessage, of count: Int, isFresh: Bool) async -> SendPolicy.Decision {
        let now = context.time.uptime
        let place = host.pace.withLock { $0.next(of: count, isNew: isFresh, at: now) }
        guard place != .taken(after: .zero) else { return .send }
        context.observer.messageHeldBack(by: lease.bot)
        var message = message
        if isFresh { message.state = .waiting }
        switch place {
        case .none(until: let date): return .wait(message, date - now)
        case .taken(after: let delay):
            do throws(CancellationError) {
                try await context.time.sleep(for: delay)
                return .send
            } catch {
                return .wait(message, .zero)
            }
        }
    }

    /// - Returns: What to do now; never `send`.
    private func send(_ message: OutboxMessage) async -> SendPolicy.Decision {
        let start = context.time.uptime
        do throws(SendFailure) {
            let providerID = try await host.channel.send(message.message, to: contact, tag: message.tag.description)
            context.observer.messageSent(by: lease.bot, after: context.time.uptime - start)
            return .settle(.sent(providerID: providerID))
        } catch {
            // The end of this process is no fault of the message's: it is looked for after the restart.
            guard !Task.isCancelled else { return SendPolicy().doubt(message, at: context.time.now) }
            context.observer.messageNotSent(by: lease.bot, because: error)
            if error.code == .tooFast {
                let now = context.time.uptime
                host.pace.withLock { $0.refused(requestOf: start, at: now) }
            }
            return SendPolicy().decide(after: error, of: message, at: context.time.now, chance: context.chance())
        }
    }
}

import CEL
import Engine

/// What to do about a message that its channel did not take. Pure.
struct SendPolicy: Sendable {
    /// How long a status may take that tells of a message whose outcome is unknown; after each try longer, since a provider that lets
    /// requests hang may do so for minutes.
    static let statusWait = Backoff(first: .seconds(20), factor: 2, limit: .seconds(320))
    /// How many tries without an answer a message gets.
    static let unknownOutcomeLimit = 5
    /// How many refused tries a message gets, and for how long.
    static let attemptLimit = 20
    static let lifetime = Duration.seconds(86_400)

    static let retry = Backoff(first: .seconds(2), factor: 2, limit: .seconds(900))
    /// - SeeAlso: WhatsApp Cloud API, error 131056, which asks for 4^n seconds.
    static let slowContact = Backoff(first: .seconds(1), factor: 4, limit: .seconds(900))
    /// When the provider does not say how long.
    static let slowAccount = Duration.seconds(5)
    /// How often it is tried whether an operator has mended the account.
    static let blockedAccount = Duration.seconds(300)

    indirect enum Decision: Equatable {
        case send
        case settle(Delivery)
        /// Keep it, as it is here, and try again then.
        case wait(OutboxMessage, Duration)
        /// The same, and let the whole account wait.
        case pause(OutboxMessage, Duration, because: SendFailure)
    }

    /// What to do with a message that was stored earlier, before it is sent.
    ///
    /// - Parameter start: Since when statuses can come, for a process that was away refused them.
    func decide(beforeSending message: OutboxMessage, at now: Timestamp, listeningSince start: Timestamp) -> Decision {
        guard case .handedOver(let date) = message.state else { return .send }
        let tries = message.unknownOutcomes + 1
        let left = SendPolicy.statusWait.delay(after: tries) - now.elapsed(since: max(date, min(start, now)))
        if left > .zero { return .wait(message, left) }
        guard tries < SendPolicy.unknownOutcomeLimit else {
            return .settle(.failed(SendFailure(.unknownOutcome, "\(tries) tries brought neither an answer nor a status")))
        }
        return .send
    }

    /// What to do after a try without an answer.
    func doubt(_ message: OutboxMessage, at now: Timestamp) -> Decision {
        var message = message
        message.state = .handedOver(now)
        return .wait(message, SendPolicy.statusWait.delay(after: message.unknownOutcomes + 1))
    }

    /// - Parameter chance: 0 up to 1; spreads the tries of those who failed together.
    func decide(
        after failure: SendFailure, of message: OutboxMessage, at now: Timestamp, chance: Double
    ) -> Decision {
        var message = message
        message.state = .waiting
        switch failure.code {
        case .retry, .slowContact:
            message.failedAttempts += 1
            let isOver =
                message.failedAttempts >= SendPolicy.attemptLimit || now.elapsed(since: message.createdAt) >= SendPolicy.lifetime
            let backoff = failure.code == .retry ? SendPolicy.retry : SendPolicy.slowContact
            let delay = backoff.delay(after: message.failedAttempts, asked: failure.retryAfter)
            return isOver ? .settle(.failed(failure)) : .wait(message, delay.spread(by: chance))
        case .tooFast, .slowAccount:
            guard now.elapsed(since: message.createdAt) < SendPolicy.lifetime else { return .settle(.failed(failure)) }
            return .pause(message, (failure.retryAfter ?? SendPolicy.slowAccount).spread(by: chance), because: failure)
        case .accountBlocked:
            return .pause(message, max(failure.retryAfter ?? .zero, SendPolicy.blockedAccount), because: failure)
        case .unknownOutcome:
            return doubt(message, at: now)
        case .windowClosed, .rejected:
            return .settle(.failed(failure))
        case .unwanted:
            return .settle(.dropped(failure))
        }
    }
}

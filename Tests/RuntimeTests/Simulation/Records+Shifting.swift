import CEL
import Engine

@testable import Runtime

// From one clock to another. What is said and told keeps its times: it only comes back to the engine as it went.

extension Timestamp {
    func shifted(by milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: self.milliseconds + milliseconds) }
}

extension WorkingTurn {
    func shifted(by milliseconds: Int64) -> WorkingTurn {
        WorkingTurn(
            event: event, beganAt: beganAt.shifted(by: milliseconds), checkpoint: checkpoint, said: said,
            failedAttempts: failedAttempts, wakeAt: wakeAt?.shifted(by: milliseconds), handedOver: handedOver, told: told)
    }
}

extension FinishedTurn {
    func shifted(by milliseconds: Int64) -> FinishedTurn {
        FinishedTurn(
            event: event, beganAt: beganAt, checkpoint: checkpoint, said: said, failure: failure, rest: rest,
            wakeAt: wakeAt?.shifted(by: milliseconds), handedOver: handedOver, told: told)
    }
}

extension OutboxMessage {
    func shifted(by milliseconds: Int64) -> OutboxMessage {
        var state = state
        if case .handedOver(let date) = state { state = .handedOver(date.shifted(by: milliseconds)) }
        return OutboxMessage(
            number: number, tag: tag, message: message, createdAt: createdAt.shifted(by: milliseconds), state: state,
            failedAttempts: failedAttempts, unknownOutcomes: unknownOutcomes)
    }
}

extension ClaimedConversation {
    func shifted(by milliseconds: Int64) -> ClaimedConversation {
        ClaimedConversation(
            account: account, contact: contact, startedAt: startedAt.shifted(by: milliseconds), checkpoint: checkpoint,
            history: history, working: working?.shifted(by: milliseconds), journal: journal,
            inbox: inbox.map {
                InboxEvent(number: $0.number, receivedAt: $0.receivedAt.shifted(by: milliseconds), kind: $0.kind)
            }, outbox: outbox.map { $0.shifted(by: milliseconds) })
    }
}

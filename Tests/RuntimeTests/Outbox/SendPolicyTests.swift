import CEL
import Engine
import Testing

@testable import Runtime

@Suite("the send policy")
struct SendPolicyTests {
    private let message = OutboxMessage(
        number: 1, tag: DeliveryTag(conversation: ConversationID(rawValue: 1), number: 1, nonce: "0000000000000000"),
        message: .plain("hello"), createdAt: ManualTime.start, state: .handedOver(ManualTime.start))

    @Test(
        "tries follow each other more slowly, up to a limit",
        arguments: [
            (SendFailure.Code.retry, 0, 2), (.retry, 1, 4), (.retry, 5, 64), (.retry, 12, 900), (.slowContact, 0, 1),
            (.slowContact, 3, 64), (.slowContact, 9, 900),
        ])
    func backoff(code: SendFailure.Code, failed: Int, seconds: Int) {
        var failing = message
        failing.failedAttempts = failed
        var waiting = failing
        waiting.state = .waiting
        waiting.failedAttempts += 1
        let decision = SendPolicy().decide(after: SendFailure(code, "no"), of: failing, at: ManualTime.start, chance: 0)
        #expect(decision == .wait(waiting, .seconds(seconds)))
    }

    @Test("tries are spread by up to a half")
    func spread() {
        var waiting = message
        waiting.state = .waiting
        waiting.failedAttempts = 1
        let decision = SendPolicy().decide(after: SendFailure(.retry, "no"), of: message, at: ManualTime.start, chance: 0.5)
        #expect(decision == .wait(waiting, .milliseconds(2500)))
    }

    @Test("what the channel asks for is kept when it is longer")
    func asked() {
        let failure = SendFailure(.retry, "no", retryAfter: .seconds(77))
        guard case .wait(_, .seconds(77)) = SendPolicy().decide(after: failure, of: message, at: ManualTime.start, chance: 0)
        else {
            Issue.record("the wait is not 77 s")
            return
        }
    }

    @Test("a message is given up after a day or twenty refusals", arguments: [(19, 0), (0, 86_400)])
    func givingUp(failed: Int, age: Int) {
        var failing = message
        failing.failedAttempts = failed
        let failure = SendFailure(.retry, "no")
        let now = ManualTime.start.advanced(by: .seconds(age))
        #expect(SendPolicy().decide(after: failure, of: failing, at: now, chance: 0) == .settle(.failed(failure)))
    }

    @Test(
        "trouble of the account costs a message none of its tries",
        arguments: [SendFailure.Code.tooFast, .slowAccount, .accountBlocked])
    func accountTrouble(code: SendFailure.Code) {
        let failure = SendFailure(code, "no")
        guard
            case .pause(let kept, _, failure) = SendPolicy().decide(after: failure, of: message, at: ManualTime.start, chance: 0)
        else {
            Issue.record("the account is not paused")
            return
        }
        #expect(kept.failedAttempts == 0)
        #expect(kept.state == .waiting)
    }
}

import Engine
import Testing

@testable import Runtime

/// Answers from a list, in order, and records what it was asked; an asking beyond the list fails the test. A class for identity.
final class Scripted<Asked: Sendable, Answer: Sendable>: Sendable {
    typealias Reply = @Sendable (Asked) async -> Answer

    private struct State {
        var replies: [Reply]
        var asked: [Asked] = []
    }

    private let state: Locked<State>
    private let otherwise: Reply?

    init(_ replies: [Reply] = [], otherwise: Reply? = nil) {
        state = Locked(State(replies: replies))
        self.otherwise = otherwise
    }

    var asked: [Asked] { state.withLock(\.asked) }

    func then(_ replies: Reply...) { state.withLock { $0.replies += replies } }

    func answer(_ asked: Asked) async -> Answer? {
        let reply = state.withLock { state in
            state.asked.append(asked)
            return state.replies.isEmpty ? otherwise : state.replies.removeFirst()
        }
        guard let reply else {
            Issue.record("nobody expected this: \(asked)")
            return nil
        }
        return await reply(asked)
    }
}

/// A channel that takes all, under identifiers `p1`, `p2` and so on, unless its script says otherwise.
struct TestChannel: Channel {
    struct Sent: Sendable, Equatable {
        let text: String
        let contact: String
        let tag: String
    }

    let account: String
    let sends = Scripted<Sent, Result<String, SendFailure>>(otherwise: { .success("provider's \($0.tag)") })
    let receipts = Scripted<Receipt, SendFailure?>(otherwise: { _ in nil })

    init(of bot: BotID) { account = "account of \(bot.rawValue)" }

    /// What was handed over, whether it was taken or not.
    var texts: [String] { sends.asked.map(\.text) }

    func parts(of message: OutboundMessage) -> [OutboundMessage] {
        message.text.split(separator: "|").map { .plain(String($0)) }
    }

    func send(_ message: OutboundMessage, to contact: Contact, tag: String) async throws(SendFailure) -> String {
        guard let answer = await sends.answer(Sent(text: message.text, contact: contact.key, tag: tag)) else {
            throw SendFailure(.rejected, "unasked")
        }
        return try answer.get()
    }

    func show(_ receipt: Receipt, to contact: Contact) async throws(SendFailure) {
        if let failure = await receipts.answer(receipt) ?? nil { throw failure }
    }
}

struct TestModels: ModelClient {
    let script = Scripted<ModelRequest, Result<ModelReply, CallFailure>>()

    func complete(_ request: ModelRequest) async throws(CallFailure) -> ModelReply {
        guard let answer = await script.answer(request) else { throw CallFailure(.misconfigured, "unasked") }
        return try answer.get()
    }
}

struct TestActions: ActionRunner {
    struct Asked: Sendable {
        let tool: ToolName
        let context: ActionContext
    }

    let script = Scripted<Asked, Result<ActionResult, CallFailure>>()

    func run(_ request: ActionRequest, for context: ActionContext) async throws(CallFailure) -> ActionResult {
        guard let answer = await script.answer(Asked(tool: request.tool, context: context)) else {
            throw CallFailure(.misconfigured, "unasked")
        }
        return try answer.get()
    }
}

/// Keeps what it was told. A class for identity.
final class TestObserver: TurnObserver {
    private let told = Locked<[String]>([])

    /// One line an observation, without durations.
    var lines: [String] { told.withLock { $0 } }

    func count(of line: String) -> Int { lines.count { $0 == line } }

    func turnEnded(of bot: BotID, as end: TurnEnd, after duration: Duration) { add("turn \(end)") }
    func suspectTaken(_ conversation: ConversationID, by bot: BotID, after crashes: Int) { add("suspect after \(crashes)") }
    func handedOver(_ conversation: ConversationID, by bot: BotID, to queue: String) { add("handed over to \(queue)") }
    func messageSent(by bot: BotID, after duration: Duration) { add("sent") }
    func messageNotSent(by bot: BotID, because failure: SendFailure) { add("not sent: \(failure.code)") }
    func messageHeldBack(by bot: BotID) { add("held back") }
    func receiptNotShown(by bot: BotID, because failure: SendFailure) { add("receipt: \(failure.code)") }
    func storeFailed(_ error: StoreError) { add("store: \(error.code)") }

    func modelCalled(
        _ model: String, by bot: BotID, after duration: Duration, _ result: Result<ModelReply.Usage, CallFailure>
    ) {
        add("model \(model): \(outcome(of: result))")
    }

    func toolCalled(_ tool: ToolName, by bot: BotID, after duration: Duration, _ result: Result<Void, CallFailure>) {
        add("tool \(tool.rawValue): \(outcome(of: result))")
    }

    private func outcome(of result: Result<some Any, CallFailure>) -> String {
        switch result {
        case .success: "ok"
        case .failure(let failure): failure.code.rawValue
        }
    }

    private func add(_ line: String) { told.withLock { $0.append(line) } }
}

extension Result where Success == ModelReply, Failure == CallFailure {
    static func says(_ text: String) -> Self {
        .success(ModelReply(text: text, calls: [], usage: ModelReply.Usage(promptTokens: 1, completionTokens: 1)))
    }

    static func calls(_ tools: String...) -> Self {
        let calls = tools.enumerated().map { ToolCall(id: "call \($0)", name: $1, arguments: "{}") }
        return .success(ModelReply(text: nil, calls: calls, usage: ModelReply.Usage(promptTokens: 1, completionTokens: 1)))
    }

    static func unavailable(retryAfter: Duration? = nil) -> Self {
        .failure(CallFailure(.unavailable, "status 503", retryAfter: retryAfter))
    }
}

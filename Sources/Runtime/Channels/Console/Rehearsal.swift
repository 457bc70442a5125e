import CEL
public import Engine

/// One conversation with a bot that is held in memory: the same bot, models and actions as in service, without a store behind them.
public struct Rehearsal: Sendable {
    public enum Output: Sendable, Equatable {
        case said(OutboundMessage)
        /// What the model called, before it is checked or carried out.
        case called(ToolCall)
        /// For the author: why the bot could not do what it was meant to.
        case failed(String)
    }

    /// More transitions in one turn than this are a loop in the bot.
    private static let transitionLimit = 1000

    private let bot: Bot
    private let models: any ModelClient
    private let actions: any ActionRunner
    private let time: any TimeSource
    private let key: String
    private var conversation: Conversation
    private var heard = 0
    /// What was decided in the last turn.
    public private(set) var story = Story()

    /// - Parameter beginning: A conversation to go on with, in place of a new one with `contact`.
    public init(
        bot: Bot, models: any ModelClient, actions: any ActionRunner, contact: Contact,
        goingOnFrom beginning: Conversation? = nil,
        time: any TimeSource = SystemTime()
    ) {
        self.bot = bot
        self.models = models
        self.actions = actions
        self.time = time
        key = "rehearsal of \(time.now.milliseconds)"
        conversation = beginning ?? Conversation(id: ConversationID(rawValue: 1), startedAt: time.now, contact: contact)
    }

    /// Tells the bot a message and carries out what follows, until it waits again.
    public mutating func hear(_ content: InboundMessage.Content, output: (Output) -> Void) async {
        heard += 1
        story = Story()
        let message = InboundMessage(id: "console.\(heard)", at: time.now, content: content)
        var event: Event.Kind? = .message(message)
        var waiting: [Call] = []
        var said: [HistoryEntry] = []
        for _ in 0..<Self.transitionLimit {
            guard let kind = event else { break }
            let transition = bot.advance(conversation, on: Event(at: time.now, kind: kind), noting: true)
            story.add(transition)
            conversation = transition.conversation
            said += transition.said
            for effect in transition.effects {
                switch effect {
                case .receipt, .handOver: break
                case .send(let message): output(.said(message))
                case .call(let call): waiting.append(call)
                }
            }
            if let failure = transition.failure { output(.failed(failure.message)) }
            guard transition.outcome == .working else { break }
            guard !waiting.isEmpty else {
                event = .abandoned(CallFailure(.invalid, "the turn waits for a call that nobody makes"))
                continue
            }
            let call = waiting.removeFirst()
            event = .finished(call.id, await carryOut(call, output: output))
        }
        conversation.history = (conversation.history + said).suffix(bot.memoryEntries)
    }

    private func carryOut(_ call: Call, output: (Output) -> Void) async -> CallResult {
        do throws(CallFailure) {
            switch call.work {
            case .model(let request):
                let reply = try await models.complete(request)
                for call in reply.calls { output(.called(call)) }
                return .model(reply)
            case .action(let request):
                let key = IdempotencyKey(
                    store: key, conversation: conversation.id, event: Int64(heard), call: call.id, tool: request.tool)
                let context = ActionContext(
                    bot: bot.id, conversation: conversation.id, idempotencyKey: key.rawValue, turn: call.id.turn)
                return .action(try await actions.run(request, for: context))
            }
        } catch {
            return .failure(error)
        }
    }
}

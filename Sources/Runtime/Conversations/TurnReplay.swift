import CEL
import Engine

/// Tells a bot again what was told in one recorded turn, as far as it fits what the bot asks now.
struct TurnReplay {
    private let bot: Bot
    private var told: ArraySlice<ToldEvent>
    /// Recorded results of calls that the bot has not made by now.
    private var results: [ToldEvent] = []
    private var pending: [Call] = []
    private var now: Timestamp
    private(set) var conversation: Conversation
    private(set) var sent: [OutboundMessage] = []
    private(set) var path: [NodeID] = []
    /// Empty unless it is noted.
    private(set) var story = Story()
    private let isNoting: Bool

    init(of turn: RecordedTurn, from conversation: Conversation, on bot: Bot, noting isNoting: Bool = false) {
        self.isNoting = isNoting
        self.bot = bot
        self.conversation = conversation
        told = turn.told[...]
        now = turn.told.first?.event.at ?? turn.endedAt
    }

    /// - Returns: Why it could not be played to its end; `nil` when it was.
    mutating func play() -> String? {
        guard let first = told.popFirst() else { return "nothing is recorded of what the bot was told" }
        var next = first.event
        for _ in 0..<ConversationReplay.transitionLimit {
            now = max(now, next.at)
            if advance(on: next) != .working { return nil }
            switch nextEvent() {
            case .success(let event): next = event
            case .failure(let gap): return gap.reason
            }
        }
        return "it went on after \(ConversationReplay.transitionLimit) transitions"
    }

    private struct Gap: Error {
        let reason: String
    }

    private mutating func advance(on event: Event) -> Transition.Outcome {
        let transition = bot.advance(conversation, on: event, noting: isNoting)
        if isNoting { story.add(transition) }
        conversation = transition.conversation
        conversation.history += transition.said
        for node in transition.path where node != path.last { path.append(node) }
        if case .operated(.wrote(let text)) = event.kind { sent.append(.text(text, previewURL: true)) }
        for effect in transition.effects {
            if case .send(let message) = effect { sent.append(message) }
        }
        if transition.outcome != .working { conversation.history = conversation.history.suffix(bot.memoryEntries) }
        pending = bot.pendingCalls(of: conversation)
        return transition.outcome
    }

    /// The recorded events in their order, each as soon as it fits; then timers.
    private mutating func nextEvent() -> Result<Event, Gap> {
        while true {
            for (place, result) in results.enumerated() {
                guard let event = fitting(result) else { continue }
                results.remove(at: place)
                return .success(event)
            }
            guard let told = told.popFirst() else { break }
            switch told.event.kind {
            case .finished: results.append(told)
            case .timer: return .success(told.event)
            case .message, .operated, .abandoned: continue
            }
        }
        if let call = pending.first { return .failure(Gap(reason: reason(for: call))) }
        guard let date = conversation.checkpoint.wakeAt else {
            return .failure(Gap(reason: "it waits for a call that nobody makes"))
        }
        return .success(Event(at: max(now, date), kind: .timer))
    }

    /// The result as one of a pending call: of the same tool with the same arguments, or of a model.
    private func fitting(_ told: ToldEvent) -> Event? {
        guard case .finished(let id, let result) = told.event.kind else { return nil }
        let calls = pending.filter { ToldEvent.Use(of: $0) == told.use }
        guard let call = calls.first(where: { $0.id == id }) ?? calls.first else { return nil }
        return Event(at: max(now, told.event.at), kind: .finished(call.id, result))
    }

    private func reason(for call: Call) -> String {
        switch call.work {
        case .model: "the model is asked once more than was recorded"
        case .action(let request): "no call of '\(request.tool.rawValue)' with these arguments was recorded"
        }
    }
}

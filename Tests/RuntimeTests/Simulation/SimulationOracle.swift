import CEL
import Engine

@testable import Runtime

/// Says what is wrong with what a simulation left behind: of each conversation a list of what was written, told apart from how the
/// processes came to answer it.
struct SimulationOracle {
    let bot: Bot
    let state: SimulatedDatabase.State
    let world: SimulatedWorld
    /// Whether nothing went wrong outside.
    let isCalm: Bool

    private var violations: [String] = []

    init(bot: Bot, state: SimulatedDatabase.State, world: SimulatedWorld, isCalm: Bool) {
        self.bot = bot
        self.state = state
        self.world = world
        self.isCalm = isCalm
    }

    /// - Parameter written: Who wrote each message that was accepted, by its identifier.
    mutating func judge(written: [String: String]) -> [String] {
        for (id, person) in written.sorted(by: { $0.key < $1.key }) {
            let places = state.rows.filter { $0.contact.key == person }.flatMap(\.inbox).filter { $0.messageID == id }
            if places.count != 1 { condemn("message \(id) is \(places.count) times in the inbox") }
        }
        for row in state.rows {
            hasHeard(row)
            follows(row)
            hasSent(row)
        }
        for (place, writes) in Dictionary(grouping: world.writes, by: { "\($0.conversation.rawValue)/\($0.turn)" }) {
            let keys = Set(writes.map(\.key)).count
            if keys > 1 + givenUp(in: writes[0].conversation).count {
                condemn("turn \(place) made \(keys) writes of one decision")
            }
        }
        if isCalm {
            if !state.letters.isEmpty { condemn("\(state.letters.count) dead letters without a fault") }
            if world.repeatedSends + world.repeatedWrites > 0 { condemn("something was repeated without a fault") }
        }
        return violations
    }

    private mutating func condemn(_ words: String) { violations.append(words) }

    /// The events whose turns are dead letters.
    private func buried(in conversation: ConversationID) -> Set<Int64> {
        Set(
            state.letters.filter { $0.conversation == conversation }.compactMap { letter -> Int64? in
                if case .turn(let event) = letter.subject { event } else { nil }
            })
    }

    private func givenUp(in conversation: ConversationID) -> Set<Int64> {
        buried(in: conversation).subtracting(
            state.rows.filter { $0.id == conversation }.flatMap(\.turns).map(\.event))
    }

    /// Every event has one turn, in order, and is told in it; what was written in a burst is told together.
    private mutating func hasHeard(_ row: SimulatedDatabase.Row) {
        if row.done != row.last || row.worker != nil {
            condemn("conversation \(row.id.rawValue) has events that no turn has heard")
        }
        let buried = buried(in: row.id)
        let ends = buried.union(row.turns.map(\.event))
        var lost: Set<Int64> = []
        for event in buried.sorted() {
            let first = (ends.filter { $0 < event }.max() ?? 0) + 1
            tells(row, of: first...event)
            if !row.turns.contains(where: { $0.event == event }) { lost.formUnion(first...event) }
        }
        var heard: Int64 = 0
        for turn in row.turns {
            guard turn.event > heard else {
                condemn("conversation \(row.id.rawValue) has a turn of event \(turn.event) after that of \(heard)")
                continue
            }
            let events = row.inbox.map(\.event).filter {
                $0.number > heard && $0.number <= turn.event && !lost.contains($0.number)
            }
            let texts = events.compactMap(\.text)
            if !bot.turns.gathers, events.count != 1 {
                condemn("turn \(turn.event) of conversation \(row.id.rawValue) is one of \(events.count) events")
            }
            switch turn.told.first?.event.kind {
            case .message(let message) where message.content == .text(texts.joined(separator: "\n")): break
            case .timer where texts.isEmpty: break
            default: condemn("turn \(turn.event) of conversation \(row.id.rawValue) was not told what was written")
            }
            heard = turn.event
        }
    }

    /// A dead letter is about all that was written in its burst.
    private mutating func tells(_ row: SimulatedDatabase.Row, of burst: ClosedRange<Int64>) {
        let heard = row.inbox.filter { burst.contains($0.event.number) }
        let texts = heard.compactMap(\.event.text)
        guard !texts.isEmpty, let last = heard.last else { return }
        let message = last.retold ?? last.event.message
        if message?.content != .text(texts.joined(separator: "\n")) {
            condemn("the dead letter of event \(burst.upperBound) of conversation \(row.id.rawValue) is not about all its texts")
        }
    }

    /// What is kept is what follows from what was told.
    private mutating func follows(_ row: SimulatedDatabase.Row) {
        var kept: JSON?
        var history: [HistoryEntry] = []
        var sent: [Int64: [OutboundMessage]] = [:]
        for turn in row.turns {
            if turn.before != kept { condemn("turn \(turn.event) of conversation \(row.id.rawValue) began elsewhere") }
            guard let checkpoint = kept.map({ try? Checkpoint(decoding: $0) }) ?? .start else {
                return condemn("conversation \(row.id.rawValue) has a checkpoint that cannot be read")
            }
            var conversation = Conversation(
                id: row.id, startedAt: row.startedAt, contact: row.contact, checkpoint: checkpoint,
                history: history.suffix(bot.memoryEntries))
            for told in turn.told {
                let transition = bot.advance(conversation, on: told.event)
                conversation = transition.conversation
                conversation.history += transition.said
                history += transition.said
                for case .send(let message) in transition.effects { sent[turn.event, default: []].append(message) }
            }
            kept = conversation.checkpoint.encoded()
        }
        if kept != row.checkpoint { condemn("conversation \(row.id.rawValue) stands where nothing leads") }
        if history.map(\.text) != row.history.map(\.text) { condemn("conversation \(row.id.rawValue) has said something else") }
        let givenUp = givenUp(in: row.id)
        let outbox = Dictionary(grouping: row.outbox.filter { !givenUp.contains($0.event) }, by: \.event)
        if outbox.mapValues({ $0.map(\.message.message) }) != sent {
            condemn("conversation \(row.id.rawValue) sends something else")
        }
    }

    /// Every message has left once, or again with cause, in order.
    private mutating func hasSent(_ row: SimulatedDatabase.Row) {
        var last = 0
        for sent in row.outbox {
            let tag = sent.message.tag
            let first = world.sends.firstIndex { $0.tag == tag }
            if let first {
                if first < last { condemn("message \(tag) left before an earlier one") }
                last = first
            }
            switch sent.state {
            case .unsettled: condemn("message \(tag) is not settled")
            case .sent: if first == nil { condemn("message \(tag) counts as sent and never was") }
            case .failed, .dropped: if isCalm { condemn("message \(tag) was not sent without a fault") }
            }
        }
    }
}

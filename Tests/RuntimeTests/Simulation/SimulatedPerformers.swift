import CEL
import Engine

@testable import Runtime

/// What a call meets on its way out.
private enum Fate {
    case fine
    /// It does not get there, and no answer comes.
    case lost
    /// It gets there, and no answer comes.
    case unanswered
    case refused

    static func next(in world: SimulatedWorld) -> Fate {
        guard world.isWrong() else { return .fine }
        let fates: [Fate] = [.fine, .lost, .unanswered, .refused]
        return fates[world.simulator.number(in: 0...3)]
    }

    /// How long no answer is waited for.
    static let patience = 15_000
}

/// A channel that takes messages under identifiers of its own, however it answers.
struct SimulatedChannel: Channel {
    let account: String
    let world: SimulatedWorld
    let owner: Int

    func parts(of message: OutboundMessage) -> [OutboundMessage] { [message] }

    func send(_ message: OutboundMessage, to contact: Contact, tag text: String) async throws(SendFailure) -> String {
        guard let tag = DeliveryTag(text) else { throw SendFailure(.rejected, "no tag") }
        let fate = Fate.next(in: world)
        let failure = Self.refusals[world.simulator.number(in: 0...Self.refusals.count - 1)]
        let (begin, troubles) = (world.simulator.uptime, world.troubles(of: owner))
        let answer = await world.simulator.request(
            as: owner, after: world.delay, answer: fate == .lost || fate == .unanswered ? Fate.patience : world.delay
        ) { [world, owner] () -> Result<(String, Int)?, SendFailure> in
            switch fate {
            case .lost: return .success(nil)
            case .refused:
                if failure.code == .rejected || failure.code == .unwanted { world.refuses(tag) }
                return .failure(failure)
            case .fine, .unanswered:
                let send = SimulatedWorld.Send(
                    tag: tag, text: message.text, at: world.simulator.uptime, owner: owner, begunAt: begin,
                    troubles: troubles)
                let id = "p\(world.sends.count + 1)"
                return .success((id, world.took(send, as: id)))
            }
        }
        guard let taken = try answer?.get(), fate == .fine else { throw SendFailure(.unknownOutcome, "no answer") }
        world.answered(send: taken.1)
        return taken.0
    }

    func show(_ receipt: Receipt, to contact: Contact) async throws(SendFailure) {}

    private static let refusals = [
        SendFailure(.retry, "status 500"), SendFailure(.retry, "status 503"), SendFailure(.slowContact, "too many"),
        SendFailure(.slowAccount, "too many"), SendFailure(.accountBlocked, "no token"), SendFailure(.rejected, "bad request"),
        SendFailure(.unwanted, "opted out"), SendFailure(.tooFast, "too many in a second"),
    ]
}

/// Tools of which one reads and one writes.
struct SimulatedActions: ActionRunner {
    let world: SimulatedWorld
    let owner: Int

    func run(_ request: ActionRequest, for context: ActionContext) async throws(CallFailure) -> ActionResult {
        let fate = Fate.next(in: world)
        let (begin, troubles) = (world.simulator.uptime, world.troubles(of: owner))
        let answer = await world.simulator.request(
            as: owner, after: world.delay, answer: fate == .lost || fate == .unanswered ? Fate.patience : world.delay
        ) { [world, owner] () -> Result<(ActionResult, Int?)?, CallFailure> in
            switch fate {
            case .lost: return .success(nil)
            case .refused: return .failure(CallFailure(.refused, "status 409"))
            case .fine, .unanswered:
                guard request.isWrite else { return .success((.rows([["status": "sent"]]), nil)) }
                let write = SimulatedWorld.Write(
                    key: context.idempotencyKey, conversation: context.conversation, turn: context.turn, owner: owner,
                    begunAt: begin, troubles: troubles)
                let body: JSON = ["id": .string("T-\(context.idempotencyKey.prefix(4))")]
                return .success((.http(status: 201, body: body), world.took(write)))
            }
        }
        guard let done = try answer?.get(), fate == .fine else { throw CallFailure(.unavailable, "no answer") }
        if let place = done.1 { world.answered(write: place) }
        return done.0
    }
}

/// A model that asks for tools by what it reads, so that it decides the same when it is asked again.
struct SimulatedModels: ModelClient {
    let world: SimulatedWorld
    let owner: Int

    func complete(_ request: ModelRequest) async throws(CallFailure) -> ModelReply {
        let fate = Fate.next(in: world)
        let delay = world.simulator.number(in: 1...2000)
        let answer = await world.simulator.request(as: owner, after: delay, answer: fate == .lost ? Fate.patience : world.delay) {
            Self.reply(to: request)
        }
        guard let answer, fate != .lost, fate != .unanswered else { throw CallFailure(.unavailable, "no answer") }
        guard fate == .fine else { throw CallFailure(.refused, "status 400") }
        return answer
    }

    private static func reply(to request: ModelRequest) -> ModelReply {
        let usage = ModelReply.Usage(promptTokens: 1, completionTokens: 1)
        guard case .user(let text) = request.messages.last else { return ModelReply(text: "Done.", calls: [], usage: usage) }
        let tools: [String] =
            switch text.utf8.reduce(0, { $0 + Int($1) }) % 4 {
            case 0: []
            case 1: ["find"]
            case 2: ["open"]
            default: ["find", "open"]
            }
        guard !tools.isEmpty else { return ModelReply(text: "About \(text).", calls: [], usage: usage) }
        let calls = tools.enumerated().map { ToolCall(id: "call \($0)", name: $1, arguments: "{}") }
        return ModelReply(text: nil, calls: calls, usage: usage)
    }
}

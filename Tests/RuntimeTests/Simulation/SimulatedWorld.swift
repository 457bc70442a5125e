import CEL
import Engine

@testable import Runtime

/// All that is outside of the processes: the ways to the database, the channel, the model and the tools; what they do wrong, and the
/// record of what took place.
///
/// `@unchecked Sendable` since only the simulator's thread touches it. A class for identity.
final class SimulatedWorld: @unchecked Sendable {
    /// A message that the channel took.
    struct Send {
        let tag: DeliveryTag
        let text: String
        let at: Int
        let owner: Int
        /// When the process began the request, and how much had befallen it by then.
        let begunAt: Int
        let troubles: Int
        /// When its answer reached the process.
        var answeredAt: Int?
    }

    /// A write that a tool carried out.
    struct Write {
        let key: String
        let conversation: ConversationID
        let turn: Int
        let owner: Int
        let begunAt: Int
        let troubles: Int
        var answeredAt: Int?
    }

    let simulator: Simulator
    private let database: SimulatedDatabase
    /// Whether the channel's statuses never come.
    private let isSilent: Bool
    /// How many calls in a hundred go wrong in some way.
    private let harm: Int
    private(set) var isHarmful = true
    private var cutUntil: [Int: Int] = [:]
    private var skews: [Int: Int64] = [:]
    private var troubles: [Int: Int] = [:]
    private var owners: [WorkerID: Int] = [:]
    private var stopped: Set<Int> = []
    private(set) var sends: [Send] = []
    private(set) var writes: [Write] = []
    /// Which messages the channel said no to.
    private(set) var refused: Set<DeliveryTag> = []
    /// What was done twice without a cause.
    private(set) var violations: [String] = []
    private(set) var repeatedSends = 0
    private(set) var repeatedWrites = 0
    /// Brings an event to some process.
    var arrive: (InboundEvent) -> Void = { _ in }

    init(_ simulator: Simulator, before database: SimulatedDatabase, harm: Int) {
        self.simulator = simulator
        self.database = database
        isSilent = harm > 0 && simulator.isTrue(30)
        self.harm = harm
    }

    func rest() { isHarmful = false }

    func isWrong(_ parts: Int = 1) -> Bool { isHarmful && simulator.isTrue(harm) && simulator.isTrue(100 / parts) }

    // MARK: Processes

    /// What happens to a process that may cost it an answer.
    func trouble(_ owner: Int) { troubles[owner, default: 0] += 1 }
    func troubles(of owner: Int) -> Int { troubles[owner] ?? 0 }

    func registered(_ worker: WorkerID, of owner: Int) { owners[worker] = owner }
    /// What it has asked for may come about when its conversations are another's.
    func stops(_ owner: Int) { stopped.insert(owner) }

    /// Notes that a process acts for a conversation.
    private func acts(_ owner: Int, for conversation: ConversationID) {
        let holder = database.state.withLock { $0.rows.first { $0.id == conversation }?.worker }.flatMap { owners[$0] }
        guard let holder, holder != owner, !stopped.contains(owner) else { return }
        violations.append("process #\(owner) acts for conversation \(conversation.rawValue), which is #\(holder)'s")
    }

    func cut(_ owner: Int, for milliseconds: Int) { cutUntil[owner] = simulator.uptime + milliseconds }
    func isCut(_ owner: Int) -> Bool { (cutUntil[owner] ?? 0) > simulator.uptime }

    func jump(_ owner: Int, by milliseconds: Int64) { skews[owner] = milliseconds }
    func skew(of owner: Int) -> Int64 { skews[owner] ?? 0 }

    var now: Timestamp { ManualTime.start.shifted(by: Int64(simulator.uptime)) }

    /// A short while, now and then a long one.
    var delay: Int { isWrong() ? simulator.number(in: 10...3000) : simulator.number(in: 0...9) }

    // MARK: What took place

    func took(_ send: Send, as providerID: String) -> Int {
        simulator.note("channel takes \(send.tag): \(send.text)")
        acts(send.owner, for: send.tag.conversation)
        if sends.contains(where: { $0.tag == send.tag }) {
            repeatedSends += 1
            if sends.contains(where: {
                $0.tag == send.tag && isKnown($0.answeredAt, to: $0.owner, since: $0.troubles, at: send.begunAt)
            }) {
                violations.append("message \(send.tag) was sent again although its answer had come")
            }
            if database.state.withLock({ $0.lateResends.contains(send.tag) }) {
                violations.append("message \(send.tag) was sent again although a status had told of it")
            }
        }
        sends.append(send)
        tell(.sent, of: send.tag, as: providerID, at: simulator.number(in: 0...4000))
        if simulator.isTrue(50) { tell(.delivered, of: send.tag, as: providerID, at: simulator.number(in: 0...6000)) }
        return sends.count - 1
    }

    private func tell(_ stage: DeliveryStatus.Stage, of tag: DeliveryTag, as providerID: String, at delay: Int) {
        let delay = isWrong() ? delay * 10 : delay
        guard !isSilent, !isWrong(2) else { return }
        let status = DeliveryStatus(messageID: providerID, stage: stage, at: now, tag: tag.description, failure: nil)
        for _ in 0..<(isWrong(2) ? 2 : 1) { simulator.schedule(in: delay) { [self] in arrive(.status(status)) } }
    }

    func answered(send place: Int) { sends[place].answeredAt = simulator.uptime }
    func refuses(_ tag: DeliveryTag) { refused.insert(tag) }

    func took(_ write: Write) -> Int {
        simulator.note("tool writes \(write.key)")
        acts(write.owner, for: write.conversation)
        if writes.contains(where: { $0.key == write.key }) {
            repeatedWrites += 1
            if writes.contains(where: {
                $0.key == write.key && isKnown($0.answeredAt, to: $0.owner, since: $0.troubles, at: write.begunAt)
            }) {
                violations.append("write \(write.key) was called again although its answer had come")
            }
        }
        writes.append(write)
        return writes.count - 1
    }

    func answered(write place: Int) { writes[place].answeredAt = simulator.uptime }

    /// Whether an answer had come, and its process had been able to keep it, when a request began: one that was on its way before, of a
    /// process that was stopped meanwhile, may be slow.
    private func isKnown(_ answeredAt: Int?, to owner: Int, since troubles: Int, at begin: Int) -> Bool {
        answeredAt.map { $0 <= begin } ?? false && self.troubles(of: owner) == troubles
    }
}

/// A process's clocks: its calendar may be wrong.
struct SimulatedTime: TimeSource {
    let world: SimulatedWorld
    let owner: Int

    var now: Timestamp { world.now.shifted(by: world.skew(of: owner)) }
    var uptime: Duration { .milliseconds(world.simulator.uptime) }

    func sleep(for duration: Duration) async throws(CancellationError) {
        guard await world.simulator.wait(Int(clamping: duration.milliseconds), as: owner) else { throw CancellationError() }
    }
}

/// A process's way to the database: a call may fail before it is done and after, be slow, and find the way cut.
struct FaultyNetwork: SimulatedStore.Network {
    let world: SimulatedWorld
    let owner: Int

    func carry<Answer: Sendable>(
        _ operation: String, _ effect: @escaping @Sendable () -> Result<Answer, StoreError>
    ) async -> Result<Answer, StoreError> {
        let simulator = world.simulator
        let delay = world.delay
        let isLost = world.isWrong(4)
        if world.isCut(owner) || world.isWrong(4) {
            if world.isCut(owner) { world.trouble(owner) }
            simulator.note("\(operation) fails")
            _ = await simulator.wait(delay, as: owner, isCancellable: false)
            return .failure(StoreError(.unavailable, "\(operation): no answer"))
        }
        let answer = await simulator.request(as: owner, after: delay, answer: world.delay, isCancellable: false) {
            [world, owner] in
            let result = effect()
            if case .success(let answer) = result, let registered = answer as? (WorkerID, Timestamp) {
                world.registered(registered.0, of: owner)
            }
            simulator.note("#\(owner) \(operation): \(result.words)")
            return result
        }
        guard let answer, !isLost, !world.isCut(owner) else {
            if !isLost { world.trouble(owner) }
            return .failure(StoreError(.unavailable, "\(operation): its answer was lost"))
        }
        return answer
    }
}

extension Result where Failure == StoreError {
    fileprivate var words: String {
        switch self {
        case .success: "done"
        case .failure(let error): "\(error.code)"
        }
    }
}

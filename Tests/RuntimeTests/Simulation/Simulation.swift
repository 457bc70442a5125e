import CEL
import Engine

@testable import Runtime

/// Some processes on one database that answer some people, while a seed says what befalls them.
///
/// `@unchecked Sendable` since only the thread that is in `run` touches it. A class for identity.
final class Simulation: @unchecked Sendable {
    /// What one seed gave.
    struct Verdict: Sendable {
        let seed: UInt64
        let violations: [String]
        let history: [String]
        var turns = 0
        var letters = 0
        var repeatedSends = 0
        var repeatedWrites = 0
        var crashes = 0
        var lostLeases = 0
        var steps = 0
    }

    private struct Process {
        let owner: Int
        let store: SimulatedStore
        let task: Task<Void, Never>
    }

    /// Nobody works so long on what these people write.
    private static let stepLimit = 120_000
    private static let timeLimit = 7_200_000
    private static let account = "account of optics"

    private let seed: UInt64
    private let bot: Bot
    private let simulator: Simulator
    private let world: SimulatedWorld
    private let database: SimulatedDatabase
    private let observer = TestObserver()
    private let isCalm: Bool
    /// When harm ends, in milliseconds.
    private let rest: Int
    private var processes: [Int: Process] = [:]
    private var lastOwner = Simulator.world
    private var crashes = 0
    /// From then on no process begins.
    private var isClosing = false
    /// By identifier: who wrote it.
    private var written: [String: String] = [:]
    private var accepted: Set<String> = []

    init(seed: UInt64, bots: [Bot], defect: SimulatedDatabase.Defect? = nil, keepsHistory: Bool = false) {
        self.seed = seed
        simulator = Simulator(seed: seed, keepsHistory: keepsHistory)
        bot = bots[Int(seed % UInt64(bots.count))]
        isCalm = simulator.isTrue(10)
        database = SimulatedDatabase(defect: defect)
        world = SimulatedWorld(simulator, before: database, harm: isCalm ? 0 : [1, 5, 15][simulator.number(in: 0...2)])
        rest = simulator.number(in: 20_000...60_000)
    }

    func run() -> Verdict {
        var violations: [String] = []
        var state = database.state.withLock { $0 }
        simulator.enter {
            world.arrive = { [unowned self] in deliver($0) }
            for place in 0..<simulator.number(in: 2...3) { begin(place) }
            write()
            plan()
            let isDone = simulator.run(stepLimit: Simulation.stepLimit) { [self] in
                simulator.uptime > rest && accepted.count == written.count && database.state.withLock(\.isAtRest)
                    || simulator.uptime > Simulation.timeLimit
            }
            if !isDone || simulator.uptime > Simulation.timeLimit { violations.append("something is left to do for ever") }
            // What a timer that becomes due from here on begins may be cut short.
            state = database.state.withLock { $0 }
            isClosing = true
            for process in processes.values.sorted(by: { $0.owner < $1.owner }) { stop(process) }
            let isOver = simulator.run(stepLimit: Simulation.stepLimit * 2) { [self] in simulator.tasks == 0 }
            if !isOver { violations.append("\(simulator.tasks) tasks do not end") }
            world.arrive = { _ in }
        }
        var oracle = SimulationOracle(bot: bot, state: state, world: world, isCalm: isCalm)
        violations += oracle.judge(written: written) + world.violations
        return Verdict(
            seed: seed, violations: violations, history: simulator.history,
            turns: state.rows.reduce(0) { $0 + $1.turns.count }, letters: state.letters.count,
            repeatedSends: world.repeatedSends, repeatedWrites: world.repeatedWrites, crashes: crashes,
            lostLeases: observer.count(of: "store: leaseLost"), steps: simulator.steps)
    }

    // MARK: Processes

    private func begin(_ place: Int) {
        guard !isClosing else { return }
        lastOwner += 1
        let owner = lastOwner
        let time = SimulatedTime(world: world, owner: owner)
        let store = SimulatedStore(
            database, time: time, clock: { [world] in world.now }, network: FaultyNetwork(world: world, owner: owner))
        let host = HostedBot(
            bot: bot, channel: SimulatedChannel(account: Simulation.account, world: world, owner: owner),
            models: SimulatedModels(world: world, owner: owner), actions: SimulatedActions(world: world, owner: owner))
        var limits = Dispatcher.Limits()
        limits.pollInterval = .seconds(3)
        limits.pruneInterval = .seconds(1_000_000)
        limits.firstPrune = .seconds(1_000_000)
        let dispatcher = Dispatcher(
            store: store, bots: [bot.id: host], observer: observer, time: time, limits: limits,
            chance: { [simulator] in Double.random(in: 0..<1, using: &simulator.random) })
        simulator.note("process #\(owner) begins")
        let task = simulator.start(as: owner) {
            do { try await dispatcher.run() } catch {}
        }
        processes[place] = Process(owner: owner, store: store, task: task)
    }

    /// In good order.
    private func stop(_ process: Process) {
        simulator.note("process #\(process.owner) is stopped")
        world.stops(process.owner)
        world.trouble(process.owner)
        simulator.act(as: process.owner) { process.task.cancel() }
    }

    private func crash(_ process: Process) {
        simulator.note("process #\(process.owner) is killed")
        crashes += 1
        world.trouble(process.owner)
        simulator.end(process.owner)
        simulator.act(as: process.owner) { process.task.cancel() }
    }

    // MARK: What befalls them

    private func plan() {
        if !isCalm {
            for _ in 0..<simulator.number(in: 0...8) {
                let date = simulator.number(in: 0...(simulator.isTrue(70) ? 20_000 : rest))
                simulator.schedule(in: date) { [unowned self] in befall() }
            }
        }
        simulator.schedule(in: rest) { [world] in world.rest() }
    }

    private func befall() {
        let place = simulator.number(in: 0...processes.count - 1)
        guard let process = processes[place], !simulator.isGone(process.owner) else { return }
        switch simulator.number(in: 0...5) {
        case 0, 1:
            crash(process)
            simulator.schedule(in: simulator.number(in: 0...8000)) { [unowned self] in begin(place) }
        case 2, 3:
            simulator.note("process #\(process.owner) is halted")
            world.trouble(process.owner)
            simulator.halt(process.owner)
            simulator.schedule(in: simulator.number(in: 500...25_000)) { [simulator] in
                simulator.note("process #\(process.owner) goes on")
                simulator.goOn(process.owner)
            }
        case 4:
            world.trouble(process.owner)
            world.cut(process.owner, for: simulator.number(in: 500...20_000))
        default:
            if simulator.isTrue(50) {
                stop(process)
                begin(place)
            } else {
                world.jump(process.owner, by: Int64(simulator.number(in: -3_600_000...3_600_000)))
            }
        }
    }

    // MARK: People

    private func write() {
        for person in 0..<simulator.number(in: 1...3) {
            var date = 0
            for number in 0..<simulator.number(in: 1...4) {
                date += simulator.number(in: simulator.isTrue(30) ? 0...800 : 0...8000)
                let id = "m\(person)-\(number)"
                written[id] = "person \(person)"
                let message = InboundMessage(
                    id: id, at: world.now.shifted(by: Int64(date)), content: .text("\(person).\(number)"))
                let event = InboundEvent.message(message, from: Contact(key: "person \(person)"))
                for _ in 0..<(!isCalm && simulator.isTrue(20) ? 2 : 1) {
                    let delay = isCalm ? 0 : simulator.number(in: 0...(simulator.isTrue(20) ? 5000 : 50))
                    simulator.schedule(in: date + delay) { [unowned self] in deliver(event) }
                }
            }
        }
    }

    /// Brings an event to some process, and a message again until one has said that it has it.
    private func deliver(_ event: InboundEvent) {
        let places = processes.keys.sorted()
        let place = places[simulator.number(in: 0...places.count - 1)]
        guard let process = processes[place], !simulator.isGone(process.owner) else {
            simulator.schedule(in: 1000) { [unowned self] in deliver(event) }
            return
        }
        let arrival = Arrival(bot: bot.id, account: Simulation.account, event: event)
        simulator.start(as: process.owner) { [unowned self] in
            do throws(StoreError) {
                try await process.store.accept([arrival])
                note(event)
            } catch {
                if case .status = event { simulator.schedule(in: 2000) { [unowned self] in deliver(event) } }
            }
        }
        guard case .message(let message, _) = event else { return }
        simulator.schedule(in: 10_000) { [unowned self] in
            if !accepted.contains(message.id) { deliver(event) }
        }
    }

    private func note(_ event: InboundEvent) {
        switch event {
        case .message(let message, _): accepted.insert(message.id)
        case .status: break
        }
    }
}

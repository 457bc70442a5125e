import Glibc

@testable import Runtime

/// One thread, one queue of jobs and one clock: what runs in it runs in the order that a seed gives, and so does all of it again.
///
/// Swift's tasks bring their jobs to it, see `SimulatedJobs`. Each job belongs to an owner: a process, or the world outside, which is 0.
///
/// `@unchecked Sendable` since only the thread that is within `enter` touches it. A class for identity.
final class Simulator: @unchecked Sendable {
    /// The world outside.
    static let world = 0

    private struct Timer {
        let date: Int
        let number: Int
        let owner: Int
        let fire: () -> Void
    }

    var random: SeededRandom
    /// In milliseconds.
    private(set) var uptime = 0
    private(set) var steps = 0
    /// Tasks that have not ended.
    private(set) var tasks = 0
    /// What happened, when it is kept.
    private(set) var history: [String] = []

    private let keepsHistory: Bool
    private var owner = Simulator.world
    private var ready: [(owner: Int, job: UnownedJob)] = []
    /// The earliest last.
    private var timers: [Timer] = []
    private var lastTimer = 0
    private var halted: Set<Int> = []
    private var gone: Set<Int> = []
    /// In the order in which they began.
    private var pauses: [SimulatedPause] = []

    init(seed: UInt64, keepsHistory: Bool) {
        random = SeededRandom(seed: seed)
        self.keepsHistory = keepsHistory
    }

    /// Runs `body` with this thread as the simulator's own: jobs that it makes ready come here.
    func enter<Value>(_ body: () -> Value) -> Value { SimulatedJobs.on(self, body) }

    func note(_ line: @autoclosure () -> String) {
        if keepsHistory { history.append("\(uptime) #\(owner) \(line())") }
    }

    func isTrue(_ percent: Int) -> Bool { percent > 0 && Int.random(in: 0..<100, using: &random) < percent }
    func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    // MARK: Running

    /// Runs jobs, and timers when no job is ready, until it is over.
    ///
    /// - Returns: Whether it is over: not when nothing is left to do, or too much was done.
    func run(stepLimit: Int, until isOver: () -> Bool) -> Bool {
        while !isOver() {
            guard steps < stepLimit, step() else { return false }
        }
        return true
    }

    private func step() -> Bool {
        steps += 1
        let places = halted.isEmpty ? [] : ready.indices.filter { !halted.contains(ready[$0].owner) }
        let place = halted.isEmpty ? ready.indices.randomElement(using: &random) : places.randomElement(using: &random)
        if let place {
            ready.swapAt(place, ready.count - 1)
            let (owner, job) = ready.removeLast()
            act(as: owner) { job.runSynchronously(on: SimulatedJobs.nobody) }
            return true
        }
        guard let place = timers.lastIndex(where: { !halted.contains($0.owner) }) else { return false }
        let timer = timers.remove(at: place)
        uptime = max(uptime, timer.date)
        act(as: timer.owner, timer.fire)
        return true
    }

    /// What is made ready by `body` is the owner's.
    func act(as owner: Int, _ body: () -> Void) {
        let before = self.owner
        self.owner = owner
        body()
        self.owner = before
    }

    func makeReady(_ job: UnownedJob) { ready.append((owner, job)) }

    /// Runs `body` as a task of `owner`'s.
    @discardableResult
    func start(as owner: Int, _ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        tasks += 1
        var task: Task<Void, Never>?
        act(as: owner) {
            task = Task {
                await body()
                tasks -= 1
            }
        }
        return task ?? Task {}
    }

    // MARK: Time

    @discardableResult
    func schedule(in milliseconds: Int, as owner: Int = Simulator.world, _ fire: @escaping () -> Void) -> Int {
        lastTimer += 1
        let timer = Timer(date: uptime + max(milliseconds, 0), number: lastTimer, owner: owner, fire: fire)
        let place = timers.lastIndex { ($0.date, $0.number) > (timer.date, timer.number) }
        timers.insert(timer, at: place.map { $0 + 1 } ?? 0)
        return lastTimer
    }

    /// - Returns: Whether the time went by: not when the task was cancelled meanwhile, or its process has ended.
    func wait(_ milliseconds: Int, as owner: Int, isCancellable: Bool = true) async -> Bool {
        let pause = SimulatedPause(of: owner)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !gone.contains(owner), !(isCancellable && pause.isCancelled) else {
                    return continuation.resume(returning: false)
                }
                pause.continuation = continuation
                pause.timer = schedule(in: milliseconds, as: owner) { [self] in end(pause, inTime: true) }
                pauses.append(pause)
            }
        } onCancel: {
            pause.isCancelled = true
            if isCancellable { end(pause, inTime: false) }
        }
    }

    /// Does something in the world outside, which goes on whatever becomes of the process that asked for it.
    ///
    /// - Parameter answer: After how many more milliseconds its answer is there.
    /// - Returns: `nil` when the answer did not find anybody any more.
    func request<Answer: Sendable>(
        as owner: Int, after delay: Int, answer: Int, isCancellable: Bool = true, _ effect: @escaping @Sendable () -> Answer
    ) async -> Answer? {
        guard !gone.contains(owner) else { return nil }
        let box = SimulatedAnswer<Answer>()
        schedule(in: delay) { box.value = effect() }
        return await wait(delay + answer, as: owner, isCancellable: isCancellable) ? box.value : nil
    }

    private func end(_ pause: SimulatedPause, inTime: Bool) {
        guard let continuation = pause.continuation else { return }
        pause.continuation = nil
        pauses.removeAll { $0 === pause }
        if !inTime { timers.removeAll { $0.number == pause.timer } }
        act(as: pause.owner) { continuation.resume(returning: inTime) }
    }

    // MARK: Harm

    func halt(_ owner: Int) { halted.insert(owner) }
    func goOn(_ owner: Int) { halted.remove(owner) }

    /// From now on the process does nothing any more: what it waits for does not come, and what it begins fails.
    func end(_ owner: Int) {
        gone.insert(owner)
        halted.remove(owner)
        for pause in pauses where pause.owner == owner { end(pause, inTime: false) }
    }

    func isGone(_ owner: Int) -> Bool { gone.contains(owner) }
}

/// Somebody who waits. Touched by the simulator's thread only, therefore `@unchecked Sendable`; a class for identity.
final class SimulatedPause: @unchecked Sendable {
    let owner: Int
    var continuation: CheckedContinuation<Bool, Never>?
    var timer = 0
    var isCancelled = false

    init(of owner: Int) { self.owner = owner }
}

/// What the world answered. Touched by the simulator's thread only, therefore `@unchecked Sendable`; a class for identity.
final class SimulatedAnswer<Value: Sendable>: @unchecked Sendable {
    var value: Value?
}

/// Random numbers of a seed: splitmix64.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var number = state
        number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        return number ^ (number >> 31)
    }
}

/// Brings the jobs that are made ready on a simulator's thread to that simulator, and all others where they have always gone.
///
/// The hook is the concurrency runtime's own; `Task.yield` and `Task.sleep` pass it by, so that nothing simulated may use them.
enum SimulatedJobs {
    private typealias Original = @convention(thin) (UnownedJob) -> Void
    private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

    /// What runs on no actor runs on this.
    static var nobody: UnownedSerialExecutor { unsafeBitCast((0, 0), to: UnownedSerialExecutor.self) }

    private static let key: pthread_key_t = {
        var key: pthread_key_t = 0
        pthread_key_create(&key, nil)
        return key
    }()

    /// Whether the runtime has such a hook.
    private static let isHooked: Bool = {
        guard let place = dlsym(nil, "swift_task_enqueueGlobal_hook") else { return false }
        place.assumingMemoryBound(to: Hook?.self).pointee = { job, original in
            guard let simulator = SimulatedJobs.current else { return original(job) }
            simulator.makeReady(job)
        }
        return true
    }()

    private static var current: Simulator? {
        pthread_getspecific(key).map { Unmanaged<Simulator>.fromOpaque($0).takeUnretainedValue() }
    }

    static func on<Value>(_ simulator: Simulator, _ body: () -> Value) -> Value {
        precondition(isHooked, "the concurrency runtime has no hook")
        pthread_setspecific(key, Unmanaged.passUnretained(simulator).toOpaque())
        defer { pthread_setspecific(key, nil) }
        return withExtendedLifetime(simulator, body)
    }
}

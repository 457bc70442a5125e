import Engine
import Foundation
import Testing

@testable import Runtime

/// Three hundred seeds, or as many as `SIMULATION_SEEDS` says; `SIMULATION_FIRST` begins at another one.
@Suite("whatever befalls the processes", .serialized)
struct SimulationTests {
    private static let settings = ProcessInfo.processInfo.environment
    private static let seeds = settings["SIMULATION_SEEDS"].flatMap(UInt64.init) ?? 300
    private static let first = settings["SIMULATION_FIRST"].flatMap(UInt64.init) ?? 1
    /// After so many the rest is not looked at.
    private static let failureLimit = 5

    @Test("nothing is lost, nothing is done twice without cause, and order is kept")
    func seeds() async throws {
        let verdicts = try await Self.judge(Self.first..<Self.first + Self.seeds)
        for verdict in verdicts.filter({ !$0.violations.isEmpty }).prefix(Self.failureLimit) {
            let again = try await Self.alone { [bots = try Self.bots()] in Self.run(verdict.seed, on: bots, keepsHistory: true) }
            Issue.record(
                """
                seed \(verdict.seed): \(verdict.violations.joined(separator: "; "))
                run it again with: SIMULATION_FIRST=\(verdict.seed) SIMULATION_SEEDS=1 swift test --filter SimulationTests
                \(again.history.suffix(Self.seeds == 1 ? 4000 : 40).joined(separator: "\n"))
                """)
        }
        func sum(_ figure: (Simulation.Verdict) -> Int) -> Int { verdicts.reduce(0) { $0 + figure($1) } }
        print(
            """
            \(verdicts.count) seeds from \(Self.first) on: \(sum(\.turns)) turns, \(sum(\.steps)) steps, \(sum(\.crashes)) crashes, \
            \(sum(\.lostLeases)) lost leases; with cause \(sum(\.repeatedSends)) messages and \(sum(\.repeatedWrites)) writes repeated, \
            \(sum(\.letters)) dead letters
            """)
        guard Self.seeds >= 100 else { return }
        #expect(sum(\.crashes) > 0 && sum(\.lostLeases) > 0 && sum(\.repeatedSends) > 0 && sum(\.repeatedWrites) > 0)
    }

    @Test("the same seed gives the same history", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func sameHistory(seed: UInt64) async throws {
        let bots = try Self.bots()
        let first = try await Self.alone { Self.run(seed, on: bots, keepsHistory: true) }
        let second = try await Self.alone { Self.run(seed, on: bots, keepsHistory: true) }
        #expect(first.history == second.history)
        #expect(first.steps == second.steps)
        #expect(first.history.count > 20)
    }

    @Test("what is broken on purpose is condemned", arguments: SimulatedDatabase.Defect.allCases)
    func controls(defect: SimulatedDatabase.Defect) async throws {
        let bots = try Self.bots()
        let violation = try await Self.alone {
            (1...2000).lazy.flatMap { Self.run($0, on: bots, defect: defect).violations }
                .first { $0.contains(defect.consequence) }
        }
        #expect(violation != nil, "none of 2000 seeds is condemned with '\(defect.consequence)'")
    }

    // MARK: Running

    private static func run(
        _ seed: UInt64, on bots: [Bot], defect: SimulatedDatabase.Defect? = nil, keepsHistory: Bool = false
    ) -> Simulation.Verdict {
        Simulation(seed: seed, bots: bots, defect: defect, keepsHistory: keepsHistory).run()
    }

    /// On a thread that is nobody else's: what it makes ready is the simulator's.
    private static func alone<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws -> Value {
        let (values, value) = AsyncStream<Value>.makeStream()
        let isStarted = NativeThread.start {
            value.yield(body())
            value.finish()
        }
        try #require(isStarted)
        for await value in values { return value }
        throw CancellationError()
    }

    /// Every processor has a thread of its own that takes seed after seed.
    private static func judge(_ seeds: Range<UInt64>) async throws -> [Simulation.Verdict] {
        let bots = try bots()
        let next = Locked(seeds.lowerBound)
        let failures = Locked(0)
        let (verdicts, ready) = AsyncStream<Simulation.Verdict?>.makeStream()
        var threads = 0
        for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
            let isStarted = NativeThread.start {
                while failures.withLock({ $0 < failureLimit }) {
                    let seed = next.withLock { next in
                        next += 1
                        return next - 1
                    }
                    guard seed < seeds.upperBound else { break }
                    let verdict = run(seed, on: bots)
                    if !verdict.violations.isEmpty { failures.withLock { $0 += 1 } }
                    ready.yield(verdict)
                }
                ready.yield(nil)
            }
            if isStarted { threads += 1 }
        }
        try #require(threads > 0)
        var all: [Simulation.Verdict] = []
        for await verdict in verdicts {
            if let verdict { all.append(verdict) } else { threads -= 1 }
            if threads == 0 { break }
        }
        return all.sorted { $0.seed < $1.seed }
    }

    private static func bots() throws -> [Bot] {
        try [Bots.writer, SimulatedBots.agent, SimulatedBots.agent + SimulatedBots.restarting, SimulatedBots.asker].map { yaml in
            let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(yaml.utf8)]))
            return try #require(compilation.bot, "\(compilation.diagnostics)")
        }
    }
}

extension SimulatedDatabase.Defect {
    /// What is to be found of it.
    fileprivate var consequence: String {
        switch self {
        case .noFence: "after that of"
        case .unfinished: "has a turn of event 1 after that of 1"
        case .unsettled: "was sent again although its answer had come"
        case .lastOnly: "is not about all its texts"
        }
    }
}

/// Bots that call, ask and wait.
enum SimulatedBots {
    static let agent = """
        version: 1
        bot: {id: optics, name: Agent, language: en}
        models: {default: {use: openai/gpt-4o-mini, api_key: "${KEY}"}}
        connections: {shop: {sqlite: shop.sqlite}, desk: {http: "${DESK}"}}
        tools:
          find: {description: Finds., sql: {connection: shop, rows: one, query: "select status from orders"}, output: {status: string}}
          open: {description: Opens., http: {connection: desk, post: /tickets, json: {}}, output: {id: {type: string, from: body.id}}}
        graph:
          start: talk
          nodes:
            talk: {agent: Answer., tools: [find, open]}
        policies:
          errors: {say: Sorry., attempts: 3, backoff: 1s, time_limit: 60s}

        """

    static let restarting = "  turns: {while_busy: restart}\n"

    static let asker = """
        version: 1
        bot: {id: optics, name: Asker, language: en}
        state: {answer: string}
        graph:
          start: question
          nodes:
            question: {ask: "Yes?", save: answer, on_timeout: {after: 40s, goto: late}}
            heard: {say: "I heard {{ answer }}.", next: question}
            late: {say: "Nobody there.", next: done}
            done: {end: late}
        policies:
          turns: {merge: 1500ms}
        """
}

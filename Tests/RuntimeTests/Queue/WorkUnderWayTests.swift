import Engine
import Testing

@testable import Runtime

@Suite("what is under way in a turn", .inEveryStore)
struct WorkUnderWayTests {
    @Test("an alarm that is set anew rings once, at its last date, and one that is turned off does not ring")
    func alarm() async throws {
        try await withRunner { runner, time in
            let work = WorkUnderWay(runner: runner, time: time)
            work.setAlarm(to: ManualTime.start.advanced(by: .seconds(1)))
            let last = ManualTime.start.advanced(by: .seconds(2))
            work.setAlarm(to: last)
            #expect(work.rings(within: .seconds(2)))
            #expect(!work.rings(within: .seconds(1)))
            while !time.isSleptOn { await Task.yield() }
            time.advance(by: .seconds(2))
            guard case .rang(last)? = await work.next() else {
                Issue.record("it did not ring")
                return
            }
            work.setAlarm(to: last.advanced(by: .seconds(9)))
            work.setAlarm(to: nil)
            if let news = await work.next() { Issue.record("\(news)") }
        }
    }

    @Test("an alarm that is set to another date and back rings, though the first one's end was not taken")
    func alarmSetBack() async throws {
        try await withRunner { runner, time in
            let work = WorkUnderWay(runner: runner, time: time)
            let date = ManualTime.start.advanced(by: .seconds(3))
            work.setAlarm(to: date)
            while !time.isSleptOn { await Task.yield() }
            work.setAlarm(to: ManualTime.start.advanced(by: .seconds(2)))
            work.setAlarm(to: date)
            async let bell: Void = {
                while time.sleepers != 1 { await Task.yield() }
                time.advance(by: .seconds(3))
            }()
            guard case .rang(date)? = await work.next() else {
                Issue.record("it did not ring")
                return
            }
            await bell
        }
    }

    @Test("what is under way ends with the turn, and when the turn is cancelled, though the clock stands still")
    func end() async throws {
        let actions = TestActions()
        actions.script.then { _ in
            while !Task.isCancelled { await Task.yield() }
            return .success(.rows([]))
        }
        try await withRunner(of: actions) { runner, time in
            let work = WorkUnderWay(runner: runner, time: time)
            for seconds in [3, 2, 3] { work.setAlarm(to: ManualTime.start.advanced(by: .seconds(seconds))) }
            work.setLook(after: .seconds(1))
            await work.end()
            #expect(await work.next() == nil)
        }
        try await withRunner(of: actions) { runner, time in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    let work = WorkUnderWay(runner: runner, time: time)
                    work.setAlarm(to: ManualTime.start.advanced(by: .seconds(3)))
                    work.start(.read)
                    guard case .ended(.read, .success)? = await work.next() else {
                        Issue.record("the call did not end")
                        return
                    }
                    if let news = await work.next() { Issue.record("\(news)") }
                }
                while !time.isSleptOn { await Task.yield() }
                group.cancelAll()
            }
        }
    }

    @Test("a call that nobody waits for is cut short, but for a write")
    func droppedCalls() async throws {
        let actions = TestActions()
        let held = Gate()
        let answer: @Sendable (TestActions.Asked) async -> Result<ActionResult, CallFailure> = { asked in
            if asked.tool.rawValue == "write" { await held.passed() }
            while asked.tool.rawValue == "read", !Task.isCancelled { await Task.yield() }
            return .success(.rows([]))
        }
        actions.script.then(answer, answer)
        try await withRunner(of: actions) { runner, time in
            let work = WorkUnderWay(runner: runner, time: time)
            work.start(.read)
            work.start(.write)
            while actions.script.asked.count < 2 { await Task.yield() }
            work.drop(allBut: [])
            held.open()
            guard case .ended(.write, .success)? = await work.next() else {
                Issue.record("the write did not end")
                return
            }
            #expect(!work.hasCalls)
            if let news = await work.next() { Issue.record("\(news)") }
        }
    }

    @Test("a write that is under way when a turn cannot go on runs to its end")
    func endingWrite() async throws {
        let actions = TestActions()
        let (held, ended) = (Gate(), Locked(false))
        actions.script.then { _ in
            await held.passed()
            ended.withLock { $0 = !Task.isCancelled }
            return .success(.rows([]))
        }
        try await withRunner(of: actions) { runner, time in
            let work = WorkUnderWay(runner: runner, time: time)
            work.start(.write)
            while actions.script.asked.isEmpty { await Task.yield() }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { held.open() }
                await work.end()
            }
            #expect(ended.withLock { $0 })
        }
    }

    @Test("a write that is under way when its lease is lost is cut short")
    func cutWrite() async throws {
        let actions = TestActions()
        actions.script.then { _ in
            while !Task.isCancelled { await Task.yield() }
            return .failure(CallFailure(.unavailable, "cut short"))
        }
        try await withRunner(of: actions) { runner, time in
            let work = WorkUnderWay(runner: runner, time: time)
            work.start(.write)
            while actions.script.asked.isEmpty { await Task.yield() }
            await work.end(keepsWrites: false)
            #expect(await work.next() == nil)
        }
    }

    @Test("a write that was not made since its lease may be another's is put back and not noted as failed")
    func staleWrite() async throws {
        let actions = TestActions()
        try await withRunner(of: actions) { runner, time in
            let went = Locked(true)
            actions.script.then { asked in
                time.advance(by: PostgresStore.freshness + .seconds(1))
                went.withLock { $0 = asked.context.mayGoOn() }
                return .failure(CallFailure(.unavailable, "it waited for long"))
            }
            let outcome: Result<CallResult, StoreError>
            do throws(StoreError) {
                outcome = .success(try await runner.run(.write))
            } catch {
                outcome = .failure(error)
            }
            switch outcome {
            case .success(.failure): #expect(went.withLock { $0 })
            case .failure(let error): #expect(!went.withLock { $0 } && error.code == .unavailable)
            case .success(let result): Issue.record("\(result)")
            }
        }
    }

    private func withRunner(
        of actions: TestActions = TestActions(), _ body: (CallRunner, ManualTime) async throws -> Void
    ) async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: store.register())
            let host = HostedBot(bot: stage.host.bot, channel: stage.channel, models: stage.models, actions: actions)
            let context = WorkContext(store: store, observer: stage.observer, time: stage.time, chance: { 0 })
            try await body(
                CallRunner(host: host, lease: lease, event: 1, journal: [], context: context), stage.time)
        }
    }
}

extension Call {
    fileprivate static let read = Call(id: CallID(turn: 1, number: 1), work: .action(.sample("read", isWrite: false)))
    fileprivate static let write = Call(id: CallID(turn: 1, number: 2), work: .action(.sample("write", isWrite: true)))
}

extension ActionRequest {
    fileprivate static func sample(_ tool: String, isWrite: Bool) -> ActionRequest {
        let action = HTTPAction(connection: "c", method: "GET", path: "/", query: [], headers: [], body: nil, expect: [])
        return ActionRequest(tool: ToolName(rawValue: tool), isWrite: isWrite, action: .http(action))
    }
}

import Engine
import Testing

@testable import Runtime

@Suite("a limit of model calls", .timeLimit(.minutes(1)))
struct LimitedModelsTests {
    private let time = ManualTime()
    private let inner = TestModels()
    private let models: LimitedModels

    init() {
        let settings = ModelSettings(
            provider: "openai", model: "m", temperature: nil, maximumTokens: nil, apiKey: Secret("sk"),
            baseURL: "http://127.0.0.1",
            timeout: .seconds(30), fallback: nil)
        models = LimitedModels(inner, limit: 1, settings: ["default": settings], time: time)
    }

    private func ask(_ text: String) async -> Result<ModelReply, CallFailure> {
        do {
            return .success(try await models.complete(ModelRequest(model: "default", messages: [.user(text)], tools: [])))
        } catch {
            return .failure(error)
        }
    }

    /// Runs `body` while a call is under way and another one waits for its turn; both end before this returns.
    private func whileOneWaits(_ body: @Sendable (_ cancelWaiting: () -> Void) async -> Void) async -> Result<
        ModelReply, CallFailure
    >? {
        let (gate, arrived) = (Gate(), Gate())
        inner.script.then(
            { _ in
                arrived.open()
                await gate.passed()
                return .says("first")
            }, { _ in .says("second") })
        return await withTaskGroup(of: Result<ModelReply, CallFailure>?.self) { outer in
            outer.addTask {
                _ = await ask("first")
                return nil
            }
            await arrived.passed()
            let waiting = await withTaskGroup(of: Result<ModelReply, CallFailure>.self) { group in
                group.addTask { await ask("second") }
                while !time.isSleptOn, !Task.isCancelled { await Task.yield() }
                #expect(inner.script.asked.count == 1)
                await body { group.cancelAll() }
                if time.isSleptOn { gate.open() }
                return await group.next()
            }
            gate.open()
            await outer.waitForAll()
            return waiting
        }
    }

    @Test("has a call wait until another one has ended")
    func turn() async throws {
        let second = await whileOneWaits { _ in }
        #expect(try second?.get().text == "second")
        #expect(inner.script.asked.map(\.messages) == [[.user("first")], [.user("second")]])
    }

    @Test("has a call wait for no longer than its model may take, and then its turn is another's")
    func patience() async throws {
        let second = await whileOneWaits { _ in time.advance(by: .seconds(30)) }
        guard case .failure(let failure)? = second else {
            Issue.record("the call was made")
            return
        }
        #expect(failure.code == .unavailable)
        #expect(try await ask("third").get().text == "second")
        #expect(inner.script.asked.count == 2)
    }

    @Test("holds no turn for a call that is cancelled")
    func cancelled() async throws {
        let second = await whileOneWaits { cancel in
            cancel()
            while time.isSleptOn, !Task.isCancelled { await Task.yield() }
        }
        guard case .failure? = second else {
            Issue.record("the call was made")
            return
        }
        #expect(try await ask("third").get().text == "second")
        #expect(inner.script.asked.count == 2)
    }

    @Test("lets calls go in the order in which they came")
    func order() async {
        let turnstile = Turnstile(places: 1)
        #expect(await turnstile.enter(within: .seconds(1), by: time))
        let passed = Locked<[Int]>([])
        await withTaskGroup(of: Void.self) { group in
            for number in 1...5 {
                group.addTask {
                    #expect(await turnstile.enter(within: .seconds(1), by: time))
                    passed.withLock { $0.append(number) }
                    turnstile.leave()
                }
                while turnstile.waiting < number, !Task.isCancelled { await Task.yield() }
            }
            turnstile.leave()
        }
        #expect(passed.withLock { $0 } == [1, 2, 3, 4, 5])
        #expect(turnstile.waiting == 0)
    }
}

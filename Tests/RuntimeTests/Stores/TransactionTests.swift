import Engine
import Testing

@testable import Runtime

/// What turns cost in transactions, reads included.
@Suite("transactions", .timeLimit(.minutes(2)))
struct TransactionTests {
    /// To accept, to claim, to load, to finish, to settle and to release.
    private static let operations = 6

    private func dispatcher(_ stage: Stage, on store: any Store, conversations: Int) -> Dispatcher {
        var limits = Dispatcher.Limits()
        limits.conversations = conversations
        // The clock stands still, so that nobody beats and nobody looks unasked.
        return Dispatcher(
            store: store, bots: [stage.host.bot.id: stage.host], observer: stage.observer, time: stage.time, limits: limits)
    }

    /// Not behind a pooler: there a process hears its own bell too, and looks for work once more.
    @Test(
        "a message that comes alone costs six, from its arrival to the end of its turn, also with a tool that only reads",
        arguments: [TestBackend.sqlite, .postgres], [Bots.echo, Bots.agent])
    func alone(on backend: TestBackend, bot: String) async throws {
        try await Stage.with(bot, on: backend) { stage, store in
            let looker = try await stage.database.visit()
            let count = 20
            for _ in 1...count {
                stage.models.script.then({ _ in .calls("find") }, { _ in .says("found") })
                stage.actions.script.then { _ in .success(.rows([])) }
            }
            let before = store.commits
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store, conversations: 64).run() }
                for number in 1...count {
                    try await store.accept([.text("hello", id: "\(number)", at: number)])
                    while stage.observer.count(of: "sent") < number, !Task.isCancelled { await Task.yield() }
                    while try await looker.statistics().claimedConversations > 0, !Task.isCancelled { await Task.yield() }
                }
                group.cancelAll()
                try await group.waitForAll()
            }
            // To register, and to look for work at the start.
            let start = 5
            #expect(store.commits - before <= count * Self.operations + start)
            await looker.close()
        }
    }

    @Test("what many conversations do at the same time shares transactions, so that a turn costs about one at most")
    func together() async throws {
        let count = 200
        try await Stage.with(Bots.echo) { stage, store in
            let store = try #require(store as? SQLiteStore)
            let sending = Gate()
            for _ in 0..<count {
                stage.channel.sends.then { sent in
                    await sending.passed()
                    return .success("provider's \(sent.tag)")
                }
            }
            let looker = try await stage.database.visit()
            let before = store.commits
            try await withThrowingTaskGroup(of: Void.self) { group in
                let accepting = try await hold(store.writer, in: &group)
                for number in 1...count {
                    group.addTask { try await store.accept([.text("hello", id: "\(number)", from: "c\(number)")]) }
                }
                await release(accepting, of: store.writer, before: count)
                try await group.waitForAll()

                let loading = try await hold(store.reader, in: &group)
                // With a slot to spare, since a claim that fills them all is followed by another one.
                group.addTask { try await dispatcher(stage, on: store, conversations: count + 1).run() }
                while store.reader.waiting < count, !Task.isCancelled { await Task.yield() }
                let finishing = try await hold(store.writer, in: &group)
                loading.open()
                await release(finishing, of: store.writer, before: count)
                while stage.channel.texts.count < count, !Task.isCancelled { await Task.yield() }
                let settling = try await hold(store.writer, in: &group)
                sending.open()
                await release(settling, of: store.writer, before: count)
                while try await looker.statistics().claimedConversations > 0, !Task.isCancelled { await Task.yield() }
                group.cancelAll()
                try await group.waitForAll()
            }
            await looker.close()
            // One of each operation for all of them, but for giving back, which nothing here holds up; and those that hold a thread.
            let (operations, holds, start) = (Self.operations - 1, 4, 1)
            #expect(store.commits - before <= operations + count + holds + start)
        }
    }

    /// Lets all that is asked of a thread wait from now on.
    private func hold(_ thread: SQLiteThread, in group: inout ThrowingTaskGroup<Void, any Error>) async throws -> ThreadGate {
        let gate = ThreadGate()
        group.addTask { try await thread.perform("test") { _ in gate.wait() } }
        while !gate.isEntered, !Task.isCancelled { await Task.yield() }
        return gate
    }

    private func release(_ gate: ThreadGate, of thread: SQLiteThread, before count: Int) async {
        while thread.waiting < count, !Task.isCancelled { await Task.yield() }
        gate.open()
    }
}

extension Store {
    /// How many transactions it has committed.
    fileprivate var commits: Int {
        switch self {
        case let store as SQLiteStore: store.writer.commits.value + store.reader.commits.value
        case let store as PostgresStore:
            ([store.arrivals, store.reads, store.control, store.upkeep] + store.turns).reduce(0) { $0 + $1.commits.value }
        default: 0
        }
    }
}
